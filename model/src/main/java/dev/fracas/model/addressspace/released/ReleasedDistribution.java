package dev.fracas.model.addressspace.released;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.FaultHandler;
import dev.fracas.model.addressspace.Mailbox.Request;
import dev.fracas.model.addressspace.fused.Distribution;
import dev.fracas.model.addressspace.popcorn.OrdinaryFault;
import dev.fracas.model.addressspace.popcorn.PageRequestAtOrigin;
import dev.fracas.model.addressspace.popcorn.PageRequestAtRemote;
import dev.fracas.model.addressspace.popcorn.PopcornOriginFault;
import dev.fracas.model.addressspace.popcorn.PopcornRemoteFault;
import dev.fracas.model.addressspace.popcorn.RemoteContext;
import dev.fracas.model.kernel.locking.SpinLock;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Word;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.Optional;
import java.util.Set;

/**
 * Where the origin has no page of leaves, the released walker cannot insert, and both kernels do
 * what Popcorn does, beside the walker.
 */
public final class ReleasedDistribution implements Distribution {
    private final FaultHandler originFault;
    private final PageRequestAtOrigin toOrigin;
    private final PageRequestAtRemote toRemote;

    private ReleasedDistribution(AddressSpace space) {
        RemoteContext origin = origin(space);
        RemoteContext remote = remote(space);
        OrdinaryFault ordinary = new OrdinaryFault(space);
        origin.sendsPages();
        remote.sendsPages();
        originFault =
                new PopcornOriginFault(space, origin, remote, ordinary, Set.of()) {
                    @Override
                    protected int permissionNeeded(boolean write) {
                        return AddressSpaceView.READ;
                    }
                };
        toOrigin = new PageRequestAtOrigin(space, origin, ordinary, Set.of());
        toRemote = new PageRequestAtRemote(remote, Set.of());
    }

    /** None where the origin has a page of leaves from the beginning. */
    public static Distribution of(AddressSpace space) {
        return space.shape.tableExists() ? Distribution.none() : new ReleasedDistribution(space);
    }

    /** The message to the origin where a level of its table is missing; empty where none is. */
    static Optional<PopcornRemoteFault> fallback(AddressSpace space) {
        return space.shape.tableExists()
                ? Optional.empty()
                : Optional.of(
                        new PopcornRemoteFault(space, origin(space), remote(space), Set.of()));
    }

    private static RemoteContext origin(AddressSpace space) {
        return new RemoteContext(space, X86_64, Set.of());
    }

    /** Its page-table lock is one that bears to be released twice. */
    static RemoteContext remote(AddressSpace space) {
        SpinLock ptl = new SpinLock(Word.named("arm ptl").bits(1).remote());
        return new RemoteContext(space, AARCH64, ptl, Set.of());
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
}
