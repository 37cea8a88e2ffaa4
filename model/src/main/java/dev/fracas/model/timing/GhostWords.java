package dev.fracas.model.timing;

import dev.fracas.model.program.Address;
import dev.fracas.model.program.WordArray;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The ghost words of a machine, as one run leaves them. */
final class GhostWords {
    private final Map<WordArray, long[]> words = new HashMap<>();

    long read(Address address, int element) {
        return (wordsOf(address)[element] >>> address.shift()) & WordArray.mask(address.bits());
    }

    void write(Address address, int element, long value) {
        long[] array = wordsOf(address);
        long mask = WordArray.mask(address.bits());
        array[element] =
                (array[element] & ~(mask << address.shift())) | ((value & mask) << address.shift());
    }

    private long[] wordsOf(Address address) {
        return words.computeIfAbsent(
                address.array(),
                array -> {
                    long[] fresh = new long[array.length()];
                    Arrays.setAll(fresh, array::initial);
                    return fresh;
                });
    }
}
