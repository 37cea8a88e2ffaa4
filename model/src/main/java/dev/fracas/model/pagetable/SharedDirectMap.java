package dev.fracas.model.pagetable;

/**
 * The released layout of kernel addresses that lets Arm follow x86 pointers unchanged. The x86
 * kernel maps all of its memory from {@link #BASE} on. Arm's {@code vmalloc} area is moved to begin
 * 1 GiB below, and two {@code ioremap}s of the shared memory, each aligned to 1 GiB, come to lie
 * where x86 has the same memory: {@code ioremap(0x40000000, 0xc0000000)} at {@link #BASE}, {@code
 * ioremap(0x100000000, 0x13fffffff)} 4 GiB above. That they do follows from the order and alignment
 * of the allocations (earlier, smaller ones fill the first GiB); nothing in the source tests it.
 *
 * <p>With five levels x86 maps from {@link #FIVE_LEVEL_BASE} on, which is no address at all for
 * Arm, with 48 bits or with 52: fused kernel addresses need the origin to run with four.
 */
public final class SharedDirectMap {
    /** {@code PAGE_OFFSET} of x86-64 with four levels. */
    public static final long BASE = 0xffff_8880_0000_0000L;

    /** {@code PAGE_OFFSET} of x86-64 with five levels. */
    public static final long FIVE_LEVEL_BASE = 0xff11_0000_0000_0000L;

    /** {@code VMALLOC_START} of the released Arm kernel. */
    public static final long ARM_VMALLOC_START = 0xffff_887f_c000_0000L;

    private static final long ARM_LOW = 0x4000_0000L;
    private static final long LOW_SIZE = 0xc000_0000L;
    private static final long HIGH = 0x1_0000_0000L;
    // ioremap rounds the size 0x13fffffff up to whole pages.
    private static final long HIGH_SIZE = 0x1_4000_0000L;

    private SharedDirectMap() {}

    /** Whether Arm has mapped what x86 has at the kernel address. */
    public static boolean isShared(long address) {
        long offset = address - BASE;
        return isWithin(offset, 0, LOW_SIZE) || isWithin(offset, HIGH, HIGH_SIZE);
    }

    /**
     * The physical address that x86 means by the kernel address.
     *
     * @throws IllegalArgumentException when it is not in the shared part of the direct map
     */
    public static long x86Physical(long address) {
        return checked(address) - BASE;
    }

    /**
     * The physical address that Arm reaches under the same kernel address.
     *
     * @throws IllegalArgumentException when Arm has nothing mapped there
     */
    public static long armPhysical(long address) {
        long offset = checked(address) - BASE;
        return offset < HIGH ? offset + ARM_LOW : offset;
    }

    /**
     * The kernel address of x86's physical address ({@code __va}).
     *
     * @throws IllegalArgumentException when Arm does not see that memory
     */
    public static long ofX86Physical(long physical) {
        return checked(BASE + physical);
    }

    /**
     * The kernel address under which both kernels have Arm's physical address.
     *
     * @throws IllegalArgumentException when it is in neither of the two {@code ioremap}s
     */
    public static long ofArmPhysical(long physical) {
        if (isWithin(physical, ARM_LOW, LOW_SIZE)) {
            return BASE + physical - ARM_LOW;
        }
        if (isWithin(physical, HIGH, HIGH_SIZE)) {
            return BASE + physical;
        }
        throw new IllegalArgumentException(
                "Arm maps no memory of x86's at 0x" + Long.toHexString(physical));
    }

    private static long checked(long address) {
        if (!isShared(address)) {
            throw new IllegalArgumentException(
                    "not in the shared direct map: 0x" + Long.toHexString(address));
        }
        return address;
    }

    private static boolean isWithin(long value, long start, long size) {
        return value >= start && value - start < size;
    }
}
