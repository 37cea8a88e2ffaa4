package dev.fracas.model.addressspace;

import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.interrupts.SmpCall;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;

/**
 * The TLBs of the cores: hardware, filled by a core's own walk, one entry for each page. What
 * invalidates them differs by ISA. An Arm core can invalidate the entries of all Arm cores at once;
 * an x86 core only its own, so that it sends interrupts to the others and waits until they have
 * done it (Linux 5.2, {@code flush_tlb_mm_range}). Nothing reaches the TLBs of the other ISA.
 */
public final class Tlbs {
    public static final int PRESENT = 1;
    public static final int WRITABLE = 2;

    /** Where the frame number starts in an entry. */
    public static final int FRAME = 2;

    private final Threads threads;
    private final int pages;
    private final Numbering numbering;
    private final WordArray entries;

    /** By which x86 cores shoot down each other's entries: a page's number is the function. */
    private final SmpCall calls;

    public Tlbs(Shape shape, Threads threads) {
        this(shape, threads, shootDowns(shape, threads));
    }

    /**
     * @param calls by which x86 cores shoot down each other's entries
     */
    public Tlbs(Shape shape, Threads threads, SmpCall calls) {
        this.calls = calls;
        this.threads = threads;
        pages = shape.pages();
        numbering = new Numbering(shape);
        int bits = FRAME + WordArray.bitsFor(shape.frames() - 1);
        entries = WordArray.ghost("tlb", threads.tasks().size() * pages, bits);
    }

    private static SmpCall shootDowns(Shape shape, Threads threads) {
        return new SmpCall(threads, Isa.X86_64, shape.pages());
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
            threads.tasksOf(Isa.AARCH64).forEach(core -> drop(r, core, page));
        } else {
            flushOwn(r, page);
            shootDown(r, page);
        }
    }

    /** Invalidates the page in this core's TLB only. */
    public void flushOwn(Routine r, int page) {
        if (r.core() < threads.tasks().size()) {
            r.fence(r.isa() == Isa.X86_64 ? "invlpg " + page : "tlbi vae1 " + page + "; dsb nsh");
            drop(r, r.core(), page);
        }
    }

    private void drop(Routine r, int core, int page) {
        r.ghostStore(entries.at(index(core, page)), 0);
    }

    /** Asks each other x86 core, then waits for each. */
    public void shootDown(Routine r, int page) {
        sendShootDowns(r, page);
        awaitShootDowns(r);
    }

    public void sendShootDowns(Routine r, int page) {
        calls.send(r, page);
    }

    public void awaitShootDowns(Routine r) {
        calls.await(r);
    }

    /**
     * The handler of a core's shootdowns. The programs of the cores that ask must be built first.
     */
    public void handleShootDowns(Routine r, int core) {
        calls.handle(r, core, this::invalidate);
    }

    /** By which x86 cores shoot down each other's entries: a page's number is the function. */
    public SmpCall calls() {
        return calls;
    }

    /** What a core does when it is asked to shoot down an entry. */
    public void invalidate(Routine r, int core, int page) {
        r.fence("invlpg " + page);
        drop(r, core, page);
    }
}
