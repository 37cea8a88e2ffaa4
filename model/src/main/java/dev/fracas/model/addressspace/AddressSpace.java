package dev.fracas.model.addressspace;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.SEQ_CST;

import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.locking.FairSpinLock;
import dev.fracas.model.kernel.locking.ReaderWriterSemaphore;
import dev.fracas.model.kernel.messaging.Channel;
import dev.fracas.model.kernel.messaging.Mailbox;
import dev.fracas.model.kernel.pages.Zone;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * One process's address space over two kernels: the words of its {@code mm_struct}s, its page
 * tables and its frames. The x86 kernel is the origin, whose words the Arm kernel reads and writes
 * at the same kernel virtual addresses (paper, section 6.4).
 *
 * <p>A page table is a page of leaves and, for the levels above it together, one word that says
 * whether it is there. The words of a leaf are {@link LeafWord}s.
 */
public final class AddressSpace {
    public static final int CONTENT_BITS = 2;
    public static final int ZERO_PAGE = 1;

    public final Shape shape;
    public final Threads threads;
    public final Ghosts ghosts;
    public final Frames frames;
    public final Numbering numbering;
    public final Tlbs tlbs;

    /** {@code mm->page_table_lock} of the origin. */
    private final FairSpinLock pageTableLock;

    private final FairSpinLock childPageTableLock;

    /** The split locks of each kernel's page of leaves ({@code pte_lockptr}). */
    private final FairSpinLock x86Ptl;

    private final FairSpinLock armPtl;
    private final ReaderWriterSemaphore x86MmapSem;
    private final ReaderWriterSemaphore childMmapSem;
    private final ReaderWriterSemaphore armMmapSem;

    /** The origin's levels above the leaves: 0 when there are none. */
    public final Word pmd;

    private final WordArray x86Pte;
    private final WordArray armPte;
    private final WordArray x86Vma;
    private final WordArray armVma;

    /**
     * The origin's {@code vm_area_struct}s, which still hold what they held when they are freed.
     */
    public final WordArray vmArea;

    /** A signal that ends the process's threads at the remote. */
    public final Word stop = Word.named("SIGKILL").bits(1);

    public final Channel<PageMessage> toArm;
    public final Channel<PageMessage> toX86;

    public AddressSpace(Shape shape, Threads threads) {
        this(shape, threads, Tlbs::new, Mailbox::new);
    }

    /**
     * @param originChannel makes the channel to the x86 kernel
     */
    public AddressSpace(
            Shape shape,
            Threads threads,
            BiFunction<Shape, Threads, Tlbs> tlbs,
            Channel.Maker<PageMessage> originChannel) {
        this.shape = shape;
        this.threads = threads;
        ghosts = new Ghosts(shape);
        frames = new Frames(shape, ghosts, threads);
        numbering = new Numbering(shape);
        this.tlbs = tlbs.apply(shape, threads);
        pageTableLock = new FairSpinLock("page_table_lock", threads);
        childPageTableLock = new FairSpinLock("child page_table_lock", threads);
        x86Ptl = new FairSpinLock("x86 ptl", threads);
        armPtl = FairSpinLock.ofRemote("arm ptl", threads);
        x86MmapSem = new ReaderWriterSemaphore(Word.named("x86 mmap_sem"), threads);
        childMmapSem = new ReaderWriterSemaphore(Word.named("child mmap_sem"), threads);
        armMmapSem = new ReaderWriterSemaphore(Word.named("arm mmap_sem").remote(), threads);
        pmd = Word.named("x86 pmd").bits(1).initially(shape.tableExists() ? 1 : 0);
        int leafBits = LeafWord.FRAME_SHIFT + frames.bits();
        x86Pte = WordArray.named("x86 pte", shape.pages()).bits(leafBits);
        armPte = WordArray.named("arm pte", shape.pages()).bits(leafBits).remoteFrom(0);
        x86Vma =
                WordArray.named("x86 vma", shape.pages())
                        .bits(Ghosts.PERMISSION_BITS)
                        .initially(shape.permission());
        vmArea =
                WordArray.named("x86 vm_area", shape.pages())
                        .bits(Ghosts.PERMISSION_BITS)
                        .initially(shape.permission());
        armVma =
                WordArray.named("arm vma", shape.pages())
                        .remoteFrom(0)
                        .bits(Ghosts.PERMISSION_BITS)
                        .initially(shape.remoteKnowsVmas() ? shape.permission() : 0);
        toArm = new Mailbox<>(threads, Isa.AARCH64, PageMessage.about(shape.pages()));
        toX86 = originChannel.make(threads, Isa.X86_64, PageMessage.about(shape.pages()));
    }

