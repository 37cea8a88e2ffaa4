package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEGAL_ACCESS_IS_NOT_SIGNALLED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_MAPPING_AFTER_MUNMAP;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_READ_OF_FREED_VMA;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.REMOTE_VMA_WITHIN_ORIGIN;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WALKER_TAKES_LIVE_VMA;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITER_GETS_MMAP_SEM;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Flaw;
import dev.fracas.model.addressspace.Ghosts;
import dev.fracas.model.addressspace.VmaWalk;
import dev.fracas.model.kernel.locking.ReaderWriterSemaphore;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import java.util.List;
import java.util.Set;

/**
 * The remote kernel's walk through the origin's VMAs, "with appropriate VMA locks acquired" (paper,
 * section 6.4): under the origin's {@code mmap_sem}, which stays held for reading until the fault
 * has been handled, so that the VMA cannot go away under the mapping that it allows.
 */
public final class RemoteVmaWalk implements VmaWalk {
    public static final Flaw NO_VMA_LOCK =
            new Flaw(
                    "remote-no-vma-lock",
                    "the remote reads the origin's VMA and inserts without the origin's mmap_sem",
                    NO_MAPPING_AFTER_MUNMAP,
                    "unmap-against-remote-fault");
    public static final Flaw LOCKS_LATE =
            new Flaw(
                    "vma-walk-unlocked",
                    "the remote walks the origin's VMAs first and takes the mmap_sem after that",
                    NO_READ_OF_FREED_VMA,
                    "unmap-against-first-remote-access");
    public static final Flaw UNLOCKS_EARLY =
            new Flaw(
                    "remote-trusts-vma-copy",
                    "the remote lets go of the origin's mmap_sem before it has cached the VMA in its"
                            + " own list",
                    REMOTE_VMA_WITHIN_ORIGIN,
                    "unmap-against-first-remote-access");
    public static final Flaw INCLUSIVE_END =
            new Flaw(
                    "vma-end-inclusive",
                    "the walk takes a VMA that ends where the page begins",
                    WALKER_TAKES_LIVE_VMA,
                    "walk-past-vma-end");
    public static final Flaw OWN_LIST_ONLY =
            new Flaw(
                    "remote-own-vmas-only",
                    "the remote signals when it has no VMA itself, without a look at the origin's",
                    LEGAL_ACCESS_IS_NOT_SIGNALLED,
                    "walk-past-vma-end");
    public static final Flaw KEEPS_LOCK =
            new Flaw(
                    "remote-keeps-vma-lock",
                    "the remote does not release the origin's mmap_sem when it sends a signal",
                    WRITER_GETS_MMAP_SEM,
                    "write-to-read-only");

    public static final Flaw CACHES_MISS =
            new Flaw(
                    "remote-caches-miss",
                    "the remote remembers that the origin had no VMA, and does not walk again",
                    LEGAL_ACCESS_IS_NOT_SIGNALLED,
                    "map-against-remote-access");

    public static final List<Flaw> FLAWS =
            List.of(
                    NO_VMA_LOCK,
                    LOCKS_LATE,
                    UNLOCKS_EARLY,
                    INCLUSIVE_END,
                    OWN_LIST_ONLY,
                    KEEPS_LOCK,
                    CACHES_MISS);

    private final AddressSpace space;
    private final Set<Flaw> flaws;

    /** Where a walk has found nothing; only the defect reads it. */
    private final WordArray misses;

    public RemoteVmaWalk(AddressSpace space, Set<Flaw> flaws) {
        this.space = space;
        misses = WordArray.named("arm vma miss", space.shape.pages()).bits(1);
        this.flaws = flaws;
    }

    @Override
    public void begin(Routine r) {
        if (!flaws.contains(NO_VMA_LOCK) && !flaws.contains(LOCKS_LATE)) {
            r.routine("popcorn_vma_find", () -> space.mmapSem(X86_64).downRead(r));
        }
    }

    @Override
    public Register lookUp(Routine r, int page) {
        Register permission = r.register("vm_flags", Ghosts.PERMISSION_BITS);
        r.routine(
                "popcorn_vma_find",
                () -> {
                    if (flaws.contains(OWN_LIST_ONLY)) {
                        r.assign(permission, r.load(space.vma(AARCH64, page), RELAXED));
                    } else {
                        walk(r, page, permission);
                    }
                    if (flaws.contains(LOCKS_LATE)) {
                        space.mmapSem(X86_64).downRead(r);
                    }
                    if (flaws.contains(UNLOCKS_EARLY)) {
                        space.mmapSem(X86_64).upRead(r);
                    }
                });
        return permission;
    }

    @Override
    public void fetch(Routine r, int page, Register permission) {
        ReaderWriterSemaphore own = space.mmapSem(AARCH64);
        r.routine(
                "popcorn_vma_find",
                () -> {
                    own.upRead(r);
                    walk(r, page, permission);
                    own.downWrite(r);
                    r.store(space.vma(AARCH64, page), permission, RELAXED);
                    own.upWrite(r);
                    own.downRead(r);
                });
    }

    /** {@code find_vma} in the origin's tree, then the flags of what it found. */
    private void walk(Routine r, int page, Register permission) {
        Label none = r.label("");
        Register atFirst = r.ghostLoad(space.ghosts.originVma.at(page));
        r.assign(permission, 0);
        if (flaws.contains(CACHES_MISS)) {
            r.gotoWhen(r.load(misses.at(page), RELAXED).isNotEqualTo(0), none);
        }
        Register found = r.load(space.vma(X86_64, page), RELAXED);
        int before = Math.max(0, page - 1);
        if (flaws.contains(INCLUSIVE_END) && page > 0) {
            r.when(
                    found.isEqualTo(0),
                    () -> {
                        r.assign(permission, r.load(space.vma(X86_64, before), RELAXED));
                        space.ghosts.tookVma(r, page, permission, atFirst);
                    });
        }
        if (flaws.contains(CACHES_MISS)) {
            r.when(found.isEqualTo(0), () -> r.store(misses.at(page), 1, RELAXED));
        }
        r.gotoWhen(found.isEqualTo(0), none);
        r.assign(permission, r.load(space.vmArea.at(page), RELAXED));
        space.ghosts.readVma(r, page);
        space.ghosts.tookVma(r, page, permission, atFirst);
        r.place(none);
    }

    @Override
    public void done(Routine r, Register signals) {
        if (flaws.contains(NO_VMA_LOCK) || flaws.contains(UNLOCKS_EARLY)) {
            return;
        }
        if (flaws.contains(KEEPS_LOCK)) {
            r.when(signals.isEqualTo(0), () -> space.mmapSem(X86_64).upRead(r));
        } else {
            space.mmapSem(X86_64).upRead(r);
        }
    }
}
