package dev.fracas.counterexamples.rendering;

import dev.fracas.counterexamples.Execution;
import dev.fracas.model.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Steps that are shown as one: a single step, or a run of spins. A spin leaves the state as it is,
 * so that spins of several cores in a row can be shown side by side, each core's counted.
 *
 * @param first number of the first step
 * @param last number of the last step, at least {@code first}
 */
record Stretch(int first, int last) {
    /** The steps of a core in a stretch: the first of them and how many there are. */
    record Part(int core, int step, int times) {}

    /** Cuts an execution into stretches, none across the place where a cycle begins. */
    static List<Stretch> of(Execution execution) {
        int cut = execution.trace().stemLength();
        List<Stretch> stretches = new ArrayList<>();
        int first = 1;
        while (first <= execution.length()) {
            int last = first;
            while (isSpin(execution, first)
                    && last < execution.length()
                    && last != cut
                    && isSpin(execution, last + 1)) {
                last++;
            }
            stretches.add(new Stretch(first, last));
            first = last + 1;
        }
        return stretches;
    }

    /** What each core that moved in the stretch did, by core number. */
    List<Part> parts(Execution execution) {
        List<Part> parts = new ArrayList<>();
        for (int step = first; step <= last; step++) {
            int core = execution.transition(step).step().core();
            if (parts.stream().noneMatch(part -> part.core == core)) {
                int times =
                        (int)
                                IntStream.rangeClosed(first, last)
                                        .filter(s -> execution.transition(s).step().core() == core)
                                        .count();
                parts.add(new Part(core, step, times));
            }
        }
        parts.sort(Comparator.comparingInt(Part::core));
        return parts;
    }

    /** The phrase for a part of this stretch. */
    String phrase(Execution execution, Phrases phrases, Part part) {
        return isSpin(execution, part.step)
                ? phrases.spins(part.step, part.times)
                : phrases.of(part.step);
    }

    /** {@code 4}, or {@code 4-9}. */
    String number() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }

    private static boolean isSpin(Execution execution, int step) {
        return execution.transition(step).step().kind() == Step.Kind.SPIN;
    }
}
