package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.fused.FusedRoutines.defect;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FRAME_FREED_ONCE_BY_OWNER;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.MAPPING_CALLS_END;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_MAPPING_AFTER_MUNMAP;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_MAPPING_OF_FREE_FRAME;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ONE_FRAME_PER_PAGE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.REMOTE_VMA_WITHIN_ORIGIN;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.RESIDENT_COUNT_BALANCES;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITABLE_ONLY_WHERE_EXCLUSIVE;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.addressspace.Shape;
import dev.fracas.model.addressspace.Tlbs;
import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.interrupts.SmpCall;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Isa;
import java.util.List;

/** Ways of getting {@link Unmapping} and the shootdown of TLBs wrong. */
final class UnmappingDefects {
    static final List<KernelDefect<FusedRoutines>> ALL =
            List.of(
                    defect(
                            "unmap-skips-remote",
                            "munmap at the origin does not tell the remote kernel",
                            NO_MAPPING_AFTER_MUNMAP,
                            "unmap-against-remote-fault",
                            UnmappingDefects::skipsRemote),
                    defect(
                            "unmap-no-flush",
                            "munmap clears the leaf and flushes no TLB",
                            FRAME_FREED_ONCE_BY_OWNER,
                            "unmap-with-two-origin-threads",
                            r -> r.withUnmapping(NoFlush::new)),
                    defect(
                            "unmap-flushes-own-core-only",
                            "munmap flushes the TLB of its own core only",
                            FRAME_FREED_ONCE_BY_OWNER,
                            "unmap-with-two-origin-threads",
                            r -> r.withUnmapping(FlushesOwnCore::new)),
                    defect(
                            "shootdown-not-awaited",
                            "munmap frees the page before the other cores have acknowledged the"
                                    + " shootdown",
                            FRAME_FREED_ONCE_BY_OWNER,
                            "unmap-with-two-origin-threads",
                            r -> r.withUnmapping(DoesNotWait::new)),
                    defect(
                            "shootdown-acknowledged-early",
                            "the interrupt handler acknowledges the shootdown before it has"
                                    + " flushed",
                            FRAME_FREED_ONCE_BY_OWNER,
                            "unmap-with-two-origin-threads",
                            r -> r.withTlbs(UnmappingDefects::acknowledgedEarly)),
                    defect(
                            "unmap-flush-before-clear",
                            "munmap flushes the TLBs before it clears the leaf",
                            FRAME_FREED_ONCE_BY_OWNER,
                            "unmap-with-two-origin-threads",
                            r -> r.withUnmapping(FlushesFirst::new)),
                    defect(
                            "origin-frees-remote-frame",
                            "the origin frees the page whichever kernel allocated it",
                            FRAME_FREED_ONCE_BY_OWNER,
                            "unmap-against-remote-fault",
                            r -> r.withUnmapping(FreesAnyFrame::new)),
                    defect(
                            "origin-frees-before-remote-answers",
                            "the origin frees its page before it asks the remote to drop the"
                                    + " mapping",
                            NO_MAPPING_OF_FREE_FRAME,
                            "unmap-against-remote-fault",
                            r -> r.withUnmapping(FreesEarly::new)),
                    defect(
                            "remote-unmap-no-flush",
                            "the remote clears its leaf and answers without flushing its TLBs",
                            NO_MAPPING_AFTER_MUNMAP,
                            "unmap-against-remote-fault",
                            r -> r.withUnmapping(NoFlushAtRemote::new)),
                    defect(
                            "remote-keeps-frame",
                            "nobody frees the pages that the remote allocated",
                            NO_MAPPING_AFTER_MUNMAP,
                            "unmap-against-remote-fault",
                            r -> r.withUnmapping(KeepsFrameAtRemote::new)),
                    defect(
                            "remote-keeps-vma",
                            "the remote drops the mapping and keeps its copy of the VMA",
                            REMOTE_VMA_WITHIN_ORIGIN,
                            "unmap-against-remote-fault",
                            r -> r.withUnmapping(KeepsVmaAtRemote::new)),
                    defect(
                            "unmap-without-mmap-sem",
                            "munmap does not take mmap_sem",
                            NO_MAPPING_AFTER_MUNMAP,
                            "unmap-with-two-origin-threads",
                            r -> r.withUnmapping(WithoutMmapSem::new)),
                    defect(
                            "mprotect-skips-remote",
                            "mprotect at the origin does not tell the remote kernel",
                            WRITABLE_ONLY_WHERE_EXCLUSIVE,
                            "protect-against-remote-write",
                            r -> r.withUnmapping(ProtectSkipsRemote::new)),
                    defect(
                            "mprotect-no-flush",
                            "mprotect takes the permission out of the leaves and flushes no TLB",
                            WRITABLE_ONLY_WHERE_EXCLUSIVE,
                            "protect-against-remote-write",
                            r -> r.withUnmapping(ProtectsWithoutFlush::new)),
                    defect(
                            "unmap-holds-ptl-while-waiting",
                            "munmap waits for the remote's answer while it holds the Stramash-PTL",
                            MAPPING_CALLS_END,
                            "unmap-against-remote-fault",
                            r -> r.withUnmapping(WaitsWithLock::new)),
                    defect(
                            "unmap-miscounts",
                            "the origin takes the remote's frame out of its own count of resident"
                                    + " frames",
                            RESIDENT_COUNT_BALANCES,
                            "unmap-against-remote-fault",
                            r -> r.withUnmapping(Miscounts::new)),
                    defect(
                            "remote-drop-no-flush",
                            "the remote drops the leaf of a page that is copied and does not"
                                    + " flush its TLBs",
                            ONE_FRAME_PER_PAGE,
                            "cow-against-remote-reads",
                            r -> r.withUnmapping(DropsWithoutFlush::new)));

