package dev.fracas.model.addressspace.readings;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FALLBACK_IS_ANSWERED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.MAPPING_CALLS_END;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Answer;
import dev.fracas.model.addressspace.FaultHandler;
import dev.fracas.model.addressspace.Flaw;
import dev.fracas.model.addressspace.Kernel;
import dev.fracas.model.addressspace.Mailbox.Request;
import dev.fracas.model.addressspace.VmaWalk;
import dev.fracas.model.addressspace.fused.Forking;
import dev.fracas.model.addressspace.fused.Mapping;
import dev.fracas.model.addressspace.fused.OriginFault;
import dev.fracas.model.addressspace.fused.ProcessExit;
import dev.fracas.model.addressspace.fused.RemoteFault;
import dev.fracas.model.addressspace.fused.RemoteVmaWalk;
import dev.fracas.model.addressspace.fused.Unmapping;
import dev.fracas.model.addressspace.popcorn.OrdinaryFault;
import dev.fracas.model.addressspace.popcorn.PageRequestAtOrigin;
import dev.fracas.model.addressspace.popcorn.PageRequestAtRemote;
import dev.fracas.model.addressspace.popcorn.PopcornOriginFault;
import dev.fracas.model.addressspace.popcorn.PopcornRemoteFault;
import dev.fracas.model.addressspace.popcorn.RemoteContext;
import dev.fracas.model.addressspace.released.ReleasedForking;
import dev.fracas.model.addressspace.released.ReleasedRemoteFault;
import dev.fracas.model.addressspace.released.ReleasedUnmapping;
import dev.fracas.model.addressspace.released.ReleasedVmaWalk;
import dev.fracas.model.kernel.locking.SpinLock;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fused kernels, each {@link Part} of them in one of two readings: as the paper describes it,
 * completed where the paper is silent, or as its source was released.
 *
 * <p>In the released source the Arm tree has the walker, and the x86 tree is Popcorn's with Linux
 * 5.2's own fault handler. At the origin that handler takes the split page-table lock, takes a leaf
 * in Arm format for a present one, as the call that would reformat it is commented out, and checks
 * no permission for a task that has migrated ({@code did_mig}, which every fault of a distributed
 * process sets). Where the origin has no page of leaves, the walker cannot insert, and both kernels
 * do what Popcorn does, beside the walker.
 */
public final class Stramash implements Kernel {
    public static final Flaw SILENT_ANSWER =
            new Flaw(
                    "fallback-answered-silently",
                    "the origin's answer to a remote fault is not followed by an interrupt",
                    FALLBACK_IS_ANSWERED,
                    "missing-table-falls-back");

    public static final Flaw LOOKS_ONCE =
            new Flaw(
                    "server-looks-once",
                    "the thread that serves messages looks for each request once after an interrupt,"
                            + " and takes interrupts while it waits for an answer",
                    MAPPING_CALLS_END,
                    "two-remote-unmaps");

    /** The defects of what is in this file: the messages. */
    public static final List<Flaw> FLAWS = List.of(SILENT_ANSWER, LOOKS_ONCE);

    /** What Linux's fault handler does not do that the paper's does. */
    private static final Set<Flaw> RELEASED_ORIGIN =
            Set.of(
                    OriginFault.NO_LOCK,
                    OriginFault.NO_REFORMAT,
                    OriginFault.NO_ACCESS_CHECK,
                    OriginFault.COW_KEEPS_REMOTE_LEAF);

    private final AddressSpace space;
    private final Set<Part> released;
    private final OriginFault originFault;
    private final Optional<Distributed> distributed;
    private final FaultHandler atOrigin;
    private final FaultHandler atRemote;
    private final Mapping mapping;
    private final Unmapping unmapping;
    private final ReleasedUnmapping releasedUnmapping;
    private final Forking forking;
    private final ReleasedForking releasedForking;
    private final ProcessExit exit;

    /** The Popcorn of the released source: what its fault handlers do with distributed pages. */
    private record Distributed(
            PopcornOriginFault originFault,
            PageRequestAtOrigin toOrigin,
            PageRequestAtRemote toRemote) {}

