package dev.fracas.model.pagetable;

/**
 * How the two kernels number the frames of the memory that they share. A frame number is a physical
 * address shifted right by 12.
 */
public enum FrameNumbering {
    /** One numbering. */
    COMMON {
        @Override
        public long toArm(long x86Frame) {
            return x86Frame;
        }

        @Override
        public long toX86(long armFrame) {
            return armFrame;
        }
    },

    /**
     * The released machine's: Arm's physical address is x86's plus 1 GiB below 4 GiB, and the same
     * from there on. x86 has no memory from 3 to 4 GiB, Arm none below 1 GiB: added all the same, 1
     * GiB would make x86's fourth GiB one with its fifth.
     */
    RELEASED {
        @Override
        public long toArm(long x86Frame) {
            if (x86Frame >= FOUR_GIB) {
                return x86Frame;
            }
            if (x86Frame >= FOUR_GIB - OFFSET) {
                throw new IllegalArgumentException("x86 has no memory at " + address(x86Frame));
            }
            return x86Frame + OFFSET;
        }

        @Override
        public long toX86(long armFrame) {
            if (armFrame >= FOUR_GIB) {
                return armFrame;
            }
            if (armFrame < OFFSET) {
                throw new IllegalArgumentException("Arm has no memory at " + address(armFrame));
            }
            return armFrame - OFFSET;
        }
    };

    /** Frame number of the physical address 4 GiB. */
    static final long FOUR_GIB = 0x1_0000_0000L >>> LeafFormat.PAGE_SHIFT;

    /** What Arm's frame numbers below 4 GiB are ahead of x86's in the released machine: 1 GiB. */
    public static final long OFFSET = 0x4000_0000L >>> LeafFormat.PAGE_SHIFT;

    /**
     * Arm's number of the frame that x86 knows as {@code x86Frame}.
     *
     * @throws IllegalArgumentException when x86 has no memory there
     */
    public abstract long toArm(long x86Frame);

    /**
     * x86's number of the frame that Arm knows as {@code armFrame}.
     *
     * @throws IllegalArgumentException when Arm has no memory there
     */
    public abstract long toX86(long armFrame);

    private static String address(long frame) {
        return "0x" + Long.toHexString(frame << LeafFormat.PAGE_SHIFT);
    }
}
