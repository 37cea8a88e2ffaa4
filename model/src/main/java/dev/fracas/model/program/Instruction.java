package dev.fracas.model.program;

import dev.fracas.model.program.Value.Register;
import java.util.List;
import java.util.Set;

/**
 * One instruction of one core. A {@link Visible} instruction is a step of its own; the {@link
 * RegisterOnly} instructions that follow it are executed in the same step.
 */
public sealed interface Instruction {
    /** An instruction that others can observe, or that waits: one step of the machine. */
    sealed interface Visible extends Instruction {}

    /** An instruction that touches registers and ghosts only: part of the step before it. */
    sealed interface RegisterOnly extends Instruction {}

    record Load(Register into, Address from, MemoryOrder order) implements Visible {}

    record Store(Address to, Value value, MemoryOrder order) implements Visible {}

    /** Atomically {@code old = word; word = word operator operand}. */
    record FetchAndOp(
            Register old, Operator operator, Address word, Value operand, MemoryOrder order)
            implements Visible {}

    /** Atomically {@code old = word; word = value}. */
    record Swap(Register old, Address word, Value value, MemoryOrder order) implements Visible {}

    /**
     * Atomically {@code old = word; if (old == expected) word = desired}, where {@code expected} is
     * cut to the word's width first, as the hardware's comparison is as wide as the word.
     */
    record CompareAndSwap(
            Register old, Address word, Value expected, Value desired, MemoryOrder order)
            implements Visible {}

    /** Loads and sets the core's exclusive monitor on the word. */
    record LoadExclusive(Register into, Address from, MemoryOrder order) implements Visible {}

    /** Stores if the monitor still stands; {@code status} is 0 when it did, 1 when it failed. */
    record StoreExclusive(Register status, Address to, Value value, MemoryOrder order)
            implements Visible {}

    /**
     * A full fence: waits until the store buffer is empty.
     *
     * @param what the name that a reader knows it by: {@code fence}, or an instruction that
     *     serializes and does something else besides, such as {@code invlpg} or {@code iret}
     */
    record Fence(String what) implements Visible {}

    /** Loads again and again until the test holds; one step each time. */
    record Await(Register into, Address from, Test test, MemoryOrder order) implements Visible {}

    /** Picks any value from 0 to {@code bound - 1}. */
    record Choose(Register into, int bound) implements Visible {
        /** The most values that a step can choose from: its label has 20 bits for the choice. */
        private static final int MAX_BOUND = 1 << 20;

        public Choose {
            if (bound < 1 || bound > MAX_BOUND) {
                throw new IllegalArgumentException("choose from 1 to 2^20 values, got " + bound);
            }
        }
    }

    /** Sends an inter-processor interrupt to the core of the hardware with that number. */
    record SendIpi(Value target, InterruptVector vector) implements Visible {}

    /**
     * Waits until an inter-processor interrupt with one of the vectors is pending on this core, and
     * takes it. Where several are, any of them may be the one.
     *
     * @param taken receives the position in {@code vectors} of the one that was taken
     * @param vectors at least one, each once
     */
    record AwaitIpi(Register taken, List<InterruptVector> vectors) implements Visible {
        public AwaitIpi {
            vectors = List.copyOf(vectors);
            if (vectors.isEmpty() || Set.copyOf(vectors).size() < vectors.size()) {
                throw new IllegalArgumentException(
                        "an interrupt is awaited under one vector or several different ones, got "
                                + vectors);
            }
        }
    }

    /** A step without any effect, so that other cores can come between. */
    record Pause(String what) implements Visible {}

    /** The program has ended. */
    record End() implements Visible {}

    record Assign(Register into, Value value) implements RegisterOnly {}

    /** Goes to instruction {@code target} if the condition is true. */
    record Branch(Condition condition, int target) implements RegisterOnly {}

    record Jump(int target) implements RegisterOnly {}

    record GhostLoad(Register into, Address from) implements RegisterOnly {}

    record GhostStore(Address to, Value value) implements RegisterOnly {}
}
