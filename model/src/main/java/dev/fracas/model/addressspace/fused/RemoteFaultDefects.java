package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.leafOf;
import static dev.fracas.model.addressspace.AddressSpace.writableBy;
import static dev.fracas.model.addressspace.fused.FusedRoutines.defect;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FIRST_READ_IS_INITIAL_CONTENT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEAF_IN_VMA;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_LEAK;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ONE_FRAME_PER_PAGE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITABLE_ONLY_WHERE_EXCLUSIVE;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.addressspace.VmaWalk;
import dev.fracas.model.kernel.locking.FairSpinLock;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import java.util.List;

/** Ways of getting {@link RemoteFault} wrong. */
final class RemoteFaultDefects {
    static final List<KernelDefect<FusedRoutines>> ALL =
            List.of(
                    defect(
                            "remote-no-recheck",
                            "the remote does not recheck under the Stramash-PTL whether the"
                                    + " origin's leaf is still empty",
                            ONE_FRAME_PER_PAGE,
                            "origin-and-remote-first-touch",
                            r -> r.withRemoteFault(NoRecheck::new)),
                    defect(
                            "remote-local-lock",
                            "the remote takes its own split page-table lock instead of the"
                                    + " Stramash-PTL",
                            ONE_FRAME_PER_PAGE,
                            "origin-and-remote-first-touch",
                            r -> r.withRemoteFault(LocalLock::new)),
                    defect(
                            "remote-own-table-only",
                            "the remote puts its new page into its own table and not into the"
                                    + " origin's",
                            ONE_FRAME_PER_PAGE,
                            "origin-and-remote-first-touch",
                            r -> r.withRemoteFault(OwnTableOnly::new)),
                    defect(
                            "remote-page-not-cleared",
                            "the remote maps a new anonymous page without clearing it",
                            FIRST_READ_IS_INITIAL_CONTENT,
                            "two-remote-faults-one-table",
                            r -> r.withRemoteFault(DoesNotClear::new)),
                    defect(
                            "remote-published-before-cleared",
                            "the remote clears a new page after its leaves are in the tables",
                            FIRST_READ_IS_INITIAL_CONTENT,
                            "two-remote-faults-one-table",
                            r -> r.withRemoteFault(ClearsLate::new)),
                    defect(
                            "remote-writes-zero-page",
                            "the remote maps whatever page the origin has, the zero page too, as"
                                    + " the VMA allows",
                            WRITABLE_ONLY_WHERE_EXCLUSIVE,
                            "zero-page-then-remote-write",
                            r -> r.withRemoteFault(MapsAnyPage::new)),
                    defect(
                            "remote-lost-race-leaks",
                            "a remote that loses the race for an empty leaf leaks the page",
                            NO_LEAK,
                            "exit-after-races",
                            r -> r.withRemoteFault(LeaksAfterLostRace::new)),
                    defect(
                            "low-frame-untranslated",
                            "the remote takes a frame number below 4 GiB over as the origin wrote"
                                    + " it",
                            ONE_FRAME_PER_PAGE,
                            "remote-maps-low-frame",
                            r -> r.withRemoteFault(DoesNotTranslate::new)),
                    defect(
                            "remote-keeps-no-vma",
                            "the remote maps the page and does not put the origin's VMA into its"
                                    + " own list",
                            LEAF_IN_VMA,
                            "walk-adjacent-vmas",
                            r -> r.withRemoteFault(KeepsNoVma::new)));

    private RemoteFaultDefects() {}

    private static final class NoRecheck extends RemoteFault {
        NoRecheck(AddressSpace space, VmaWalk vmaWalk) {
            super(space, vmaWalk);
        }

        @Override
        Register recheck(Routine r, Address origins, Register seen) {
            return seen;
        }
    }

    private static final class LocalLock extends RemoteFault {
        LocalLock(AddressSpace space, VmaWalk vmaWalk) {
            super(space, vmaWalk);
        }

        @Override
        FairSpinLock lock(int page) {
            return space.ptl(AARCH64);
        }
    }

    private static final class OwnTableOnly extends RemoteFault {
        OwnTableOnly(AddressSpace space, VmaWalk vmaWalk) {
            super(space, vmaWalk);
        }

        @Override
        void publishAtOrigin(Routine r, int page, Value leaf) {}
    }

    private static final class DoesNotClear extends RemoteFault {
        DoesNotClear(AddressSpace space, VmaWalk vmaWalk) {
            super(space, vmaWalk);
        }

        @Override
        void clear(Routine r, Register frame) {}
    }

    private static final class ClearsLate extends RemoteFault {
        ClearsLate(AddressSpace space, VmaWalk vmaWalk) {
            super(space, vmaWalk);
        }

        @Override
        void clear(Routine r, Register frame) {}

        @Override
        void publish(Routine r, int page, Register permission, Register frame) {
            super.publish(r, page, permission, frame);
            super.clear(r, frame);
        }
    }

    private static final class MapsAnyPage extends RemoteFault {
        MapsAnyPage(AddressSpace space, VmaWalk vmaWalk) {
            super(space, vmaWalk);
        }

        @Override
        void map(
                Routine r,
                int page,
                boolean write,
                Register permission,
                Register origins,
                Register asksOrigin) {
            Value leaf = leafOf(AARCH64, writableBy(permission), frameOf(origins));
            r.store(space.leaf(AARCH64, page), leaf, RELAXED);
        }
    }

    private static final class LeaksAfterLostRace extends RemoteFault {
        LeaksAfterLostRace(AddressSpace space, VmaWalk vmaWalk) {
            super(space, vmaWalk);
        }

        @Override
        void freeUnused(Routine r, Register frame) {}
    }

    private static final class DoesNotTranslate extends RemoteFault {
        DoesNotTranslate(AddressSpace space, VmaWalk vmaWalk) {
            super(space, vmaWalk);
        }

        @Override
        Value frameAtRemote(Register origins) {
            return frameOf(origins);
        }
    }

    private static final class KeepsNoVma extends RemoteFault {
        KeepsNoVma(AddressSpace space, VmaWalk vmaWalk) {
            super(space, vmaWalk);
        }

        @Override
        void keepVma(Routine r, int page, Register permission) {}
    }
}
