package dev.fracas.generators.schedule;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem.Generator;
import dev.fracas.model.machine.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A machine on its way through a run, and the steps that it can take next. */
final class PossibleSteps {
    private final Machine machine;
    private final Generator generator;
    private final Successors successors;
    private final int words;
    private final LateReplies lateReplies;
    private final List<Step> taken = new ArrayList<>();
    private long[] state;
    private int lastCore;

    PossibleSteps(Machine machine, int lateness) {
        this.machine = machine;
        this.lateReplies = new LateReplies(machine, lateness);
        this.generator = machine.newGenerator();
        this.words = machine.layout().words();
        this.successors = new Successors(words);
        machine.initialStates(successors);
        this.state = Arrays.copyOf(successors.states(), words);
    }

    /** Every step that is possible, does not only spin, and is not held up. */
    List<Step> inOrder() {
        successors.clear();
        generator.successors(state, 0, successors);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < successors.count(); i++) {
            if (!Step.isSpin(successors.step(i))) {
                steps.add(Step.of(successors.step(i)));
            }
        }
        steps.sort(
                Comparator.comparingInt(this::distance)
                        .thenComparing(step -> step.kind() == Step.Kind.INSTRUCTION)
                        .thenComparing(Step::kind)
                        .thenComparingInt(Step::choice));
        return lateReplies.without(steps, taken.size());
    }

    private int distance(Step step) {
        return Math.floorMod(step.core() - lastCore, machine.cores());
    }

    /** Takes one of the steps that were possible. */
    void take(Step step) {
        for (int i = 0; i < successors.count(); i++) {
            if (successors.step(i) == step.code()) {
                int at = successors.at(i);
                state = Arrays.copyOfRange(successors.states(), at, at + words);
                taken.add(step);
                lastCore = step.core();
                return;
            }
        }
        throw new IllegalArgumentException(step + " is not possible here");
    }

    ScheduledRun run() {
        return new ScheduledRun(
                taken,
                generator.finished(state, 0)
                        ? ScheduledRun.Ending.FINISHED
                        : inOrder().isEmpty()
                                ? ScheduledRun.Ending.STUCK
                                : ScheduledRun.Ending.CUT);
    }
}
