package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.leafOf;
import static dev.fracas.model.addressspace.AddressSpace.writableBy;
import static dev.fracas.model.addressspace.fused.FusedRoutines.defect;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.CONVERSION_KEEPS_FRAME_AND_RIGHTS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FIRST_READ_IS_INITIAL_CONTENT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ILLEGAL_ACCESS_IS_SIGNALLED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEGAL_ACCESS_ENDS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_LEAK;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ONE_FRAME_PER_PAGE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.READ_RETURNS_LAST_WRITE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITABLE_ONLY_WHERE_EXCLUSIVE;
import static dev.fracas.spec.machine.MachineProperties.NO_LOCK_LEFT;
import static dev.fracas.spec.machine.MachineProperties.UNLOCK_BALANCE;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.kernel.locking.FairSpinLock;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.List;

/** Ways of getting {@link OriginFault} wrong. */
final class OriginFaultDefects {
    static final List<KernelDefect<FusedRoutines>> ALL =
            List.of(
                    defect(
                            "origin-no-recheck",
                            "the origin does not recheck under the lock whether the leaf is still"
                                    + " empty",
                            ONE_FRAME_PER_PAGE,
                            "origin-and-remote-first-touch",
                            r -> r.withOriginFault(NoRecheck::new)),
                    defect(
                            "origin-split-lock",
                            "the origin takes its own split page-table lock instead of the"
                                    + " Stramash-PTL",
                            ONE_FRAME_PER_PAGE,
                            "origin-and-remote-first-touch",
                            r -> r.withOriginFault(SplitLock::new)),
                    defect(
                            "origin-page-not-cleared",
                            "the origin maps a new anonymous page without clearing it",
                            FIRST_READ_IS_INITIAL_CONTENT,
                            "two-origin-threads-first-touch",
                            r -> r.withOriginFault(DoesNotClear::new)),
                    defect(
                            "origin-published-before-cleared",
                            "the origin clears a new anonymous page after its leaf is in the table",
                            FIRST_READ_IS_INITIAL_CONTENT,
                            "two-origin-threads-first-touch",
                            r -> r.withOriginFault(ClearsLate::new)),
                    defect(
                            "zero-page-writable",
                            "a read fault maps the zero page with the VMA's permission to write",
                            WRITABLE_ONLY_WHERE_EXCLUSIVE,
                            "zero-page-then-writes",
                            r -> r.withOriginFault(WritableZeroPage::new)),
                    defect(
                            "cow-no-flush",
                            "the write fault that breaks copy-on-write leaves the old page in the"
                                    + " TLBs",
                            READ_RETURNS_LAST_WRITE,
                            "zero-page-then-writes",
                            r -> r.withOriginFault(ReplacesWithoutFlush::new)),
                    defect(
                            "cow-no-recheck",
                            "the write fault that breaks copy-on-write does not compare the leaf"
                                    + " again under the lock",
                            READ_RETURNS_LAST_WRITE,
                            "zero-page-then-writes",
                            r -> r.withOriginFault(ReplacesWithoutRecheck::new)),
                    defect(
                            "cow-reuses-shared-page",
                            "a write fault makes a page writable in place without asking who else"
                                    + " has it",
                            WRITABLE_ONLY_WHERE_EXCLUSIVE,
                            "fork-cow-then-remote-write",
                            r -> r.withOriginFault(ReusesSharedPage::new)),
                    defect(
                            "cow-keeps-remote-leaf",
                            "the origin copies a shared page and leaves the remote with the old"
                                    + " one",
                            ONE_FRAME_PER_PAGE,
                            "fork-cow-then-remote-write",
                            r -> r.withOriginFault(KeepsRemoteLeaf::new)),
                    defect(
                            "cow-does-not-copy",
                            "the new page of a shared one is mapped without what the old one held",
                            READ_RETURNS_LAST_WRITE,
                            "cow-against-remote-reads",
                            r -> r.withOriginFault(DoesNotCopy::new)),
                    defect(
                            "cow-leaves-leaf-empty",
                            "while a shared page is copied its leaf is empty instead of marked"
                                    + " invalid",
                            ONE_FRAME_PER_PAGE,
                            "cow-against-remote-reads",
                            r -> r.withOriginFault(LeavesLeafEmpty::new)),
                    defect(
                            "no-reformat",
                            "the origin takes a leaf in Arm format for a spurious fault and leaves"
                                    + " it so",
                            LEGAL_ACCESS_ENDS,
                            "migrate-back-after-remote-write",
                            r -> r.withOriginFault(NoReformat::new)),
                    defect(
                            "reformat-writable",
                            "the leaf in Arm format becomes a generic user leaf, writable whatever"
                                    + " the VMA says",
                            CONVERSION_KEEPS_FRAME_AND_RIGHTS,
                            "migrate-back-to-read-only",
                            r -> r.withOriginFault(ReformatsAsWritable::new)),
                    defect(
                            "reformat-loses-frame",
                            "the conversion masks the frame number with a bit too few",
                            CONVERSION_KEEPS_FRAME_AND_RIGHTS,
                            "migrate-back-after-remote-write",
                            r -> r.withOriginFault(LosesFrameBit::new)),
                    defect(
                            "lost-race-leaks",
                            "whoever loses the race for an empty leaf leaks the page",
                            NO_LEAK,
                            "exit-after-races",
                            r -> r.withOriginFault(LeaksAfterLostRace::new)),
                    defect(
                            "cow-keeps-lock",
                            "whoever finds that somebody else has copied the page leaves without"
                                    + " releasing the lock",
                            NO_LOCK_LEFT,
                            "two-threads-copy-shared-page",
                            r -> r.withOriginFault(KeepsLock::new)),
                    defect(
                            "cow-unlocks-twice",
                            "whoever finds that somebody else has copied the page releases the"
                                    + " lock, and once more on the way out",
                            UNLOCK_BALANCE,
                            "two-threads-copy-shared-page",
                            r -> r.withOriginFault(UnlocksTwice::new)),
                    defect(
                            "no-access-check",
                            "the fault handler does not check the VMA's permission (access_error):"
                                    + " an illegal write faults for ever",
                            ILLEGAL_ACCESS_IS_SIGNALLED,
                            "write-to-read-only",
                            r -> r.withOriginFault(NoAccessCheck::new)));

