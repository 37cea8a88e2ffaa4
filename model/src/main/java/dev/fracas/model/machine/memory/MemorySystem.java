package dev.fracas.model.machine.memory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the loads and stores of a core meet memory. Its {@link Object#toString} is what reports say
 * of it.
 */
public sealed interface MemorySystem permits SequentialConsistency, TotalStoreOrder {
    /** Each system once, in the size that it has unless another is said. */
    static List<MemorySystem> all() {
        return List.of(new SequentialConsistency(), new TotalStoreOrder(2));
    }

    /** {@code sc} or {@code tso}: the system without its size. */
    String id();

    /** As the command line and trace files name it: {@code sc}, {@code tso:2}. */
    String text();

    /** Whether every access takes effect in memory at once, in program order. */
    boolean isSequential();

    /**
     * The same system of another size: for TSO, with store buffers of that many entries. Nothing
     * for a system that has no size.
     *
     * @throws IllegalArgumentException when the size is out of range
     */
    Optional<MemorySystem> ofSize(int size);

    /** The systems that show less than this one and are simpler to follow, the simplest first. */
    List<MemorySystem> smaller();

    /**
     * The depth of the store buffers, 0 for none, where that says which system it is: trace files
     * name these systems by it. Nothing for a system that they name by its {@link #text}.
     */
    default OptionalInt recordedDepth() {
        return OptionalInt.empty();
    }

    /** What keeps the accesses of a core that are not in memory: {@code store buffer}. */
    String buffer();

    /**
     * The verb for a step that the hardware takes by itself: {@code flush}.
     *
     * @param choice the step's choice
     */
    String stepWord(int choice);

    /** Why the hardware cannot take a step by itself for that core. */
    String whyNoStep(String core);

    /**
     * What an instruction waits for that cannot execute, as the beginning of a clause that ends
     * with what the core's {@link #buffer} holds.
     *
     * @param store whether it is a store that may wait in the buffer
     */
    String need(boolean store);

    /** Declares what the system keeps of its cores in a state. */
    MemoryLayout.Declared declare(Declaration declaration);
}
