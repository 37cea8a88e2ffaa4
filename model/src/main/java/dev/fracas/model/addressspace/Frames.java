package dev.fracas.model.addressspace;

import static dev.fracas.model.program.MemoryOrder.RELAXED;

import dev.fracas.model.kernel.CallNote;
import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.pages.Block;
import dev.fracas.model.kernel.pages.PageAllocator;
import dev.fracas.model.kernel.pages.Zone;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The frames of memory and each kernel's allocator: one of a step each, or a {@link Zone}. For
 * which pages a frame is in use is a ghost, so that a use after free, a double free and a leak are
 * seen. A freed frame is soon used again; it still holds what it held.
 */
public final class Frames {
    /** What a frame holds before its first use. */
    public static final int GARBAGE = 3;

    private final Shape shape;
    private final Ghosts ghosts;
    private final Numbering numbering;

    /** By kernel; empty where to allocate is one step. */
    private final List<Zone> zones;

    /** For each frame, a bit for each page that it is in use for; 0 is free. */
    public final WordArray use;

    /** {@code page->_refcount}, where a child process shares frames. */
    private final WordArray references;

    /** What a frame of memory holds: one word for all of it. */
    public final WordArray content;

    public Frames(Shape shape, Ghosts ghosts, Threads threads) {
        this.shape = shape;
        this.ghosts = ghosts;
        numbering = new Numbering(shape);
        zones =
                shape.has(Shape.Trait.ZONES)
                        ? Arrays.stream(Isa.values()).map(isa -> zone(shape, threads, isa)).toList()
                        : List.of();
        use = WordArray.ghost("frame use", shape.frames(), shape.pages());
        references =
                WordArray.named("page_count", shape.frames())
                        .bits(WordArray.bitsFor(shape.pages()))
                        .initially(1);
        content =
                WordArray.named("frame", shape.frames())
                        .bits(AddressSpace.CONTENT_BITS)
                        .initially(GARBAGE)
                        .initially(0, 0)
                        .initially(AddressSpace.ZERO_PAGE, shape.firstContent())
                        .remoteFrom(shape.firstFrame(Isa.AARCH64));
    }

    public int bits() {
        return WordArray.bitsFor(numbering.highest());
    }

    /**
     * {@code alloc_page}: a frame of this kernel's, with whatever it held.
     *
     * @return its number, 0 when none is free, or where {@link Shape.Trait#ALLOCATION_FAILS} for
     *     the first allocation that is chosen to fail
     */
    public Register allocate(Routine r, int page) {
        Register frame = r.register("new_page", bits());
        Label done = r.label("");
        if (shape.has(Shape.Trait.ALLOCATION_FAILS)) {
            failOnce(r, frame, done);
        }
        allocator(r.isa()).allocate(r, frame, taken -> r.ghostStore(use.at(taken), 1L << page));
        r.place(done);
        return frame;
    }

    private PageAllocator allocator(Isa kernel) {
        int at = kernel.ordinal();
        return at < zones.size() ? zones.get(at) : new OneStep();
    }

    /**
     * Knows which frames are free by what it is asked to note: to allocate and to free are each one
     * step, as under {@code zone->lock}. The lowest free frame goes first.
     */
    private final class OneStep implements PageAllocator {
        @Override
        public void allocate(Routine r, Register frame, Consumer<Value> taken) {
            Label done = r.label("");
            if (!shape.has(Shape.Trait.ALLOCATION_FAILS)) {
                r.noteNextStep(new CallNote.Allocates(use));
                r.pause("alloc_page");
            }
            for (int f = shape.firstFrame(r.isa()); f < shape.endOfFrames(r.isa()); f++) {
                int candidate = f;
                r.when(
                        r.ghostLoad(use.at(f)).isEqualTo(0),
                        () -> {
                            taken.accept(Value.constant(candidate));
                            r.assign(frame, candidate);
                            r.gotoLabel(done);
                        });
            }
            r.assign(frame, 0);
            r.place(done);
        }

        @Override
        public void free(Routine r, Register frame, Runnable returned) {
            r.noteNextStep(new CallNote.Frees(use));
            r.pause("free_page");
            returned.run();
        }
    }

