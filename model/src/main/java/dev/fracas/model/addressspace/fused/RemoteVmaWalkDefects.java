package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.fused.FusedRoutines.defect;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEGAL_ACCESS_IS_NOT_SIGNALLED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_MAPPING_AFTER_MUNMAP;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_READ_OF_FREED_VMA;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.REMOTE_VMA_WITHIN_ORIGIN;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WALKER_TAKES_LIVE_VMA;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITER_GETS_MMAP_SEM;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import java.util.List;

/** Ways of getting {@link RemoteVmaWalk} wrong. */
final class RemoteVmaWalkDefects {
    static final List<KernelDefect<FusedRoutines>> ALL =
            List.of(
                    defect(
                            "remote-no-vma-lock",
                            "the remote reads the origin's VMA and inserts without the origin's"
                                    + " mmap_sem",
                            NO_MAPPING_AFTER_MUNMAP,
                            "unmap-against-remote-fault",
                            r -> r.withVmaWalk(NoVmaLock::new)),
                    defect(
                            "vma-walk-unlocked",
                            "the remote walks the origin's VMAs first and takes the mmap_sem"
                                    + " after that",
                            NO_READ_OF_FREED_VMA,
                            "unmap-against-first-remote-access",
                            r -> r.withVmaWalk(LocksLate::new)),
                    defect(
                            "remote-trusts-vma-copy",
                            "the remote lets go of the origin's mmap_sem before it has cached the"
                                    + " VMA in its own list",
                            REMOTE_VMA_WITHIN_ORIGIN,
                            "unmap-against-first-remote-access",
                            r -> r.withVmaWalk(UnlocksEarly::new)),
                    defect(
                            "vma-end-inclusive",
                            "the walk takes a VMA that ends where the page begins",
                            WALKER_TAKES_LIVE_VMA,
                            "walk-past-vma-end",
                            r -> r.withVmaWalk(InclusiveEnd::new)),
                    defect(
                            "remote-own-vmas-only",
                            "the remote signals when it has no VMA itself, without a look at the"
                                    + " origin's",
                            LEGAL_ACCESS_IS_NOT_SIGNALLED,
                            "walk-past-vma-end",
                            r -> r.withVmaWalk(OwnListOnly::new)),
                    defect(
                            "remote-keeps-vma-lock",
                            "the remote does not release the origin's mmap_sem when it sends a"
                                    + " signal",
                            WRITER_GETS_MMAP_SEM,
                            "write-to-read-only",
                            r -> r.withVmaWalk(KeepsLock::new)),
                    defect(
                            "remote-caches-miss",
                            "the remote remembers that the origin had no VMA, and does not walk"
                                    + " again",
                            LEGAL_ACCESS_IS_NOT_SIGNALLED,
                            "map-against-remote-access",
                            r -> r.withVmaWalk(CachesMiss::new)));

    private RemoteVmaWalkDefects() {}

    private static final class NoVmaLock extends RemoteVmaWalk {
        NoVmaLock(AddressSpace space) {
            super(space);
        }

        @Override
        public void begin(Routine r) {}

        @Override
        public void done(Routine r, Register signals) {}
    }

    private static final class LocksLate extends RemoteVmaWalk {
        LocksLate(AddressSpace space) {
            super(space);
        }

        @Override
        public void begin(Routine r) {}

        @Override
        void walk(Routine r, int page, Register permission) {
            super.walk(r, page, permission);
            space.mmapSem(X86_64).downRead(r);
        }
    }

    private static final class UnlocksEarly extends RemoteVmaWalk {
        UnlocksEarly(AddressSpace space) {
            super(space);
        }

        @Override
        void walk(Routine r, int page, Register permission) {
            super.walk(r, page, permission);
            space.mmapSem(X86_64).upRead(r);
        }

        @Override
        public void done(Routine r, Register signals) {}
    }

    private static final class InclusiveEnd extends RemoteVmaWalk {
        InclusiveEnd(AddressSpace space) {
            super(space);
        }

        @Override
        Register inTree(Routine r, int page, Register permission, Register atFirst, Label none) {
            Register found = super.inTree(r, page, permission, atFirst, none);
            int before = Math.max(0, page - 1);
            if (page > 0) {
                r.when(
                        found.isEqualTo(0),
                        () -> {
                            r.assign(permission, r.load(space.vma(X86_64, before), RELAXED));
                            space.ghosts.tookVma(r, page, permission, atFirst);
                        });
            }
            return found;
        }
    }

    private static final class OwnListOnly extends RemoteVmaWalk {
        OwnListOnly(AddressSpace space) {
            super(space);
        }

        @Override
        void walk(Routine r, int page, Register permission) {
            r.assign(permission, r.load(space.vma(AARCH64, page), RELAXED));
        }
    }

    private static final class KeepsLock extends RemoteVmaWalk {
        KeepsLock(AddressSpace space) {
            super(space);
        }

        @Override
        public void done(Routine r, Register signals) {
            r.when(signals.isEqualTo(0), () -> super.done(r, signals));
        }
    }

    private static final class CachesMiss extends RemoteVmaWalk {
        /** Where a walk has found nothing. */
        private final WordArray misses;

        CachesMiss(AddressSpace space) {
            super(space);
            misses = WordArray.named("arm vma miss", space.shape.pages()).bits(1);
        }

        @Override
        Register inTree(Routine r, int page, Register permission, Register atFirst, Label none) {
            r.gotoWhen(r.load(misses.at(page), RELAXED).isNotEqualTo(0), none);
            Register found = super.inTree(r, page, permission, atFirst, none);
            r.when(found.isEqualTo(0), () -> r.store(misses.at(page), 1, RELAXED));
            return found;
        }
    }
}