    private OriginFaultDefects() {}

    private static final class NoRecheck extends OriginFault {
        NoRecheck(AddressSpace space) {
            super(space);
        }

        @Override
        protected void ifStillEmpty(Routine r, int page, Runnable then, Runnable otherwise) {
            then.run();
        }
    }

    private static final class SplitLock extends OriginFault {
        SplitLock(AddressSpace space) {
            super(space);
        }

        @Override
        protected FairSpinLock lock(int page) {
            return space.ptl(X86_64);
        }
    }

    private static final class DoesNotClear extends OriginFault {
        DoesNotClear(AddressSpace space) {
            super(space);
        }

        @Override
        protected void clear(Routine r, Register frame) {}
    }

    private static final class ClearsLate extends OriginFault {
        ClearsLate(AddressSpace space) {
            super(space);
        }

        @Override
        protected void clear(Routine r, Register frame) {}

        @Override
        protected void publish(Routine r, int page, Register permission, Register frame) {
            super.publish(r, page, permission, frame);
            super.clear(r, frame);
        }
    }

    private static final class WritableZeroPage extends OriginFault {
        WritableZeroPage(AddressSpace space) {
            super(space);
        }

        @Override
        protected Value zeroLeaf(Register permission) {
            return leafOf(X86_64, writableBy(permission), Value.constant(AddressSpace.ZERO_PAGE));
        }
    }

    private static final class ReplacesWithoutFlush extends OriginFault {
        ReplacesWithoutFlush(AddressSpace space) {
            super(space);
        }

        @Override
        protected void clearAndFlush(Routine r, int page) {}
    }

    private static final class ReplacesWithoutRecheck extends OriginFault {
        ReplacesWithoutRecheck(AddressSpace space) {
            super(space);
        }

        @Override
        protected void ifUnchanged(
                Routine r, int page, Register seen, Runnable then, Runnable otherwise) {
            then.run();
        }
    }

    private static final class ReusesSharedPage extends OriginFault {
        ReusesSharedPage(AddressSpace space) {
            super(space);
        }

        @Override
        protected void ifShared(Routine r, Register old, Runnable copy) {}
    }

    private static final class KeepsRemoteLeaf extends OriginFault {
        KeepsRemoteLeaf(AddressSpace space) {
            super(space);
        }

        @Override
        protected void copySharedPage(
                Routine r, int page, Register seen, Register old, Register permission) {
            copyPageOfOneKernel(r, page, seen, old, permission);
        }
    }

    private static final class DoesNotCopy extends OriginFault {
        DoesNotCopy(AddressSpace space) {
            super(space);
        }

        @Override
        void copy(Routine r, Register to, Register from) {}
    }

    private static final class LeavesLeafEmpty extends OriginFault {
        LeavesLeafEmpty(AddressSpace space) {
            super(space);
        }

        @Override
        Value marked(Register leaf) {
            return Value.constant(0);
        }
    }

    private static final class NoReformat extends OriginFault {
        NoReformat(AddressSpace space) {
            super(space);
        }

        @Override
        void reformat(Routine r, int page, Register permission) {}
    }

    private static final class ReformatsAsWritable extends OriginFault {
        ReformatsAsWritable(AddressSpace space) {
            super(space);
        }

        @Override
        Value reformatted(Register leaf, Register permission) {
            return leafOf(X86_64, Value.constant(LeafWord.WRITABLE), frameOf(leaf));
        }
    }

    private static final class LosesFrameBit extends OriginFault {
        LosesFrameBit(AddressSpace space) {
            super(space);
        }

        @Override
        Value reformatted(Register leaf, Register permission) {
            Value writable = leaf.and(LeafWord.WRITABLE).and(writableBy(permission));
            return leafOf(X86_64, writable, frameOf(leaf).and(~1L));
        }
    }

    private static final class LeaksAfterLostRace extends OriginFault {
        LeaksAfterLostRace(AddressSpace space) {
            super(space);
        }

        @Override
        protected void freeUnused(Routine r, Register frame, Register unused) {}
    }

    private static final class KeepsLock extends OriginFault {
        KeepsLock(AddressSpace space) {
            super(space);
        }

        @Override
        void unlockLost(Routine r, int page) {}
    }

    private static final class UnlocksTwice extends OriginFault {
        UnlocksTwice(AddressSpace space) {
            super(space);
        }

        @Override
        void freeLost(Routine r, int page, Register frame) {
            lock(page).unlock(r);
            super.freeLost(r, page, frame);
        }
    }

    private static final class NoAccessCheck extends OriginFault {
        NoAccessCheck(AddressSpace space) {
            super(space);
        }

        @Override
        protected int permissionNeeded(boolean write) {
            return AddressSpaceView.READ;
        }
    }
}
