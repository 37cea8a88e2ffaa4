package dev.fracas.model.addressspace.released;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.FaultHandler;
import dev.fracas.model.addressspace.Request;
import dev.fracas.model.addressspace.fused.Distribution;
import dev.fracas.model.addressspace.popcorn.DistributedProcess;
import dev.fracas.model.addressspace.popcorn.PageRequestAtOrigin;
import dev.fracas.model.addressspace.popcorn.PageRequestAtRemote;
import dev.fracas.model.addressspace.popcorn.PopcornOriginFault;
import dev.fracas.model.addressspace.popcorn.PopcornRemoteFault;
import dev.fracas.model.addressspace.popcorn.PopcornRoutines;
import dev.fracas.model.addressspace.popcorn.RemoteContext;
import dev.fracas.model.kernel.locking.SpinLock;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Word;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.Optional;

/**
 * Where the origin has no page of leaves, the released walker cannot insert, and both kernels do
 * what Popcorn does, beside the walker.
 */
public final class ReleasedDistribution implements Distribution {
    /** As in Popcorn, but for a task that has migrated. */
    private static final PopcornRoutines ROUTINES =
            PopcornRoutines.popcorn().withOriginFault(UncheckedFault::new);

    private final FaultHandler originFault;
    private final PageRequestAtOrigin toOrigin;
    private final PageRequestAtRemote toRemote;

    private ReleasedDistribution(AddressSpace space) {
        DistributedProcess process = process(space);
        process.origin().sendsPages();
        process.remote().sendsPages();
        originFault = ROUTINES.originFault().apply(process);
        toOrigin = ROUTINES.requestAtOrigin().apply(process);
        toRemote = ROUTINES.requestAtRemote().apply(process);
    }

    /** None where the origin has a page of leaves from the beginning. */
    public static Distribution of(AddressSpace space) {
        return space.shape.tableExists() ? Distribution.none() : new ReleasedDistribution(space);
    }

    /** The message to the origin where a level of its table is missing; empty where none is. */
    static Optional<PopcornRemoteFault> fallback(AddressSpace space) {
        return space.shape.tableExists()
                ? Optional.empty()
                : Optional.of(ROUTINES.remoteFault().apply(process(space)));
    }

    private static DistributedProcess process(AddressSpace space) {
        return new DistributedProcess(space, ROUTINES.context(space, X86_64), remote(space));
    }

    /** Its page-table lock is one that bears to be released twice. */
    static RemoteContext remote(AddressSpace space) {
        SpinLock ptl = new SpinLock(Word.named("arm ptl").bits(1).remote());
        return ROUTINES.context(space, AARCH64, ptl);
    }

    @Override
    public FaultHandler originFault(FaultHandler undistributed) {
        return originFault;
    }

    @Override
    public Value serveAtOrigin(Routine r, Request request, int page) {
        return toOrigin.handle(r, page, request.isWrite());
    }

    @Override
    public Value serveAtRemote(Routine r, Request request, int page) {
        return request == Request.INVALIDATE
                ? toRemote.invalidate(r, page)
                : toRemote.handle(r, page, request.isWrite());
    }

    /** Checks no permission, as {@link ReleasedOriginFault} does not. */
    private static final class UncheckedFault extends PopcornOriginFault {
        UncheckedFault(DistributedProcess process) {
            super(process);
        }

        @Override
        protected int permissionNeeded(boolean write) {
            return AddressSpaceView.READ;
        }
    }
}