    private UnmappingDefects() {}

    /** Exit goes on to tell the remote. */
    private static FusedRoutines skipsRemote(FusedRoutines r) {
        return r.withUnmapping(SkipsRemote::new)
                .withExit((space, _) -> new ProcessExit(space, new Unmapping(space)));
    }

    static final class SkipsRemote extends Unmapping {
        SkipsRemote(AddressSpace space) {
            super(space);
        }

        @Override
        void askRemote(Routine r, int page) {}
    }

    private static final class NoFlush extends Unmapping {
        NoFlush(AddressSpace space) {
            super(space);
        }

        @Override
        void flushAtOrigin(Routine r, int page) {}
    }

    private static final class FlushesOwnCore extends Unmapping {
        FlushesOwnCore(AddressSpace space) {
            super(space);
        }

        @Override
        void flushAtOrigin(Routine r, int page) {
            space.tlbs.flushOwn(r, page);
        }
    }

    private static final class DoesNotWait extends Unmapping {
        DoesNotWait(AddressSpace space) {
            super(space);
        }

        @Override
        void flushAtOrigin(Routine r, int page) {
            space.tlbs.flushOwn(r, page);
            space.tlbs.sendShootDowns(r, page);
        }
    }

    private static Tlbs acknowledgedEarly(Shape shape, Threads threads) {
        return new Tlbs(shape, threads, new AcknowledgesEarly(threads, shape.pages()));
    }

    private static final class AcknowledgesEarly extends SmpCall {
        AcknowledgesEarly(Threads threads, int pages) {
            super(threads, Isa.X86_64, pages);
        }

        @Override
        protected void run(Routine r, Word csd, Runnable function) {
            acknowledge(r, csd);
            function.run();
        }
    }

    private static final class FlushesFirst extends Unmapping {
        FlushesFirst(AddressSpace space) {
            super(space);
        }

        @Override
        void lockAtOrigin(Routine r, int page) {
            super.flushAtOrigin(r, page);
            super.lockAtOrigin(r, page);
        }

        @Override
        void flushAtOrigin(Routine r, int page) {}
    }

    private static final class FreesAnyFrame extends Unmapping {
        FreesAnyFrame(AddressSpace space) {
            super(space);
        }

        @Override
        Condition isFreedByOrigin(Register frame) {
            return Value.constant(AddressSpace.ZERO_PAGE).is(Operator.LESS, frame);
        }
    }

    private static final class FreesEarly extends Unmapping {
        FreesEarly(AddressSpace space) {
            super(space);
        }

        @Override
        void askAndFree(Routine r, int page, Register frame) {
            freeAtOrigin(r, page, frame);
            askRemote(r, page);
        }
    }

    private static final class NoFlushAtRemote extends Unmapping {
        NoFlushAtRemote(AddressSpace space) {
            super(space);
        }

        @Override
        void flushAtRemote(Routine r, int page) {}
    }

    private static final class KeepsFrameAtRemote extends Unmapping {
        KeepsFrameAtRemote(AddressSpace space) {
            super(space);
        }

        @Override
        void freeAtRemote(Routine r, Register leaf) {}
    }

    private static final class KeepsVmaAtRemote extends Unmapping {
        KeepsVmaAtRemote(AddressSpace space) {
            super(space);
        }

        @Override
        void dropVmaAtRemote(Routine r, int page) {}
    }

    private static final class WithoutMmapSem extends Unmapping {
        WithoutMmapSem(AddressSpace space) {
            super(space);
        }

        @Override
        void underMmapSem(Routine r, int page, Runnable change) {
            change.run();
        }
    }

    private static final class ProtectSkipsRemote extends Unmapping {
        ProtectSkipsRemote(AddressSpace space) {
            super(space);
        }

        @Override
        void askRemoteToProtect(Routine r, int page) {}
    }

    private static final class ProtectsWithoutFlush extends Unmapping {
        ProtectsWithoutFlush(AddressSpace space) {
            super(space);
        }

        @Override
        void protectTable(Routine r, Isa kernel, int page) {
            protectLeaf(r, kernel, page);
        }
    }

    private static final class WaitsWithLock extends Unmapping {
        WaitsWithLock(AddressSpace space) {
            super(space);
        }

        @Override
        void unlockAtOrigin(Routine r, int page) {}

        @Override
        void askRemote(Routine r, int page) {
            super.askRemote(r, page);
            super.unlockAtOrigin(r, page);
        }
    }

    private static final class Miscounts extends Unmapping {
        Miscounts(AddressSpace space) {
            super(space);
        }

        @Override
        Condition isCountedAtOrigin(Register leaf) {
            return frameOf(leaf).isNotEqualTo(AddressSpace.ZERO_PAGE);
        }
    }

    private static final class DropsWithoutFlush extends Unmapping {
        DropsWithoutFlush(AddressSpace space) {
            super(space);
        }

        @Override
        void dropLeaf(Routine r, int page) {
            clearLeaf(r, page);
        }
    }
}
