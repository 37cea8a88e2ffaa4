package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FRAME_FREED_ONCE_BY_OWNER;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.MAPPING_CALLS_END;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_MAPPING_AFTER_MUNMAP;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_MAPPING_OF_FREE_FRAME;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ONE_FRAME_PER_PAGE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.REMOTE_VMA_WITHIN_ORIGIN;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.RESIDENT_COUNT_BALANCES;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITABLE_ONLY_WHERE_EXCLUSIVE;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Flaw;
import dev.fracas.model.addressspace.Mailbox;
import dev.fracas.model.kernel.locking.FairSpinLock;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Set;

/**
 * How a page's mapping is taken away, or its permission to write: {@code munmap}, {@code mprotect}
 * and what exit does with each page. The paper says who frees: each kernel what it allocated
 * (section 6.4). The order in which that is safe: the origin drops its VMA, its leaf and its TLB
 * entries first and keeps its {@code mmap_sem}, so that no fault of either kernel can bring the
 * page back; then the remote drops its own and frees its page, and answers; then the origin frees.
 */
public final class Unmapping {
    public static final Flaw NO_REMOTE =
            new Flaw(
                    "unmap-skips-remote",
                    "munmap at the origin does not tell the remote kernel",
                    NO_MAPPING_AFTER_MUNMAP,
                    "unmap-against-remote-fault");
    public static final Flaw NO_FLUSH =
            new Flaw(
                    "unmap-no-flush",
                    "munmap clears the leaf and flushes no TLB",
                    FRAME_FREED_ONCE_BY_OWNER,
                    "unmap-with-two-origin-threads");
    public static final Flaw NO_SHOOT_DOWN =
            new Flaw(
                    "unmap-flushes-own-core-only",
                    "munmap flushes the TLB of its own core only",
                    FRAME_FREED_ONCE_BY_OWNER,
                    "unmap-with-two-origin-threads");
    public static final Flaw NO_WAIT =
            new Flaw(
                    "shootdown-not-awaited",
                    "munmap frees the page before the other cores have acknowledged the shootdown",
                    FRAME_FREED_ONCE_BY_OWNER,
                    "unmap-with-two-origin-threads");
    public static final Flaw EARLY_ACK =
            new Flaw(
                    "shootdown-acknowledged-early",
                    "the interrupt handler acknowledges the shootdown before it has flushed",
                    FRAME_FREED_ONCE_BY_OWNER,
                    "unmap-with-two-origin-threads");
    public static final Flaw FLUSH_FIRST =
            new Flaw(
                    "unmap-flush-before-clear",
                    "munmap flushes the TLBs before it clears the leaf",
                    FRAME_FREED_ONCE_BY_OWNER,
                    "unmap-with-two-origin-threads");
    public static final Flaw ORIGIN_FREES_ALL =
            new Flaw(
                    "origin-frees-remote-frame",
                    "the origin frees the page whichever kernel allocated it",
                    FRAME_FREED_ONCE_BY_OWNER,
                    "unmap-against-remote-fault");
    public static final Flaw FREES_EARLY =
            new Flaw(
                    "origin-frees-before-remote-answers",
                    "the origin frees its page before it asks the remote to drop the mapping",
                    NO_MAPPING_OF_FREE_FRAME,
                    "unmap-against-remote-fault");
    public static final Flaw REMOTE_NO_FLUSH =
            new Flaw(
                    "remote-unmap-no-flush",
                    "the remote clears its leaf and answers without flushing its TLBs",
                    NO_MAPPING_AFTER_MUNMAP,
                    "unmap-against-remote-fault");
    public static final Flaw REMOTE_KEEPS_FRAME =
            new Flaw(
                    "remote-keeps-frame",
                    "nobody frees the pages that the remote allocated",
                    NO_MAPPING_AFTER_MUNMAP,
                    "unmap-against-remote-fault");
    public static final Flaw REMOTE_KEEPS_VMA =
            new Flaw(
                    "remote-keeps-vma",
                    "the remote drops the mapping and keeps its copy of the VMA",
                    REMOTE_VMA_WITHIN_ORIGIN,
                    "unmap-against-remote-fault");
    public static final Flaw NO_WRITE_LOCK =
            new Flaw(
                    "unmap-without-mmap-sem",
                    "munmap does not take mmap_sem",
                    NO_MAPPING_AFTER_MUNMAP,
                    "unmap-with-two-origin-threads");
    public static final Flaw PROTECT_SKIPS_REMOTE =
            new Flaw(
                    "mprotect-skips-remote",
                    "mprotect at the origin does not tell the remote kernel",
                    WRITABLE_ONLY_WHERE_EXCLUSIVE,
                    "protect-against-remote-write");
    public static final Flaw PROTECT_NO_FLUSH =
            new Flaw(
                    "mprotect-no-flush",
                    "mprotect takes the permission out of the leaves and flushes no TLB",
                    WRITABLE_ONLY_WHERE_EXCLUSIVE,
                    "protect-against-remote-write");
    public static final Flaw WAITS_WITH_LOCK =
            new Flaw(
                    "unmap-holds-ptl-while-waiting",
                    "munmap waits for the remote's answer while it holds the Stramash-PTL",
                    MAPPING_CALLS_END,
                    "unmap-against-remote-fault");
    public static final Flaw MISCOUNTS =
            new Flaw(
                    "unmap-miscounts",
                    "the origin takes the remote's frame out of its own count of resident frames",
                    RESIDENT_COUNT_BALANCES,
                    "unmap-against-remote-fault");

