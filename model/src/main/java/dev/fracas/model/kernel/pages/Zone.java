package dev.fracas.model.kernel.pages;

import static dev.fracas.model.program.MemoryOrder.RELAXED;

import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.locking.FairSpinLock;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.function.Consumer;

/**
 * A zone of pages, after Linux 5.2's {@code mm/page_alloc.c} in small: one order, no per-CPU lists,
 * and a free list for each block instead of each migrate type. A block's list is linked through
 * words of its frames, as through {@code page->lru}, the frame that came back last first; {@code
 * nr_free} counts it. All of it changes under {@code zone->lock}.
 *
 * <p>Linux looks at the watermark before it takes the lock, so that several who allocate at once
 * may get below it; completed: it is looked at under the lock.
 */
public class Zone implements PageAllocator {
    private final String name;
    private final List<Block> blocks;
    private final int watermark;
    private final FairSpinLock lock;
    private final WordArray freeList;
    private final WordArray free;
    private final WordArray states;
    private final WordArray next;
    private final WordArray givenOut;
    private final Word givenOutTwice;
    private final Word givenOutOfOffline;
    private final Word belowWatermark;
    private final Word refusedNeedlessly;

    /**
     * @param kernel whose it is
     * @param blocks each frame is in one
     * @param watermark how many free frames stay ({@code WMARK_MIN}), 0 for none
     */
    public Zone(Threads threads, Isa kernel, List<Block> blocks, int watermark) {
        this.blocks = List.copyOf(blocks);
        this.watermark = watermark;
        name = kernel.shortName() + " zone";
        boolean atRemote = kernel == Isa.AARCH64;
        lock =
                atRemote
                        ? FairSpinLock.ofRemote(name + " lock", threads)
                        : new FairSpinLock(name + " lock", threads);
        int count = Math.max(1, blocks.size());
        int end = blocks.stream().mapToInt(Block::end).max().orElse(1);
        int most = blocks.stream().mapToInt(Block::frames).max().orElse(1);
        WordArray lists = array("free_list", count, end - 1, atRemote);
        WordArray counts = array("nr_free", count, most, atRemote);
        WordArray online = array("block state", count, 2, atRemote);
        WordArray links = array("lru.next", end, end - 1, atRemote);
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            lists = lists.initially(b, block.first());
            counts = counts.initially(b, block.frames());
            online = online.initially(b, block.state().code());
            for (int f = block.first(); f < block.end() - 1; f++) {
                links = links.initially(f, f + 1L);
            }
        }
        freeList = lists;
        free = counts;
        states = online;
        next = links;
        givenOut = WordArray.ghost(name + " given out", end, 1);
        givenOutTwice = Word.ghost(name + " given out twice", 1);
        givenOutOfOffline = Word.ghost(name + " given out of offline", 1);
        belowWatermark = Word.ghost(name + " below watermark", 1);
        refusedNeedlessly = Word.ghost(name + " refused needlessly", 1);
    }

    private WordArray array(String what, int length, long most, boolean atRemote) {
        WordArray array = WordArray.named(name + " " + what, length).bits(WordArray.bitsFor(most));
        return atRemote ? array.remoteFrom(0) : array;
    }

    public final List<Block> blocks() {
        return blocks;
    }

    /** The word of {@code zone->lock}. */
    public final Word lock() {
        return lock.word();
    }

    // ---- alloc_page

    @Override
    public final void allocate(Routine r, Register frame, Consumer<Value> taken) {
        r.assign(frame, 0);
        r.routine("__alloc_pages_nodemask", () -> getPage(r, frame, taken));
    }

    /** Bits of the number of a frame. */
    public final int bits() {
        return next.bits();
    }

    /** {@code get_page_from_freelist}. */
    protected void getPage(Routine r, Register frame, Consumer<Value> taken) {
        Label out = r.label("");
        lockToAllocate(r);
        watermark(r, out);
        removeFirst(r, frame, out, taken);
        r.place(out);
        noteRefusal(r, frame);
        unlockToAllocate(r);
    }

    protected void lockToAllocate(Routine r) {
        lock.lock(r);
    }

    protected void unlockToAllocate(Routine r) {
        lock.unlock(r);
    }

    /** {@code zone_watermark_ok}: a page more, and the watermark stays free in online blocks. */
    protected final void watermark(Routine r, Label below) {
        if (watermark == 0) {
            return;
        }
        Register all = r.register("free_pages", free.bits() + WordArray.bitsFor(blocks.size()));
        r.assign(all, 0);
        for (int b = 0; b < blocks.size(); b++) {
            int block = b;
            ifOnline(r, b, () -> r.assign(all, all.plus(r.load(free.at(block), RELAXED))));
        }
        r.gotoWhen(all.isLessThan(needed(watermark)), below);
    }

    /** How many frames have to be free for one to be given out. */
    protected int needed(int watermark) {
        return watermark + 1;
    }

    /** {@code __rmqueue}: the first frame of the first block that is online and has one. */
    protected final void removeFirst(Routine r, Register frame, Label out, Consumer<Value> taken) {
        r.routine(
                "__rmqueue",
                () -> {
                    for (int b = 0; b < blocks.size(); b++) {
                        int block = b;
                        ifOnline(r, b, () -> removeFirst(r, frame, block, out, taken));
                    }
                });
    }

    /** Frames of the block may be given out. */
    protected void ifOnline(Routine r, int block, Runnable then) {
        Register state = r.load(states.at(block), RELAXED);
        r.when(state.isEqualTo(Block.State.ONLINE.code()), then);
    }

    private void removeFirst(
            Routine r, Register frame, int block, Label out, Consumer<Value> taken) {
        Register first = r.load(freeList.at(block), RELAXED);
        r.when(
                first.isNotEqualTo(0),
                () -> {
                    Register second = r.load(next.at(first), RELAXED);
                    r.store(freeList.at(block), second, RELAXED);
                    r.workload(() -> noteGivenOut(r, first, block));
                    taken.accept(first);
                    Register count = r.load(free.at(block), RELAXED);
                    r.store(free.at(block), count.minus(1), RELAXED);
                    r.assign(frame, first);
                    r.gotoLabel(out);
                });
    }

    /** What properties know: the step just emitted has taken the frame off its list. */
    private void noteGivenOut(Routine r, Register frame, int block) {
        r.when(
                r.ghostLoad(givenOut.at(frame)).isNotEqualTo(0),
                () -> r.ghostStore(givenOutTwice, 1));
        r.ghostStore(givenOut.at(frame), 1);
        if (blocks.get(block).state() != Block.State.ONLINE) {
            r.ghostStore(givenOutOfOffline, 1);
        }
        r.when(freeOnline(r).isLessThan(watermark), () -> r.ghostStore(belowWatermark, 1));
    }

    /** How many frames of online blocks have not been given out. */
    private Value freeOnline(Routine r) {
        Value count = Value.constant(0);
        for (Block block : blocks) {
            for (int f = block.first(); f < block.end(); f++) {
                if (block.state() == Block.State.ONLINE) {
                    Register out = r.ghostLoad(givenOut.at(f));
                    count = count.plus(out.apply(Operator.EQUAL, Value.constant(0)));
                }
            }
        }
        return count;
    }

    /** What properties know: whether there was a frame for whoever got none. */
    private void noteRefusal(Routine r, Register frame) {
        r.workload(() ->
                r.when(
                        frame.isEqualTo(0),
                        () ->
                                r.when(
                                        Value.constant(watermark).is(Operator.LESS, freeOnline(r)),
                                        () -> r.ghostStore(refusedNeedlessly, 1))));
    }

    // ---- __free_page

    @Override
    public final void free(Routine r, Register frame, Runnable returned) {
        r.routine(
                "__free_one_page",
                () -> {
                    lock.lock(r);
                    r.workload(() -> noteReturned(r, frame));
                    returned.run();
                    for (int b = 0; b < blocks.size(); b++) {
                        int block = b;
                        r.when(isIn(frame, blocks.get(b)), () -> free(r, frame, block));
                    }
                    lock.unlock(r);
                });
    }

    private static Condition isIn(Register frame, Block block) {
        return Value.constant(block.first() - 1L)
                .is(Operator.LESS, frame)
                .and(frame.isLessThan(block.end()));
    }

    private void free(Routine r, Register frame, int block) {
        Register first = r.load(freeList.at(block), RELAXED);
        link(r, frame, first);
        r.store(freeList.at(block), frame, RELAXED);
        count(r, block);
    }

    private void noteReturned(Routine r, Register frame) {
        r.when(frame.isLessThan(givenOut.length()), () -> r.ghostStore(givenOut.at(frame), 0));
    }

    /** The frame comes before those that are free already. */
    protected void link(Routine r, Register frame, Register first) {
        r.store(next.at(frame), first, RELAXED);
    }

    /** One more frame is free. */
    protected void count(Routine r, int block) {
        Register count = r.load(free.at(block), RELAXED);
        r.store(free.at(block), count.plus(1), RELAXED);
    }

    // ---- for views

    /** The first frame of each block's free list, 0 for none. */
    public final WordArray freeLists() {
        return freeList;
    }

    /** {@code nr_free} of each block. */
    public final WordArray freeCounts() {
        return free;
    }

    /** The frame behind each frame on a free list, 0 for none. */
    public final WordArray links() {
        return next;
    }

    /** Whether each frame has been given out: a ghost. */
    public final WordArray givenOut() {
        return givenOut;
    }

    /** A frame that was given out was given out again: a ghost. */
    public final Word givenOutTwice() {
        return givenOutTwice;
    }

    /** A frame was given out of a block that is not online: a ghost. */
    public final Word givenOutOfOffline() {
        return givenOutOfOffline;
    }

    /** The zone got below its watermark: a ghost. */
    public final Word belowWatermark() {
        return belowWatermark;
    }

    /** Somebody got no frame although one could have been given out: a ghost. */
    public final Word refusedNeedlessly() {
        return refusedNeedlessly;
    }
}
