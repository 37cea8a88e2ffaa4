package dev.fracas.spec.kernel.pages;

import static dev.fracas.spec.Property.always;
import static dev.fracas.spec.Property.sometimes;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.PAPER;
import static dev.fracas.spec.Source.source;

import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import java.util.List;

/** What a page allocator owes. */
public final class PageAllocatorProperties {
    private static final Source BUDDY = source(LINUX, "mm/page_alloc.c");

    private PageAllocatorProperties() {}

    public static final Property<PageAllocatorView> FRAME_GIVEN_OUT_ONCE =
            always(
                    "frame-given-out-once",
                    "A frame that has been given out is not given out again before it comes back.",
                    BUDDY,
                    PageAllocatorView.class,
                    v -> !v.givenOutTwice());

    public static final Property<PageAllocatorView> FRAME_OF_ONLINE_BLOCK =
            always(
                    "S28",
                    "A frame is given out only of a block that is online.",
                    source(PAPER, "section 6.3"),
                    PageAllocatorView.class,
                    v -> !v.givenOutOfOffline());

    public static final Property<PageAllocatorView> WATERMARK_IS_KEPT =
            always(
                    "watermark-kept",
                    "No frame is given out that leaves fewer free frames than the watermark.",
                    BUDDY,
                    PageAllocatorView.class,
                    v -> !v.belowWatermark());

    public static final Property<PageAllocatorView> REFUSED_ONLY_WHEN_LOW =
            always(
                    "refused-only-when-low",
                    "Whoever gets no frame asked while no more were free than the watermark.",
                    BUDDY,
                    PageAllocatorView.class,
                    v -> !v.refusedNeedlessly());

    public static final Property<PageAllocatorView> FREE_COUNT_MATCHES =
            always(
                    "free-count-matches",
                    "While nobody holds zone->lock, nr_free is the length of the free list.",
                    BUDDY,
                    PageAllocatorView.class,
                    v -> {
                        for (int block = 0; block < v.blocks(); block++) {
                            if (v.lockIsFree(v.zoneOf(block))
                                    && v.freeCount(block) != v.listed(block)) {
                                return false;
                            }
                        }
                        return true;
                    });

    public static final Property<PageAllocatorView> NO_FRAME_LOST =
            always(
                    "no-frame-lost",
                    "While nobody holds zone->lock, a frame is given out or on the free list, and not both.",
                    BUDDY,
                    PageAllocatorView.class,
                    v -> {
                        for (int block = 0; block < v.blocks(); block++) {
                            if (!v.lockIsFree(v.zoneOf(block))) {
                                continue;
                            }
                            for (int f = v.firstFrame(block); f < v.endOfFrames(block); f++) {
                                if (v.isListed(f) == v.isGivenOut(f)) {
                                    return false;
                                }
                            }
                        }
                        return true;
                    });

    public static final Property<PageAllocatorView> FRAME_IS_GIVEN_OUT =
            sometimes(
                    "frame-given-out",
                    "Some frame is given out.",
                    BUDDY,
                    PageAllocatorView.class,
                    v -> {
                        for (int block = 0; block < v.blocks(); block++) {
                            for (int f = v.firstFrame(block); f < v.endOfFrames(block); f++) {
                                if (v.isGivenOut(f)) {
                                    return true;
                                }
                            }
                        }
                        return false;
                    });

    /** Every property of a page allocator, in the order in which reports show them. */
    public static List<Property<?>> all() {
        return List.of(
                FRAME_GIVEN_OUT_ONCE,
                FRAME_OF_ONLINE_BLOCK,
                WATERMARK_IS_KEPT,
                REFUSED_ONLY_WHEN_LOW,
                FREE_COUNT_MATCHES,
                NO_FRAME_LOST,
                FRAME_IS_GIVEN_OUT);
    }
}