    public static final Flaw DROP_NO_FLUSH =
            new Flaw(
                    "remote-drop-no-flush",
                    "the remote drops the leaf of a page that is copied and does not flush its TLBs",
                    ONE_FRAME_PER_PAGE,
                    "cow-against-remote-reads");

    public static final List<Flaw> FLAWS =
            List.of(
                    NO_REMOTE,
                    NO_FLUSH,
                    NO_SHOOT_DOWN,
                    NO_WAIT,
                    EARLY_ACK,
                    FLUSH_FIRST,
                    ORIGIN_FREES_ALL,
                    FREES_EARLY,
                    REMOTE_NO_FLUSH,
                    REMOTE_KEEPS_FRAME,
                    REMOTE_KEEPS_VMA,
                    NO_WRITE_LOCK,
                    PROTECT_SKIPS_REMOTE,
                    PROTECT_NO_FLUSH,
                    WAITS_WITH_LOCK,
                    MISCOUNTS,
                    DROP_NO_FLUSH);

    private final AddressSpace space;
    private final Set<Flaw> flaws;
    private final boolean hasRemote;

    public Unmapping(AddressSpace space, Set<Flaw> flaws) {
        this.space = space;
        this.flaws = flaws;
        hasRemote = space.cast.worker(AARCH64).isPresent();
    }

    /** {@code munmap} by a thread at the origin. */
    public void munmap(Routine r, int page) {
        r.routine(
                "__do_munmap",
                () -> {
                    if (!flaws.contains(NO_WRITE_LOCK)) {
                        space.originMmapSem(page).downWrite(r);
                    }
                    space.setOriginVma(r, page, 0);
                    unmapRegion(r, page, !flaws.contains(NO_REMOTE));
                    space.freeOriginVma(r, page);
                    if (!flaws.contains(NO_WRITE_LOCK)) {
                        space.originMmapSem(page).upWrite(r);
                    }
                });
    }

    /**
     * The page's leaves, TLB entries and frame go; the VMA is gone already.
     *
     * @param asksRemote at both kernels, and not at the origin only
     */
    public void unmapRegion(Routine r, int page, boolean asksRemote) {
        Register leaf = clearAtOrigin(r, page);
        Register frame = r.register("page", space.frames.bits());
        r.assign(frame, frameOf(leaf));
        if (flaws.contains(FREES_EARLY)) {
            freeAtOrigin(r, page, frame);
        }
        if (hasRemote && asksRemote && page != space.shape.childPage()) {
            space.toArm.ask(r, Mailbox.Request.UNMAP, page);
        }
        if (flaws.contains(WAITS_WITH_LOCK)) {
            space.pageTableLock(page).unlock(r);
        }
        if (!flaws.contains(FREES_EARLY)) {
            freeAtOrigin(r, page, frame);
        }
    }

    /** {@code zap_pte_range}, then {@code tlb_flush_mmu_tlbonly}. */
    private Register clearAtOrigin(Routine r, int page) {
        Register leaf = r.register("pte", space.leaf(X86_64, page).bits());
        r.routine(
                "zap_pte_range",
                () -> {
                    if (flaws.contains(FLUSH_FIRST)) {
                        space.tlbs.flush(r, page);
                    }
                    space.pageTableLock(page).lock(r);
                    r.assign(leaf, r.load(space.leaf(X86_64, page), RELAXED));
                    r.when(
                            isNone(leaf).not(),
                            () -> {
                                r.store(space.leaf(X86_64, page), 0, RELAXED);
                                Condition counted =
                                        flaws.contains(MISCOUNTS)
                                                ? frameOf(leaf).isNotEqualTo(AddressSpace.ZERO_PAGE)
                                                : isOwn(frameOf(leaf), X86_64);
                                // The count is the parent's; fork counts nothing for the child.
                                if (page != space.shape.childPage()) {
                                    r.when(
                                            counted,
                                            () -> space.ghosts.countResident(r, X86_64, -1));
                                }
                            });
                    if (!flaws.contains(WAITS_WITH_LOCK)) {
                        space.pageTableLock(page).unlock(r);
                    }
                    r.when(isNone(leaf).not(), () -> flushAtOrigin(r, page));
                });
        return leaf;
    }

