package dev.fracas.model.addressspace.fused;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.FaultHandler;
import dev.fracas.model.addressspace.Kernel;
import dev.fracas.model.addressspace.Request;
import dev.fracas.model.addressspace.linux.LinuxFault;
import dev.fracas.model.kernel.messaging.Answer;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;

/**
 * The fused kernels: each call, fault and message goes to its routine in a {@link FusedRoutines}.
 */
final class Stramash implements Kernel {
    private final AddressSpace space;
    private final LinuxFault originFault;
    private final FaultHandler atOrigin;
    private final FaultHandler atRemote;
    private final Mapping mapping;
    private final Unmapping unmapping;
    private final ForkRoutine forking;
    private final ExitRoutine exit;
    private final Distribution distribution;

    Stramash(AddressSpace space, FusedRoutines routines) {
        this.space = space;
        distribution = routines.distribution().apply(space);
        originFault = routines.originFault().apply(space);
        atOrigin = distribution.originFault(originFault);
        atRemote = routines.remoteFault().apply(space, routines.vmaWalk().apply(space));
        mapping = routines.mapping().apply(space);
        unmapping = routines.unmapping().apply(space);
        forking = routines.forking().apply(space, unmapping);
        exit = routines.exit().apply(space, unmapping);
    }

    @Override
    public void fault(Routine r, int page, boolean write, Register signal) {
        (r.isa() == X86_64 ? atOrigin : atRemote).handle(r, page, write, signal);
    }

    @Override
    public void mmap(Routine r, int page) {
        mapping.mmap(r, page);
    }

    @Override
    public void munmap(Routine r, int page) {
        unmapping.munmap(r, page);
    }

    @Override
    public void protect(Routine r, int page) {
        unmapping.protect(r, page);
    }

    @Override
    public void fork(Routine r, int page, int childPage) {
        forking.fork(r, page, childPage);
    }

    @Override
    public void exit(Routine r) {
        exit.exit(r);
    }

    @Override
    public boolean stopsRemoteThreads() {
        return exit.stopsRemoteThreads();
    }

    @Override
    public void serve(Routine r) {
        space.channel(r.isa())
                .serve(
                        r,
                        message ->
                                r.isa() == AARCH64
                                        ? serveAtRemote(r, message.request(), message.page())
                                        : serveAtOrigin(r, message.request(), message.page()));
    }

    private Value serveAtRemote(Routine r, Request request, int page) {
        switch (request) {
            case UNMAP -> unmapping.unmapAtRemote(r, page);
            case PROTECT -> unmapping.protectAtRemote(r, page);
            case DROP_LEAF -> unmapping.dropLeaf(r, page);
            case WRITE_PROTECT -> unmapping.protectTable(r, AARCH64, page);
            case STOP -> exit.exitAtRemote(r);
            case PAGE_TO_READ, PAGE_TO_WRITE, INVALIDATE -> {
                return distribution.serveAtRemote(r, request, page);
            }
            case FAULT, MAP -> throw Distribution.unasked(request);
        }
        return Answer.done();
    }

    private Value serveAtOrigin(Routine r, Request request, int page) {
        switch (request) {
            case MAP -> mapping.atOrigin(r, page);
            case UNMAP -> unmapping.unmapAtOrigin(r, page);
            case PROTECT -> unmapping.protectAtOrigin(r, page);
            case FAULT -> serveFault(r, page);
            case PAGE_TO_READ, PAGE_TO_WRITE -> {
                return distribution.serveAtOrigin(r, request, page);
            }
            case INVALIDATE, STOP, DROP_LEAF, WRITE_PROTECT -> throw Distribution.unasked(request);
        }
        return Answer.done();
    }

    /** {@code process_remote_page_request}. */
    private void serveFault(Routine r, int page) {
        r.routine(
                "process_remote_page_request",
                () -> {
                    space.originMmapSem(page).downRead(r);
                    Register permission = r.load(space.vma(X86_64, page), MemoryOrder.RELAXED);
                    r.when(
                            permission.isEqualTo(2),
                            () -> originFault.handleMmFault(r, page, true, permission));
                    r.when(
                            permission.isEqualTo(1),
                            () -> originFault.handleMmFault(r, page, false, permission));
                    space.originMmapSem(page).upRead(r);
                });
    }
}