    /** Messages to the kernel. */
    public Channel<PageMessage> channel(Isa kernel) {
        return kernel == Isa.X86_64 ? toX86 : toArm;
    }

    public WordArray leaves(Isa kernel) {
        return kernel == Isa.X86_64 ? x86Pte : armPte;
    }

    public Address leaf(Isa kernel, int page) {
        return leaves(kernel).at(page);
    }

    public WordArray vmas(Isa kernel) {
        return kernel == Isa.X86_64 ? x86Vma : armVma;
    }

    public Address vma(Isa kernel, int page) {
        return vmas(kernel).at(page);
    }

    public FairSpinLock ptl(Isa kernel) {
        return kernel == Isa.X86_64 ? x86Ptl : armPtl;
    }

    public ReaderWriterSemaphore mmapSem(Isa kernel) {
        return kernel == Isa.X86_64 ? x86MmapSem : armMmapSem;
    }

    /** The origin's semaphore of the {@code mm_struct} that the page belongs to. */
    public ReaderWriterSemaphore originMmapSem(int page) {
        return page == shape.childPage() ? childMmapSem : x86MmapSem;
    }

    /** The Stramash-PTL of the {@code mm_struct} that the page belongs to. */
    public FairSpinLock pageTableLock(int page) {
        return page == shape.childPage() ? childPageTableLock : pageTableLock;
    }

    /** The word of each lock. */
    public List<Word> locks() {
        Stream<Word> own =
                Stream.of(
                        pageTableLock.word(),
                        childPageTableLock.word(),
                        x86Ptl.word(),
                        armPtl.word(),
                        x86MmapSem.word(),
                        childMmapSem.word(),
                        armMmapSem.word());
        return Stream.concat(own, frames.zones().stream().map(Zone::lock)).toList();
    }

    /**
     * The origin's tree of VMAs changes, in the step in which memory does.
     *
     * @param permission 0 to take the VMA out
     */
    public void setOriginVma(Routine r, int page, int permission) {
        if (permission != 0) {
            r.store(vmArea.at(page), permission, RELAXED);
        }
        r.store(vma(Isa.X86_64, page), permission, SEQ_CST);
        r.ghostStore(ghosts.originVma.at(page), permission);
    }

    /** {@code vm_area_alloc}, and the new VMA goes into the origin's tree when it is filled in. */
    public void addOriginVma(Routine r, int page, int permission) {
        r.pause("vm_area_alloc");
        r.ghostStore(ghosts.vmAreaFreed.at(page), 0);
        setOriginVma(r, page, permission);
    }

    /** {@code vm_area_free}. */
    public void freeOriginVma(Routine r, int page) {
        r.pause("vm_area_free");
        r.ghostStore(ghosts.vmAreaFreed.at(page), 1);
    }

    /** Whether the thread on that core has ended. */
    public Word gone(int core) {
        return Word.named("exited " + threads.isa(core).shortName() + ":" + core).bits(1);
    }

    // ---- leaves

    /** A present leaf in the ISA's format; {@code writable} is 0 or {@link LeafWord#WRITABLE}. */
    public static Value leafOf(Isa format, Value writable, Value frame) {
        long flags = LeafWord.PRESENT | (format == Isa.AARCH64 ? LeafWord.ARM : 0);
        return frame.shiftLeft(LeafWord.FRAME_SHIFT).or(writable).or(flags);
    }

    /** {@link LeafWord#WRITABLE} when the VMA's permission is to read and write, else 0. */
    public static Value writableBy(Register permission) {
        return permission.and(2);
    }

    public static Condition isNone(Register leaf) {
        return leaf.isEqualTo(0);
    }

    public static Condition isPresent(Register leaf) {
        return leaf.and(LeafWord.PRESENT).isNotEqualTo(0);
    }

    public static Condition isWritable(Register leaf) {
        return leaf.and(LeafWord.WRITABLE).isNotEqualTo(0);
    }

    public static Condition isForeign(Register leaf, Isa kernel) {
        return leaf.and(LeafWord.ARM).isNotEqualTo(kernel == Isa.AARCH64 ? LeafWord.ARM : 0);
    }

    public static Value frameOf(Register leaf) {
        return leaf.shiftRight(LeafWord.FRAME_SHIFT);
    }

    public static Condition mapsZeroPage(Register leaf) {
        return frameOf(leaf).isEqualTo(ZERO_PAGE);
    }
}
