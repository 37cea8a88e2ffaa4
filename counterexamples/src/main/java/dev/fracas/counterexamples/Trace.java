package dev.fracas.counterexamples;

import dev.fracas.model.Step;
import dev.fracas.model.mechanism.MachineDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A run of a machine that shows something: that a property is violated, or that what must be
 * reachable is reached. States, costs and pictures are recomputed by {@link Replay}.
 *
 * @param machine what it takes to build the machine again
 * @param property id of the property that the trace is about
 * @param steps the steps, the first to be executed first
 * @param loop of a lasso, the number of steps of its stem; the other steps are the cycle, which
 *     leads back to the state after the stem. Without steps of its own the cycle is a standstill
 *     for ever. Absent where the trace is a finite run
 * @param note how the trace was found, in one line; may be empty
 */
public record Trace(
        MachineDescription machine,
        String property,
        List<Step> steps,
        OptionalInt loop,
        String note) {

    public Trace {
        steps = List.copyOf(steps);
        if (loop.isPresent() && (loop.getAsInt() < 0 || loop.getAsInt() > steps.size())) {
            throw new IllegalArgumentException(
                    "a loop starts after 0 to %d steps, got %d"
                            .formatted(steps.size(), loop.getAsInt()));
        }
    }

    /** A finite run. */
    public static Trace run(
            MachineDescription machine, String property, List<Step> steps, String note) {
        return new Trace(machine, property, steps, OptionalInt.empty(), note);
    }

    /** A stem, and a cycle that can go on for ever. */
    public static Trace lasso(
            MachineDescription machine,
            String property,
            List<Step> stem,
            List<Step> cycle,
            String note) {
        List<Step> all = new ArrayList<>(stem);
        all.addAll(cycle);
        return new Trace(machine, property, all, OptionalInt.of(stem.size()), note);
    }

    public boolean isLasso() {
        return loop.isPresent();
    }

    /** The number of steps before the cycle; all of them in a finite run. */
    public int stemLength() {
        return loop.orElse(steps.size());
    }

    public List<Step> stem() {
        return steps.subList(0, stemLength());
    }

    public List<Step> cycle() {
        return steps.subList(stemLength(), steps.size());
    }

    /** How often the next step is another core's, or another core's hardware, than the last. */
    public int contextSwitches() {
        int switches = 0;
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).core() != steps.get(i - 1).core()) {
                switches++;
            }
        }
        return switches;
    }

    public Trace withNote(String other) {
        return new Trace(machine, property, steps, loop, other);
    }
}
