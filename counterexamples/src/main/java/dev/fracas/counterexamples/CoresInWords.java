package dev.fracas.counterexamples;

import dev.fracas.model.TransitionSystem;
import java.util.BitSet;
import java.util.List;

/** Sets of cores in words: {@code x86:0 and arm:1}. */
final class CoresInWords {
    private CoresInWords() {}

    static String of(TransitionSystem system, BitSet cores) {
        List<String> names = cores.stream().mapToObj(system.traceWords()::mover).toList();
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /** The cores of a bit mask, bit {@code c} for core {@code c}. */
    static BitSet set(int mask) {
        return BitSet.valueOf(new long[] {Integer.toUnsignedLong(mask)});
    }
}