    private void flushAtOrigin(Routine r, int page) {
        if (flaws.contains(NO_FLUSH) || flaws.contains(FLUSH_FIRST)) {
            return;
        }
        space.tlbs.flushOwn(r, page);
        if (flaws.contains(NO_WAIT)) {
            space.tlbs.sendShootDowns(r, page);
        } else if (!flaws.contains(NO_SHOOT_DOWN)) {
            space.tlbs.shootDown(r, page);
        }
    }

    private void freeAtOrigin(Routine r, int page, Register frame) {
        Condition frees =
                flaws.contains(ORIGIN_FREES_ALL)
                        ? Value.constant(AddressSpace.ZERO_PAGE).is(Operator.LESS, frame)
                        : isOwn(frame, X86_64);
        r.when(
                frees,
                () -> {
                    if (space.shape.hasChild()) {
                        space.frames.put(r, frame, page);
                    } else {
                        space.frames.free(r, frame);
                    }
                });
    }

    private Condition isOwn(Value frame, Isa kernel) {
        return space.frames.isOwn(frame, kernel);
    }

    /** The remote's part, by the thread that serves its messages. */
    public void unmapAtRemote(Routine r, int page) {
        r.routine(
                "vm_munmap",
                () -> {
                    space.mmapSem(AARCH64).downWrite(r);
                    if (!flaws.contains(REMOTE_KEEPS_VMA)) {
                        r.store(space.vma(AARCH64, page), 0, RELAXED);
                    }
                    space.pageTableLock(page).lock(r);
                    Register leaf = r.load(space.leaf(AARCH64, page), RELAXED);
                    r.when(
                            isNone(leaf).not(),
                            () -> {
                                r.store(space.leaf(AARCH64, page), 0, RELAXED);
                                r.when(
                                        isOwn(frameOf(leaf), AARCH64),
                                        () -> space.ghosts.countResident(r, AARCH64, -1));
                            });
                    space.pageTableLock(page).unlock(r);
                    r.when(
                            isNone(leaf).not(),
                            () -> {
                                if (!flaws.contains(REMOTE_NO_FLUSH)) {
                                    space.tlbs.flush(r, page);
                                }
                                if (!flaws.contains(REMOTE_KEEPS_FRAME)) {
                                    Register frame = r.register("page", space.frames.bits());
                                    r.assign(frame, frameOf(leaf));
                                    r.when(
                                            isOwn(frame, AARCH64),
                                            () -> space.frames.free(r, frame));
                                }
                            });
                    space.mmapSem(AARCH64).upWrite(r);
                });
    }

    /** The remote's part when the origin copies a page: it faults on the new one later. */
    public void dropLeaf(Routine r, int page) {
        FairSpinLock lock = space.pageTableLock(page);
        lock.lock(r);
        Register leaf = r.load(space.leaf(AARCH64, page), RELAXED);
        r.when(isNone(leaf).not(), () -> r.store(space.leaf(AARCH64, page), 0, RELAXED));
        lock.unlock(r);
        if (!flaws.contains(DROP_NO_FLUSH)) {
            r.when(isNone(leaf).not(), () -> space.tlbs.flush(r, page));
        }
    }

    /** {@code mprotect} to read-only by a thread at the origin. */
    public void protect(Routine r, int page) {
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
                                if (hasRemote && !flaws.contains(PROTECT_SKIPS_REMOTE)) {
                                    space.toArm.ask(r, Mailbox.Request.PROTECT, page);
                                }
                            });
                    space.mmapSem(X86_64).upWrite(r);
                });
    }

    public void protectAtRemote(Routine r, int page) {
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
    public void protectTable(Routine r, Isa kernel, int page) {
        Register leaf = protectLeaf(r, kernel, page);
        if (!flaws.contains(PROTECT_NO_FLUSH)) {
            r.when(isNone(leaf).not(), () -> space.tlbs.flush(r, page));
        }
    }

    /** The leaf loses its permission to write, and the TLBs are not flushed yet. */
    public Register protectLeaf(Routine r, Isa kernel, int page) {
        Address place = space.leaf(kernel, page);
        space.pageTableLock(page).lock(r);
        Register leaf = r.load(place, RELAXED);
        r.when(isNone(leaf).not(), () -> r.store(place, leaf.and(~LeafWord.WRITABLE), RELAXED));
        space.pageTableLock(page).unlock(r);
        return leaf;
    }
}
