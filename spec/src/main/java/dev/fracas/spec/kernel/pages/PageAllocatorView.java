package dev.fracas.spec.kernel.pages;

import dev.fracas.spec.View;

/**
 * What can be seen of the page allocators of a machine. Zones, blocks and frames are numbered; a
 * block is of one zone, a frame of one block.
 */
public interface PageAllocatorView extends View {
    int zones();

    int blocks();

    int zoneOf(int block);

    /** The first frame of the block, and the one after its last. */
    int firstFrame(int block);

    int endOfFrames(int block);

    /** Nobody holds the zone's lock or waits for it. */
    boolean lockIsFree(int zone);

    /** How many frames the block's counter says are free. */
    int freeCount(int block);

    /** How many frames the block's free list has; more than it has frames where it has no end. */
    int listed(int block);

    /** The frame is on its block's free list. */
    boolean isListed(int frame);

    /** The frame has been given out and not come back. */
    boolean isGivenOut(int frame);

    /** A frame was given out that was given out already. */
    boolean givenOutTwice();

    /** A frame was given out of a block that is not online. */
    boolean givenOutOfOffline();

    /** A frame was given out that left a zone with fewer free frames than its watermark. */
    boolean belowWatermark();

    /** Somebody got no frame although more were free than the watermark says. */
    boolean refusedNeedlessly();
}
