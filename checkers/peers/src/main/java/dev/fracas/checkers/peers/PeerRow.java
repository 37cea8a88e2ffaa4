package dev.fracas.checkers.peers;

import dev.fracas.model.machine.memory.Memory;
import java.util.List;
import java.util.stream.Stream;

/**
 * One model at one size: what both tools explore to the end.
 *
 * @param model the model's name, such as {@code mcs}; its rules stand in {@code STATES.md}
 * @param cores the number of processes, N in {@code STATES.md}
 * @param bound rounds (K) or values (V), where the model has such a bound
 * @param memory sequential consistency, or TSO with store buffers of two entries as in {@code
 *     tso.h}
 * @param panDepth how many steps deep SPIN's depth-first search may go (its {@code -m}), at least
 *     the longest path it takes; each costs SPIN 48 bytes
 */
public record PeerRow(String model, int cores, Bound bound, Memory memory, long panDepth) {
    /** The row's name, such as {@code mcs-tso-n3-k2}. */
    public String name() {
        return model + "-" + memory.id() + "-n" + cores + bound.suffix();
    }

    /** The Promela file of this row's model. */
    public String promela() {
        return memory.equals(Memory.sequentialConsistency())
                ? model + ".pml"
                : model + "_" + memory.id() + ".pml";
    }

    /** The definitions that turn the file into this row; SPIN itself must see them. */
    public List<String> defines() {
        return Stream.concat(Stream.of("-DN=" + cores), bound.defines().stream()).toList();
    }
}
