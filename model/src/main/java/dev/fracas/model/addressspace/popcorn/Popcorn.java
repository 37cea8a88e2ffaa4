package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Kernel;
import dev.fracas.model.addressspace.Request;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;

/**
 * Popcorn Linux, which Stramash replaces: each kernel maps frames of its own, and messages keep the
 * copies of a page coherent, one writer or many readers, as a distributed shared memory does
 * (Barbalace et al., EuroSys 2015). After {@code page_server.c} and {@code fh_action.c}, with one
 * origin and one remote; where the order of two steps is not known from there, it is one that is
 * correct: locks are held until TLBs are flushed, a page's content is taken after that, and fault
 * handles are gone before an answer is sent.
 */
public final class Popcorn implements Kernel {
    private final RemoteContext origin;
    private final RemoteContext remote;
    private final PopcornOriginFault originFault;
    private final PopcornRemoteFault remoteFault;
    private final PageRequestAtOrigin atOrigin;
    private final PageRequestAtRemote atRemote;
    private final PopcornUnmapping unmapping;

    public Popcorn(AddressSpace space, PopcornRoutines routines) {
        origin = routines.context(space, X86_64);
        remote = routines.context(space, AARCH64);
        origin.sendsPages();
        remote.sendsPages();
        DistributedProcess process = new DistributedProcess(space, origin, remote);
        originFault = routines.originFault().apply(process);
        remoteFault = routines.remoteFault().apply(process);
        atOrigin = routines.requestAtOrigin().apply(process);
        atRemote = routines.requestAtRemote().apply(process);
        unmapping = routines.unmapping().apply(process);
    }

    @Override
    public void fault(Routine r, int page, boolean write, Register signal) {
        if (r.isa() == X86_64) {
            originFault.handle(r, page, write, signal);
        } else {
            remoteFault.handle(r, page, write, signal);
        }
    }

    @Override
    public void munmap(Routine r, int page) {
        if (r.isa() != X86_64) {
            throw new IllegalStateException("only the origin unmaps");
        }
        unmapping.munmap(r, page);
    }

    @Override
    public void mmap(Routine r, int page) {
        throw new IllegalStateException("here Popcorn's remote knows every VMA from the beginning");
    }

    @Override
    public void protect(Routine r, int page) {
        throw new IllegalStateException("Popcorn sends no mprotect to the remote");
    }

    @Override
    public void fork(Routine r, int page, int childPage) {
        throw new IllegalStateException("a distributed process does not fork");
    }

    @Override
    public void exit(Routine r) {
        unmapping.exit(r);
    }

    @Override
    public boolean stopsRemoteThreads() {
        return true;
    }

    @Override
    public void serve(Routine r) {
        if (r.isa() == X86_64) {
            origin.messages.serve(r, m -> serveAtOrigin(r, m.request(), m.page()));
        } else {
            remote.messages.serve(r, m -> serveAtRemote(r, m.request(), m.page()));
        }
    }

    private Value serveAtOrigin(Routine r, Request request, int page) {
        return switch (request) {
            case PAGE_TO_READ, PAGE_TO_WRITE -> atOrigin.handle(r, page, request.isWrite());
            case FAULT, INVALIDATE, UNMAP, MAP, PROTECT, DROP_LEAF, WRITE_PROTECT, STOP ->
                    throw new IllegalStateException("nobody asks the origin for " + request);
        };
    }

    private Value serveAtRemote(Routine r, Request request, int page) {
        return switch (request) {
            case PAGE_TO_READ, PAGE_TO_WRITE -> atRemote.handle(r, page, request.isWrite());
            case INVALIDATE -> atRemote.invalidate(r, page);
            case UNMAP -> unmapping.unmapAtRemote(r, page);
            case STOP -> unmapping.exitAtRemote(r);
            case FAULT, MAP, PROTECT, DROP_LEAF, WRITE_PROTECT ->
                    throw new IllegalStateException("nobody asks the remote for " + request);
        };
    }
}
