package dev.fracas.model.machine;

/**
 * How stores of one core reach the others.
 *
 * @param storeBuffer entries of each core's FIFO store buffer, 1 to 8; 0 is sequential consistency
 */
public record MemoryModel(int storeBuffer) {
    public MemoryModel {
        if (storeBuffer < 0 || storeBuffer > 8) {
            throw new IllegalArgumentException(
                    "a store buffer has 1 to 8 entries, got " + storeBuffer);
        }
    }

    /** Every access takes effect in memory at once, in program order. */
    public static MemoryModel sequentialConsistency() {
        return new MemoryModel(0);
    }

    /** x86-TSO (Owens, Sarkar, Sewell 2009) with buffers of that many entries. */
    public static MemoryModel totalStoreOrder(int storeBuffer) {
        if (storeBuffer == 0) {
            throw new IllegalArgumentException("TSO needs a store buffer of 1 entry or more");
        }
        return new MemoryModel(storeBuffer);
    }

    public boolean isSequential() {
        return storeBuffer == 0;
    }

    /** {@code sc} or {@code tso}. */
    public String id() {
        return isSequential() ? "sc" : "tso";
    }

    @Override
    public String toString() {
        return isSequential() ? "sc" : "tso, store buffers of " + storeBuffer;
    }
}
