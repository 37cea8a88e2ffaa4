package dev.fracas.checkers.peers;

import java.util.List;

/** What, beside the number of cores, makes a peer model finite. */
public sealed interface Bound {
    /** The definitions that the model's preprocessor needs for this bound. */
    List<String> defines();

    /** How a row's name ends, such as {@code -k2}; empty where there is nothing to say. */
    String suffix();

    /** The model is cyclic and finite of itself. */
    record Cyclic() implements Bound {
        @Override
        public List<String> defines() {
            return List.of();
        }

        @Override
        public String suffix() {
            return "";
        }
    }

    /** Every core passes through its critical section so many times, at least once. */
    record Rounds(int count) implements Bound {
        @Override
        public List<String> defines() {
            return List.of("-DK=" + count);
        }

        @Override
        public String suffix() {
            return "-k" + count;
        }
    }

    /** A memory line holds one of so many values: 2 or 3. */
    record Values(int count) implements Bound {
        @Override
        public List<String> defines() {
            return List.of("-DV=" + count);
        }

        @Override
        public String suffix() {
            return "-v" + count;
        }
    }
}
