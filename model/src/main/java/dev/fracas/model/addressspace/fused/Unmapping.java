package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Request;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;

/**
 * How a page's mapping is taken away, or its permission to write: {@code munmap}, {@code mprotect}
 * and what exit does with each page. The paper says who frees: each kernel what it allocated
 * (section 6.4). The order in which that is safe: the origin drops its VMA, its leaf and its TLB
 * entries first and keeps its {@code mmap_sem}, so that no fault of either kernel can bring the
 * page back; then the remote drops its own and frees its page, and answers; then the origin frees.
 */
public class Unmapping {
    protected final AddressSpace space;
    protected final boolean hasRemote;

    public Unmapping(AddressSpace space) {
        this.space = space;
        hasRemote = space.threads.daemonOf(AARCH64).isPresent();
    }

    /** {@code munmap} by a thread of either kernel; the remote has the origin do it. */
    public void munmap(Routine r, int page) {
        if (r.isa() == X86_64) {
            unmapAtOrigin(r, page);
        } else {
            space.toX86.ask(r, Request.UNMAP.of(page));
        }
    }

    /** The origin's part, also for the remote that has asked for it. */
    public void unmapAtOrigin(Routine r, int page) {
        r.routine(
                "__do_munmap",
                () ->
                        underMmapSem(
                                r,
                                page,
                                () -> {
                                    space.setOriginVma(r, page, 0);
                                    unmapRegion(r, page);
                                    space.freeOriginVma(r, page);
                                }));
    }

    void underMmapSem(Routine r, int page, Runnable change) {
        space.originMmapSem(page).downWrite(r);
        change.run();
        space.originMmapSem(page).upWrite(r);
    }

    /**
     * {@code unmap_region}: the page's leaves, TLB entries and frame go; the VMA is gone already.
     */
    final void unmapRegion(Routine r, int page) {
        Register leaf = clearAtOrigin(r, page);
        Register frame = r.register("page", space.frames.bits());
        r.assign(frame, frameOf(leaf));
        askAndFree(r, page, frame);
    }

    /** The remote may still map the origin's frame until it has answered. */
    void askAndFree(Routine r, int page, Register frame) {
        askRemote(r, page);
        freeAtOrigin(r, page, frame);
    }

    /** {@code zap_pte_range}, then {@code tlb_flush_mmu_tlbonly}. */
    private Register clearAtOrigin(Routine r, int page) {
        Register leaf = r.register("pte", space.leaf(X86_64, page).bits());
        r.routine(
                "zap_pte_range",
                () -> {
                    lockAtOrigin(r, page);
                    r.assign(leaf, r.load(space.leaf(X86_64, page), RELAXED));
                    r.when(
                            isNone(leaf).not(),
                            () -> {
                                r.store(space.leaf(X86_64, page), 0, RELAXED);
                                // The count is the parent's; fork counts nothing for the child.
                                if (page != space.shape.childPage()) {
                                    r.when(
                                            isCountedAtOrigin(leaf),
                                            () -> space.ghosts.countResident(r, X86_64, -1));
                                }
                            });
                    unlockAtOrigin(r, page);
                    r.when(isNone(leaf).not(), () -> flushAtOrigin(r, page));
                });
        return leaf;
    }

    Condition isCountedAtOrigin(Register leaf) {
        return space.frames.isOwn(frameOf(leaf), X86_64);
    }

    void lockAtOrigin(Routine r, int page) {
        space.pageTableLock(page).lock(r);
    }

    void unlockAtOrigin(Routine r, int page) {
        space.pageTableLock(page).unlock(r);
    }

    void flushAtOrigin(Routine r, int page) {
        space.tlbs.flush(r, page);
    }

    void askRemote(Routine r, int page) {
        if (hasRemote && page != space.shape.childPage()) {
            space.toArm.ask(r, Request.UNMAP.of(page));
        }
    }

    final void freeAtOrigin(Routine r, int page, Register frame) {
        r.when(
                isFreedByOrigin(frame),
                () -> {
                    if (space.shape.hasChild()) {
                        space.frames.put(r, frame, page);
                    } else {
                        space.frames.free(r, frame);
                    }
                });
    }

    Condition isFreedByOrigin(Register frame) {
        return space.frames.isOwn(frame, X86_64);
    }

