package dev.fracas.model.addressspace.workload;

import dev.fracas.model.addressspace.Shape;
import java.util.Locale;

/** What may be out of the ordinary when a workload starts. */
public enum Circumstance {
    /** The origin has no page of leaves yet: the levels above are empty. */
    TABLE_MISSING,
    /** The Arm kernel has no copies of the VMAs yet. */
    REMOTE_LACKS_VMAS,
    /** The pages are of a private file mapping, not anonymous. */
    PRIVATE_FILE,
    /** The x86 allocator's first frame lies below 4 GiB, where the kernels' numbers differ. */
    LOW_FRAME,
    /**
     * One allocation of a page, whichever and of whichever task, gets none: Linux's {@code
     * fail_page_alloc} with {@code times=1}, and its {@code fail-nth} for every n at once. Once is
     * enough to see whether a handler asks; for ever would starve any.
     */
    ALLOCATION_FAILS,
    /**
     * Each kernel's page allocator is one of words, with free lists under a lock. By default to
     * allocate and to free are one step each.
     */
    ZONES;

    /** As in a workload's name: {@code lowframe}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    public Shape.Trait trait() {
        return switch (this) {
            case TABLE_MISSING -> Shape.Trait.TABLE_MISSING;
            case REMOTE_LACKS_VMAS -> Shape.Trait.REMOTE_LACKS_VMAS;
            case PRIVATE_FILE -> Shape.Trait.PRIVATE_FILE;
            case LOW_FRAME -> Shape.Trait.LOW_FRAME;
            case ALLOCATION_FAILS -> Shape.Trait.ALLOCATION_FAILS;
            case ZONES -> Shape.Trait.ZONES;
        };
    }
}
