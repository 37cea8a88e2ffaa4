package dev.fracas.model.addressspace;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import java.util.Set;

/**
 * Stramash as its source was released: the Arm tree has the walker, the x86 tree is Popcorn's with
 * Linux 5.2's own fault handler. At the origin that handler takes the split page-table lock, takes
 * a leaf in Arm format for a present one, as the call that would reformat it is commented out, and
 * checks no permission for a task that has migrated ({@code did_mig}, which every fault of a
 * distributed process sets).
 */
final class StramashReleased implements Kernel {
    private final AddressSpace space;
    private final OriginFault originFault;
    private final ReleasedRemoteFault remoteFault;
    private final ReleasedUnmapping unmapping;
    private final ReleasedForking forking;

    StramashReleased(AddressSpace space) {
        this.space = space;
        originFault =
                new OriginFault(
                        space,
                        Set.of(
                                OriginFault.NO_LOCK,
                                OriginFault.NO_REFORMAT,
                                OriginFault.NO_ACCESS_CHECK,
                                OriginFault.COW_KEEPS_REMOTE_LEAF));
        Ownership ownership = new Ownership("arm", space.shape.pages());
        SpinLock armPtl = new SpinLock(Word.named("arm ptl").bits(1).remote());
        remoteFault = new ReleasedRemoteFault(space, ownership, armPtl);
        unmapping = new ReleasedUnmapping(space, ownership, armPtl);
        forking = new ReleasedForking(space);
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
        if (r.isa() == X86_64) {
            unmapping.munmap(r, page);
        } else {
            unmapping.unmapAtRemote(r, page);
            space.toX86.ask(r, Mailbox.Request.UNMAP, page);
        }
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
        unmapping.exit(r);
    }

    @Override
    public boolean stopsRemoteThreads() {
        return false;
    }

    @Override
    public void serve(Routine r) {
        Mailbox messages = r.isa() == AARCH64 ? space.toArm : space.toX86;
        messages.serve(
                r,
                (request, page) -> {
                    switch (request) {
                        case UNMAP -> {
                            if (r.isa() == AARCH64) {
                                unmapping.unmapAtRemote(r, page);
                            } else {
                                unmapping.unmapAtOrigin(r, page);
                            }
                        }
                        case STOP -> unmapping.exitAtRemote(r);
                        case FAULT, PROTECT, DROP_LEAF, WRITE_PROTECT ->
                                throw new IllegalStateException(
                                        "the released source has no such message: " + request);
                    }
                });
    }
}
