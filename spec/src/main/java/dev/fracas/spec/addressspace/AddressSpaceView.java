package dev.fracas.spec.addressspace;

import dev.fracas.spec.Isa;
import dev.fracas.spec.View;

/**
 * What can be seen of one process's address space over two kernels: its page tables, the TLBs of
 * its cores, the frames of memory, and what its user was promised. Pages, frames and cores are
 * numbered from 0; frame 0 is no frame. A permission is {@link #NONE}, {@link #READ} or {@link
 * #READ_WRITE}.
 */
public interface AddressSpaceView extends View {
    int NONE = 0;
    int READ = 1;
    int READ_WRITE = 2;

    int pages();

    int cores();

    /** Frames, frame 0 included. */
    int frames();

    Isa isa(int core);

    // ---- page tables

    /** The kernel's leaf for the page has its present bit set, in whichever ISA's format. */
    boolean leafPresent(Isa kernel, int page);

    boolean leafWritable(Isa kernel, int page);

    /** The kernel's leaf for the page is a word in the other ISA's format. */
    boolean leafForeign(Isa kernel, int page);

    /** The leaf's frame, also where the leaf is not present; 0 for none. */
    int leafFrame(Isa kernel, int page);

    /** The leaf word is 0. */
    boolean leafNone(Isa kernel, int page);

    /** The origin's table page that the page's leaf lies in has been freed. */
    boolean originTableFreed();

    /** Cores that hold a pointer into the other kernel's table page. */
    int insideForeignTable();

    // ---- TLBs

    boolean cached(int core, int page);

    boolean cachedWritable(int core, int page);

    int cachedFrame(int core, int page);

    // ---- frames

    /** The kernel whose allocator the frame belongs to. */
    Isa owner(int frame);

    boolean isFree(int frame);

    /** The frame is in use for that page, alone or with others. */
    boolean isUsedFor(int frame, int page);

    /** The frame is the zero page. */
    boolean isZeroPage(int frame);

    /** The frame is in the page cache, or in use for more than one page: copied before a write. */
    boolean isShared(int frame);

    /** A frame that was free has been freed. */
    boolean freedTwice();

    /** A kernel has freed a frame of the other kernel's allocator. */
    boolean freedByOther();

    /** The kernel's count of resident frames of its own; below 0 when it has lost count. */
    int residentFrames(Isa kernel);

    // ---- VMAs

    /** The permission of the kernel's VMA of the page, {@link #NONE} where it has no VMA. */
    int vma(Isa kernel, int page);

    /** The walker took a VMA for the page that the origin had at no time during the walk. */
    boolean tookStaleVma();

    /** A VMA was read after it had been freed. */
    boolean readFreedVma();

    // ---- what the user was promised

    /** What every access may do now: a call that changes it lowers it when it begins. */
    int leastPermission(int page);

    /** What some access may do now: a call that changes it lowers it when it returns. */
    int mostPermission(int page);

    /** A read of a page that nobody had written returned something else than its first content. */
    boolean wrongFirstRead();

    /** A read returned something else than the last write. */
    boolean wrongRead();

    /** An access succeeded that no VMA allowed. */
    boolean illegalAccess();

    /** An access that the VMA allowed throughout was answered with a signal. */
    boolean wrongSignal();

    // ---- who does what

    /** The page that the core's user program accesses, until it is done; -1 for none. */
    int accessedPage(int core);

    /** The permission that the access needs. */
    int neededPermission(int core);

    /** Cores that wait for the origin to handle a fault by message. */
    int fallingBack();

    /** Cores in a call of munmap, mprotect or exit. */
    int changing();

    /** Cores that ask for a VMA lock for writing and do not have it. */
    int awaitingWriteLock();

    /** The process has exited on both kernels. */
    boolean exited();

    // ---- distributed shared memory

    /** The kernel is recorded as an owner of a current copy of the page. */
    boolean owns(Isa kernel, int page);

    /** The kernel's copy of the page holds what was last written. */
    boolean copyIsCurrent(Isa kernel, int page);

    /** A transfer of the page is under way: some fault handle for it exists. */
    boolean inTransfer(int page);

    /** Leaders that handle a fault of the page in that kernel. */
    int leaders(Isa kernel, int page);

    /** A fault handle was freed twice, freed with a waiter, or counted below 0. */
    boolean handleMisused();

    /** Cores in a fault of a distributed page. */
    int faulting();

    /** Cores that wait for the other kernel to invalidate its copy. */
    int awaitingInvalidation();
}
