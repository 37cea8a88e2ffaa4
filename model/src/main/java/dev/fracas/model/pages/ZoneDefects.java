package dev.fracas.model.pages;

import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.pages.Block;
import dev.fracas.model.kernel.pages.Zone;
import dev.fracas.model.mechanism.FixedMechanism.Wrong;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.kernel.pages.PageAllocatorProperties;
import java.util.List;
import java.util.function.Consumer;

/** Ways of getting the page allocator wrong. */
final class ZoneDefects {
    static final List<Wrong<PageAllocatorFamily.ZoneMaker>> TWO_ALLOCATE =
            List.of(
                    wrong(
                            "alloc-without-zone-lock",
                            "alloc_page takes a frame off the list without zone->lock",
                            PageAllocatorProperties.FRAME_GIVEN_OUT_ONCE,
                            AllocatesUnlocked::new),
                    wrong(
                            "isolated-block-used",
                            "alloc_page does not ask whether a block is online",
                            PageAllocatorProperties.FRAME_OF_ONLINE_BLOCK,
                            UsesAnyBlock::new));

    static final List<Wrong<PageAllocatorFamily.ZoneMaker>> AGAINST_FREE =
            List.of(
                    wrong(
                            "free-not-counted",
                            "__free_page puts the frame on the list and does not count it",
                            PageAllocatorProperties.FREE_COUNT_MATCHES,
                            DoesNotCount::new),
                    wrong(
                            "free-drops-list",
                            "__free_page puts the frame on the list without those that are there",
                            PageAllocatorProperties.NO_FRAME_LOST,
                            DropsList::new));

    static final List<Wrong<PageAllocatorFamily.ZoneMaker>> LAST_PAGE =
            List.of(
                    wrong(
                            "watermark-before-lock",
                            "the watermark is looked at before zone->lock is taken, as in Linux, and not again",
                            PageAllocatorProperties.WATERMARK_IS_KEPT,
                            LooksBeforeLock::new),
                    wrong(
                            "watermark-off-by-one",
                            "alloc_page wants two frames above the watermark",
                            PageAllocatorProperties.REFUSED_ONLY_WHEN_LOW,
                            WantsTwo::new),
                    wrong(
                            "zone-refuses-everyone",
                            "alloc_page finds the zone below its watermark however many frames are free",
                            PageAllocatorProperties.FRAME_IS_GIVEN_OUT,
                            RefusesEveryone::new));

    private ZoneDefects() {}

    private static Wrong<PageAllocatorFamily.ZoneMaker> wrong(
            String name,
            String sentence,
            Property<?> violates,
            PageAllocatorFamily.ZoneMaker zone) {
        return new Wrong<>(name, sentence, violates, right -> zone);
    }

    private static final class AllocatesUnlocked extends Zone {
        AllocatesUnlocked(Threads threads, Isa kernel, List<Block> blocks, int watermark) {
            super(threads, kernel, blocks, watermark);
        }

        @Override
        protected void lockToAllocate(Routine r) {}

        @Override
        protected void unlockToAllocate(Routine r) {}
    }

    private static final class UsesAnyBlock extends Zone {
        UsesAnyBlock(Threads threads, Isa kernel, List<Block> blocks, int watermark) {
            super(threads, kernel, blocks, watermark);
        }

        @Override
        protected void ifOnline(Routine r, int block, Runnable then) {
            then.run();
        }
    }

    private static final class DoesNotCount extends Zone {
        DoesNotCount(Threads threads, Isa kernel, List<Block> blocks, int watermark) {
            super(threads, kernel, blocks, watermark);
        }

        @Override
        protected void count(Routine r, int block) {}
    }

    private static final class DropsList extends Zone {
        DropsList(Threads threads, Isa kernel, List<Block> blocks, int watermark) {
            super(threads, kernel, blocks, watermark);
        }

        @Override
        protected void link(Routine r, Register frame, Register first) {}
    }

    private static final class LooksBeforeLock extends Zone {
        LooksBeforeLock(Threads threads, Isa kernel, List<Block> blocks, int watermark) {
            super(threads, kernel, blocks, watermark);
        }

        @Override
        protected void getPage(Routine r, Register frame, Consumer<Value> taken) {
            Label low = r.label("");
            Label out = r.label("");
            watermark(r, low);
            lockToAllocate(r);
            removeFirst(r, frame, out, taken);
            r.place(out);
            unlockToAllocate(r);
            r.place(low);
        }
    }

    private static final class RefusesEveryone extends Zone {
        private final int frames;

        RefusesEveryone(Threads threads, Isa kernel, List<Block> blocks, int watermark) {
            super(threads, kernel, blocks, watermark);
            frames = blocks.stream().mapToInt(Block::frames).sum();
        }

        @Override
        protected int needed(int watermark) {
            return frames + 1;
        }
    }

    private static final class WantsTwo extends Zone {
        WantsTwo(Threads threads, Isa kernel, List<Block> blocks, int watermark) {
            super(threads, kernel, blocks, watermark);
        }

        @Override
        protected int needed(int watermark) {
            return watermark + 2;
        }
    }
}
