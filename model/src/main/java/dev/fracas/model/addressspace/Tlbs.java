package dev.fracas.model.addressspace;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;

import dev.fracas.model.kernel.Cast;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The TLBs of the cores: hardware, filled by a core's own walk, one entry for each page. What
 * invalidates them differs by ISA. An Arm core can invalidate the entries of all Arm cores at once;
 * an x86 core only its own, so that it sends interrupts to the others and waits until they have
 * done it (Linux 5.2, {@code flush_tlb_mm_range}). Nothing reaches the TLBs of the other ISA.
 */
public class Tlbs {
    public static final int PRESENT = 1;
    public static final int WRITABLE = 2;

    /** Where the frame number starts in an entry. */
    public static final int FRAME = 2;

    private final Cast cast;
    private final int pages;
    private final Numbering numbering;
    private final WordArray entries;

    /** The cores that ask for shootdowns; no other core's requests need to be looked at. */
    private final SortedSet<Integer> asking = new TreeSet<>();

    public Tlbs(Shape shape, Cast cast) {
        this.cast = cast;
        pages = shape.pages();
        numbering = new Numbering(shape);
        int bits = FRAME + WordArray.bitsFor(shape.frames() - 1);
        entries = WordArray.ghost("tlb", cast.threads() * pages, bits);
    }

    /** The {@code call_single_data} by which one core asks another. */
    private Word request(int from, int to) {
        return Word.named("csd x86:%d-x86:%d".formatted(from, to)).bits(WordArray.bitsFor(pages));
    }

    public WordArray entries() {
        return entries;
    }

    public int index(int core, int page) {
        return core * pages + page;
    }

    /** The entry at the moment of the access that uses it. */
    private Value entry(int core, int page) {
        return Value.current(entries.at(index(core, page)));
    }

    /** 1 when the core's entry allows the access, at the moment of the access. */
    public Value allows(int core, int page, boolean write) {
        Value entry = entry(core, page);
        return write ? entry.shiftRight(1).and(1) : entry.and(PRESENT);
    }

    public Value frame(int core, int page) {
        return entry(core, page).shiftRight(FRAME);
    }

    /** The hardware walk has found a leaf that its MMU accepts: part of the step before. */
    public void fill(Routine r, int page, Register leaf) {
        r.ghostStore(
                entries.at(index(r.core(), page)),
                leaf.and(3)
                        .or(
                                numbering
                                        .reached(r.isa(), leaf.shiftRight(LeafWord.FRAME_SHIFT))
                                        .shiftLeft(FRAME)));
    }

    /** Invalidates the page in the TLBs of every core of this core's kernel. */
    public void flush(Routine r, int page) {
        if (r.isa() == Isa.AARCH64) {
            r.fence("tlbi vae1is " + page + "; dsb ish");
            cast.threadsOf(Isa.AARCH64).forEach(core -> drop(r, core, page));
        } else {
            flushOwn(r, page);
            shootDown(r, page);
        }
    }

    /** Invalidates the page in this core's TLB only. */
    public void flushOwn(Routine r, int page) {
        if (r.core() < cast.threads()) {
            r.fence(r.isa() == Isa.X86_64 ? "invlpg " + page : "tlbi vae1 " + page + "; dsb nsh");
            drop(r, r.core(), page);
        }
    }

    private void drop(Routine r, int core, int page) {
        r.ghostStore(entries.at(index(core, page)), 0);
    }

    /** {@code smp_call_function_many}: ask each other x86 core, then wait for each. */
    public void shootDown(Routine r, int page) {
        sendShootDowns(r, page);
        awaitShootDowns(r);
    }

    public void sendShootDowns(Routine r, int page) {
        asking.add(r.core());
        r.routine(
                "smp_call_function_many",
                () ->
                        others(r)
                                .forEach(core -> {
                                    r.store(request(r.core(), core), page + 1L, RELEASE);
                                    r.sendIpi(core, CALL_FUNCTION_VECTOR);
                                }));
    }

    public void awaitShootDowns(Routine r) {
        r.routine(
                "csd_lock_wait",
                () ->
                        others(r)
                                .forEach(core ->
                                        r.await(request(r.core(), core), equalTo(0), RELAXED)));
    }

    private IntStream others(Routine r) {
        return cast.threadsOf(Isa.X86_64).filter(core -> core != r.core());
    }

    /**
     * The x86 handler of a core's {@code CALL_FUNCTION_VECTOR}: {@code
     * flush_smp_call_function_queue}. The programs of the cores that ask must be built first.
     */
    public void handleShootDowns(Routine r, int core) {
        r.handlerOf(core, CALL_FUNCTION_VECTOR);
        r.routine(
                "flush_smp_call_function_queue",
                () ->
                        r.loop(() -> {
                            r.awaitIpi(CALL_FUNCTION_VECTOR);
                            for (int from : asking) {
                                if (from == core) {
                                    continue;
                                }
                                Word request = request(from, core);
                                Register asked = r.load(request, RELAXED);
                                for (int page = 0; page < pages; page++) {
                                    int invalid = page;
                                    r.when(
                                            asked.isEqualTo(page + 1L),
                                            () -> handleShootDown(r, request, core, invalid));
                                }
                            }
                        }));
    }

    /** The TLB is flushed before that is acknowledged. */
    protected void handleShootDown(Routine r, Word request, int core, int page) {
        invalidate(r, core, page);
        acknowledge(r, request);
    }

    protected final void invalidate(Routine r, int core, int page) {
        r.fence("invlpg " + page);
        drop(r, core, page);
    }

    protected final void acknowledge(Routine r, Word request) {
        r.store(request, 0, RELEASE);
    }
}
