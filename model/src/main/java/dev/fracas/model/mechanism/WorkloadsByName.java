package dev.fracas.model.mechanism;

import java.util.List;

/**
 * Mechanisms of a family that stand in no list, since a word says all of each: {@code
 * 1page_x86-w0=1_arm-r0@paper}.
 */
public interface WorkloadsByName {
    /** What such a word looks like. */
    String example();

    /** Whether a word is meant for one of them, well formed or not. */
    boolean isMeant(String word);

    /**
     * The workload of that name in every reading that has a machine for it; of that id, in the one
     * reading.
     *
     * @throws IllegalArgumentException when there is none; the message says in one line what was
     *     expected
     */
    List<Mechanism> of(String word);
}