    /**
     * @param released the parts that are as released
     */
    public Stramash(AddressSpace space, Set<Flaw> flaws, Set<Part> released) {
        this.space = space;
        this.released = Set.copyOf(released);
        if (flaws.contains(LOOKS_ONCE)) {
            space.toX86.looksOnce();
        }
        if (flaws.contains(SILENT_ANSWER)) {
            space.toX86.answersSilently();
        }
        Set<Flaw> origins = new HashSet<>(flaws);
        if (released.contains(Part.ORIGIN_FAULT)) {
            origins.addAll(RELEASED_ORIGIN);
        }
        originFault = new OriginFault(space, origins);
        SpinLock armPtl = new SpinLock(Word.named("arm ptl").bits(1).remote());
        RemoteContext remote = new RemoteContext(space, AARCH64, armPtl, Set.of());
        VmaWalk walk =
                released.contains(Part.VMA_WALK)
                        ? new ReleasedVmaWalk(space)
                        : new RemoteVmaWalk(space, flaws);
        Optional<PopcornRemoteFault> fallback = Optional.empty();
        if (released.contains(Part.REMOTE_FAULT) && !space.shape.tableExists()) {
            RemoteContext origin = new RemoteContext(space, X86_64, Set.of());
            OrdinaryFault ordinary = new OrdinaryFault(space);
            origin.sendsPages();
            remote.sendsPages();
            fallback = Optional.of(new PopcornRemoteFault(space, origin, remote, Set.of()));
            distributed =
                    Optional.of(
                            new Distributed(
                                    new PopcornOriginFault(
                                            space, origin, remote, ordinary, RELEASED_ORIGIN),
                                    new PageRequestAtOrigin(space, origin, ordinary, Set.of()),
                                    new PageRequestAtRemote(remote, Set.of())));
        } else {
            distributed = Optional.empty();
        }
        atOrigin = distributed.<FaultHandler>map(Distributed::originFault).orElse(originFault);
        atRemote =
                released.contains(Part.REMOTE_FAULT)
                        ? new ReleasedRemoteFault(space, remote, walk, fallback)
                        : new RemoteFault(space, walk, flaws);
        mapping = new Mapping(space, flaws);
        unmapping = new Unmapping(space, flaws);
        releasedUnmapping = new ReleasedUnmapping(space, remote);
        forking = new Forking(space, unmapping, flaws);
        releasedForking = new ReleasedForking(space);
        exit = new ProcessExit(space, unmapping, flaws);
    }

    @Override
    public void fault(Routine r, int page, boolean write, Register signal) {
        (r.isa() == X86_64 ? atOrigin : atRemote).handle(r, page, write, signal);
    }

    @Override
    public void mmap(Routine r, int page) {
        if (released.contains(Part.MAPPING)) {
            mapping.mmapAsReleased(r, page);
        } else {
            mapping.mmap(r, page);
        }
    }

    @Override
    public void munmap(Routine r, int page) {
        if (released.contains(Part.MAPPING)) {
            releasedUnmapping.munmap(r, page);
        } else if (r.isa() == X86_64) {
            unmapping.munmap(r, page);
        } else {
            space.toX86.ask(r, Request.UNMAP, page);
        }
    }

    @Override
    public void protect(Routine r, int page) {
        if (released.contains(Part.MAPPING)) {
            releasedUnmapping.protect(r, page);
        } else if (r.isa() == X86_64) {
            unmapping.protect(r, page);
        } else {
            space.toX86.ask(r, Request.PROTECT, page);
        }
    }

    @Override
    public void fork(Routine r, int page, int childPage) {
        if (released.contains(Part.FORK)) {
            releasedForking.fork(r, page, childPage);
        } else {
            forking.fork(r, page, childPage);
        }
    }

    @Override
    public void exit(Routine r) {
        if (released.contains(Part.EXIT)) {
            releasedUnmapping.exit(r);
        } else {
            exit.exit(r);
        }
    }

    @Override
    public boolean stopsRemoteThreads() {
        return !released.contains(Part.EXIT);
    }

    @Override
    public void serve(Routine r) {
        space.mailbox(r.isa())
                .serve(
                        r,
                        (request, page) ->
                                r.isa() == AARCH64
                                        ? serveAtRemote(r, request, page)
                                        : serveAtOrigin(r, request, page));
    }

    private Value serveAtRemote(Routine r, Request request, int page) {
        switch (request) {
            case UNMAP -> {
                if (released.contains(Part.MAPPING)) {
                    releasedUnmapping.unmapAtRemote(r, page);
                } else {
                    unmapping.unmapAtRemote(r, page);
                }
            }
            case PROTECT -> unmapping.protectAtRemote(r, page);
            case DROP_LEAF -> unmapping.dropLeaf(r, page);
            case WRITE_PROTECT -> unmapping.protectTable(r, AARCH64, page);
            case STOP -> {
                if (released.contains(Part.EXIT)) {
                    releasedUnmapping.exitAtRemote(r);
                } else {
                    exit.stopThreads(r);
                }
            }
            case PAGE_TO_READ, PAGE_TO_WRITE -> {
                return distributes(request).toRemote().handle(r, page, request.isWrite());
            }
            case INVALIDATE -> {
                return distributes(request).toRemote().invalidate(r, page);
            }
            case FAULT, MAP -> throw unasked(request);
        }
        return Answer.done();
    }

    private Value serveAtOrigin(Routine r, Request request, int page) {
        switch (request) {
            case MAP -> mapping.atOrigin(r, page);
            case UNMAP -> {
                if (released.contains(Part.MAPPING)) {
                    releasedUnmapping.unmapAtOrigin(r, page);
                } else {
                    unmapping.munmap(r, page);
                }
            }
            case PROTECT -> {
                if (released.contains(Part.MAPPING)) {
                    releasedUnmapping.protectAtOrigin(r, page);
                } else {
                    unmapping.protect(r, page);
                }
            }
            case FAULT -> serveFault(r, page);
            case PAGE_TO_READ, PAGE_TO_WRITE -> {
                return distributes(request).toOrigin().handle(r, page, request.isWrite());
            }
            case INVALIDATE, STOP, DROP_LEAF, WRITE_PROTECT -> throw unasked(request);
        }
        return Answer.done();
    }

    private Distributed distributes(Request request) {
        return distributed.orElseThrow(() -> unasked(request));
    }

    private static IllegalStateException unasked(Request request) {
        return new IllegalStateException("nobody asks for " + request);
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