    /** The remote's part, by the thread that serves its messages. */
    public void unmapAtRemote(Routine r, int page) {
        r.routine(
                "vm_munmap",
                () -> {
                    space.mmapSem(AARCH64).downWrite(r);
                    dropVmaAtRemote(r, page);
                    space.pageTableLock(page).lock(r);
                    Register leaf = r.load(space.leaf(AARCH64, page), RELAXED);
                    r.when(
                            isNone(leaf).not(),
                            () -> {
                                r.store(space.leaf(AARCH64, page), 0, RELAXED);
                                r.when(
                                        space.frames.isOwn(frameOf(leaf), AARCH64),
                                        () -> space.ghosts.countResident(r, AARCH64, -1));
                            });
                    space.pageTableLock(page).unlock(r);
                    r.when(
                            isNone(leaf).not(),
                            () -> {
                                flushAtRemote(r, page);
                                freeAtRemote(r, leaf);
                            });
                    space.mmapSem(AARCH64).upWrite(r);
                });
    }

    void dropVmaAtRemote(Routine r, int page) {
        r.store(space.vma(AARCH64, page), 0, RELAXED);
    }

    void flushAtRemote(Routine r, int page) {
        space.tlbs.flush(r, page);
    }

    void freeAtRemote(Routine r, Register leaf) {
        Register frame = r.register("page", space.frames.bits());
        r.assign(frame, frameOf(leaf));
        r.when(space.frames.isOwn(frame, AARCH64), () -> space.frames.free(r, frame));
    }

    /** The remote's part when the origin copies a page: it faults on the new one later. */
    void dropLeaf(Routine r, int page) {
        Register leaf = clearLeaf(r, page);
        r.when(isNone(leaf).not(), () -> space.tlbs.flush(r, page));
    }

    /** The TLBs are not flushed yet. */
    final Register clearLeaf(Routine r, int page) {
        space.pageTableLock(page).lock(r);
        Register leaf = r.load(space.leaf(AARCH64, page), RELAXED);
        r.when(isNone(leaf).not(), () -> r.store(space.leaf(AARCH64, page), 0, RELAXED));
        space.pageTableLock(page).unlock(r);
        return leaf;
    }

    /**
     * {@code mprotect} to read-only by a thread of either kernel; the remote has the origin do it.
     */
    public void protect(Routine r, int page) {
        if (r.isa() == X86_64) {
            protectAtOrigin(r, page);
        } else {
            space.toX86.ask(r, Request.PROTECT.of(page));
        }
    }

    /** The origin's part, also for the remote that has asked for it. */
    public void protectAtOrigin(Routine r, int page) {
        r.routine(
                "mprotect_fixup",
                () -> {
                    space.mmapSem(X86_64).downWrite(r);
                    Register vma = r.load(space.vma(X86_64, page), RELAXED);
                    r.when(
                            vma.isNotEqualTo(0),
                            () -> {
                                space.setOriginVma(r, page, 1);
                                protectTable(r, X86_64, page);
                                askRemoteToProtect(r, page);
                            });
                    space.mmapSem(X86_64).upWrite(r);
                });
    }

    void askRemoteToProtect(Routine r, int page) {
        if (hasRemote) {
            space.toArm.ask(r, Request.PROTECT.of(page));
        }
    }

    /** The remote's part, by the thread that serves its messages. */
    void protectAtRemote(Routine r, int page) {
        r.routine(
                "mprotect_fixup",
                () -> {
                    space.mmapSem(AARCH64).downWrite(r);
                    Register known = r.load(space.vma(AARCH64, page), RELAXED);
                    r.when(
                            known.isNotEqualTo(0),
                            () -> r.store(space.vma(AARCH64, page), 1, RELAXED));
                    protectTable(r, AARCH64, page);
                    space.mmapSem(AARCH64).upWrite(r);
                });
    }

    /** {@code change_pte_range}, then {@code flush_tlb_range}. */
    void protectTable(Routine r, Isa kernel, int page) {
        Register leaf = protectLeaf(r, kernel, page);
        r.when(isNone(leaf).not(), () -> space.tlbs.flush(r, page));
    }

    /** The leaf loses its permission to write, and the TLBs are not flushed yet. */
    final Register protectLeaf(Routine r, Isa kernel, int page) {
        Address place = space.leaf(kernel, page);
        space.pageTableLock(page).lock(r);
        Register leaf = r.load(place, RELAXED);
        r.when(isNone(leaf).not(), () -> r.store(place, leaf.and(~LeafWord.WRITABLE), RELAXED));
        space.pageTableLock(page).unlock(r);
        return leaf;
    }
}