    /** The zones that the kernels allocate from; none where to allocate is one step. */
    public List<Zone> zones() {
        return zones;
    }

    private static Zone zone(Shape shape, Threads threads, Isa kernel) {
        int first = shape.firstFrame(kernel);
        int end = shape.endOfFrames(kernel);
        List<Block> blocks = first < end ? List.of(Block.online(first, end)) : List.of();
        return new Zone(threads, kernel, blocks, 0);
    }

    /** {@code should_fail_alloc_page}: a step with two outcomes, until one has been to fail. */
    private void failOnce(Routine r, Register frame, Label done) {
        Register fails = r.choose("should_fail_alloc_page", 2);
        r.when(
                fails.isNotEqualTo(0).and(r.ghostLoad(ghosts.allocationFailed).isEqualTo(0)),
                () -> {
                    r.ghostStore(ghosts.allocationFailed, 1);
                    r.assign(frame, 0);
                    r.gotoLabel(done);
                });
    }

    /** {@code clear_user_highpage}. */
    public void clear(Routine r, Register frame) {
        r.store(content.at(frame), 0, RELAXED);
    }

    /** The new page gets what the page holds at first: zeros, or the file's content. */
    public void fill(Routine r, Register frame) {
        if (shape.has(Shape.Trait.PRIVATE_FILE)) {
            Register cached = r.load(content.at(AddressSpace.ZERO_PAGE), RELAXED);
            r.store(content.at(frame), cached, RELAXED);
        } else {
            clear(r, frame);
        }
    }

    /** {@code copy_user_highpage}. */
    public void copy(Routine r, Register to, Register from) {
        Register held = r.load(content.at(from), RELAXED);
        r.store(content.at(to), held, RELAXED);
    }

    /** {@code __free_page}: back to the allocator of the kernel that owns it. */
    public void free(Routine r, Register frame) {
        allocator(r.isa()).free(r, frame, () -> noteFree(r, frame));
    }

    private void noteFree(Routine r, Register frame) {
        forEach(
                frame,
                r,
                f -> {
                    if (shape.owner(f) != r.isa()) {
                        // This kernel's allocator knows nothing of it; it drops its own count.
                        r.ghostStore(ghosts.freedByOther, 1);
                        return;
                    }
                    r.when(
                            r.ghostLoad(use.at(f)).isEqualTo(0),
                            () -> r.ghostStore(ghosts.freedTwice, 1));
                    r.ghostStore(use.at(f), 0);
                });
    }

    /** {@code get_page} for the child: the frame is in use for both. */
    public void share(Routine r, Register frame, int childPage) {
        r.fetchAndAdd(references.at(frame), 1, RELAXED);
        forEach(
                frame,
                r,
                f -> {
                    Register users = r.ghostLoad(use.at(f));
                    r.ghostStore(use.at(f), users.or(1L << childPage));
                });
    }

    public Register references(Routine r, Register frame) {
        return r.load(references.at(frame), RELAXED);
    }

    /** {@code put_page}: frees the frame when nobody else has it. */
    public void put(Routine r, Register frame, int page) {
        Register before = r.fetchAndAdd(references.at(frame), -1, RELAXED);
        forEach(
                frame,
                r,
                f -> {
                    Register users = r.ghostLoad(use.at(f));
                    r.when(
                            users.isNotEqualTo(1L << page),
                            () -> r.ghostStore(use.at(f), users.and(~(1L << page))));
                });
        r.when(
                before.isEqualTo(1),
                () -> {
                    r.store(references.at(frame), 1, RELAXED);
                    free(r, frame);
                });
    }

    private void forEach(Register frame, Routine r, IntConsumer body) {
        for (int f = 2; f < shape.frames(); f++) {
            int candidate = f;
            r.when(frame.isEqualTo(f), () -> body.accept(candidate));
        }
    }

    /** The frame comes from the kernel's own allocator. */
    public Condition isOwn(Value frame, Isa kernel) {
        return Value.constant(shape.firstFrame(kernel) - 1L)
                .is(Operator.LESS, frame)
                .and(frame.isLessThan(Value.constant(shape.endOfFrames(kernel))));
    }
}
