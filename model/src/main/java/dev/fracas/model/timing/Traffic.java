package dev.fracas.model.timing;

/**
 * What went over the buses: counts, of one step or of a whole run.
 *
 * @param localAccesses accesses that local memory served
 * @param remoteAccesses accesses that remote memory served
 * @param snoopData snoops that fetched a line which the other group's caches held
 * @param snoopInvalidates snoops that took a line away from the other group's caches
 * @param interrupts inter-processor interrupts that arrived
 */
public record Traffic(
        int localAccesses,
        int remoteAccesses,
        int snoopData,
        int snoopInvalidates,
        int interrupts) {
    public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0);

    static final Traffic ONE_INTERRUPT = new Traffic(0, 0, 0, 0, 1);

    public Traffic plus(Traffic other) {
        return new Traffic(
                localAccesses + other.localAccesses,
                remoteAccesses + other.remoteAccesses,
                snoopData + other.snoopData,
                snoopInvalidates + other.snoopInvalidates,
                interrupts + other.interrupts);
    }
}
