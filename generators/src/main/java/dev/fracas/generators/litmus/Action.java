package dev.fracas.generators.litmus;

import java.util.stream.IntStream;

/** One instruction of a litmus program. Words are numbered from 0; constants are not negative. */
public sealed interface Action {
    /** A full fence: {@code mfence}. */
    record Fence() implements Action {
        @Override
        public String toString() {
            return "mfence";
        }
    }

    /** An instruction that accesses memory. */
    sealed interface Access extends Action {
        /** The number of the word that it accesses. */
        int word();

        /** The constants that it stores, adds or compares with. */
        IntStream constants();

        /** The same with the word of another number. */
        Access at(int word);
    }

    /** An access that returns what the word held: the next register of its thread. */
    sealed interface Observation extends Access {}

    /** A locked read-modify-write; a full fence too, whether it changes the word or not. */
    sealed interface Locked extends Observation {}

    /** {@code mov} from memory. */
    record Load(int word) implements Observation {
        public Load {
            requireWord(word);
        }

        @Override
        public IntStream constants() {
            return IntStream.empty();
        }

        @Override
        public Load at(int other) {
            return new Load(other);
        }

        @Override
        public String toString() {
            return "load " + name(word);
        }
    }

    /** {@code mov} to memory. */
    record Store(int word, int value) implements Access {
        public Store {
            requireWord(word);
            requireConstant(value);
        }

        @Override
        public IntStream constants() {
            return IntStream.of(value);
        }

        @Override
        public Store at(int other) {
            return new Store(other, value);
        }

        @Override
        public String toString() {
            return "store %s = %d".formatted(name(word), value);
        }
    }

    /** {@code xchg}. */
    record Swap(int word, int value) implements Locked {
        public Swap {
            requireWord(word);
            requireConstant(value);
        }

        @Override
        public IntStream constants() {
            return IntStream.of(value);
        }

        @Override
        public Swap at(int other) {
            return new Swap(other, value);
        }

        @Override
        public String toString() {
            return "swap %s = %d".formatted(name(word), value);
        }
    }

    /** {@code lock xadd}. */
    record FetchAndAdd(int word, int addend) implements Locked {
        public FetchAndAdd {
            requireWord(word);
            requireConstant(addend);
        }

        @Override
        public IntStream constants() {
            return IntStream.of(addend);
        }

        @Override
        public FetchAndAdd at(int other) {
            return new FetchAndAdd(other, addend);
        }

        @Override
        public String toString() {
            return "add %s += %d".formatted(name(word), addend);
        }
    }

    /** {@code lock cmpxchg}. */
    record CompareAndSwap(int word, int expected, int desired) implements Locked {
        public CompareAndSwap {
            requireWord(word);
            requireConstant(expected);
            requireConstant(desired);
        }

        @Override
        public IntStream constants() {
            return IntStream.of(expected, desired);
        }

        @Override
        public CompareAndSwap at(int other) {
            return new CompareAndSwap(other, expected, desired);
        }

        @Override
        public String toString() {
            return "cas %s: %d -> %d".formatted(name(word), expected, desired);
        }
    }

    static Fence fence() {
        return new Fence();
    }

    static Load load(int word) {
        return new Load(word);
    }

    static Store store(int word, int value) {
        return new Store(word, value);
    }

    static Swap swap(int word, int value) {
        return new Swap(word, value);
    }

    static FetchAndAdd fetchAndAdd(int word, int addend) {
        return new FetchAndAdd(word, addend);
    }

    static CompareAndSwap compareAndSwap(int word, int expected, int desired) {
        return new CompareAndSwap(word, expected, desired);
    }

    /** {@code x}, {@code y}, {@code z}, {@code w}: the name of a word. */
    static String name(int word) {
        return String.valueOf("xyzw".charAt(word));
    }

    private static void requireWord(int word) {
        if (word < 0 || word >= LitmusProgram.MAX_WORDS) {
            throw new IllegalArgumentException(
                    "words are 0 to %d, got %d".formatted(LitmusProgram.MAX_WORDS - 1, word));
        }
    }

    private static void requireConstant(int constant) {
        if (constant < 0 || constant > LitmusProgram.MAX_CONSTANT) {
            throw new IllegalArgumentException(
                    "constants are 0 to %d, got %d"
                            .formatted(LitmusProgram.MAX_CONSTANT, constant));
        }
    }
}
