package dev.fracas.model.machine.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * x86-TSO (Owens, Sarkar, Sewell 2009): a core's stores wait in its FIFO store buffer.
 *
 * @param storeBuffer entries of each core's buffer, 1 to 8
 */
public record TotalStoreOrder(int storeBuffer) implements MemorySystem {
    static final int DEEPEST = 8;

    public TotalStoreOrder {
        if (storeBuffer < 1 || storeBuffer > DEEPEST) {
            throw new IllegalArgumentException(
                    "1 to %d entries, got %d".formatted(DEEPEST, storeBuffer));
        }
    }

    @Override
    public String id() {
        return "tso";
    }

    @Override
    public String text() {
        return id() + ":" + storeBuffer;
    }

    @Override
    public boolean isSequential() {
        return false;
    }

    @Override
    public Optional<MemorySystem> ofSize(int size) {
        return Optional.of(new TotalStoreOrder(size));
    }

    /** Sequential consistency, then shallower buffers. */
    @Override
    public List<MemorySystem> smaller() {
        List<MemorySystem> smaller = new ArrayList<>(List.of(new SequentialConsistency()));
        for (int depth = 1; depth < storeBuffer; depth++) {
            smaller.add(new TotalStoreOrder(depth));
        }
        return smaller;
    }

    @Override
    public OptionalInt recordedDepth() {
        return OptionalInt.of(storeBuffer);
    }

    @Override
    public String buffer() {
        return "store buffer";
    }

    @Override
    public String stepWord(int choice) {
        return "flush";
    }

    @Override
    public String whyNoStep(String core) {
        return "the store buffer of " + core + " is empty";
    }

    @Override
    public String need(boolean store) {
        return store ? "needs room in its store buffer" : "waits for an empty store buffer, not";
    }

    @Override
    public String toString() {
        return "tso, store buffers of " + storeBuffer;
    }

    @Override
    public MemoryLayout.Declared declare(Declaration declaration) {
        return StoreBuffers.declare(storeBuffer, declaration);
    }
}
