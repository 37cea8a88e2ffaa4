package dev.fracas.checkers.hunt;

import dev.fracas.checkers.explore.PropertyProbe;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Judges the states and steps of one run after another, and the steps in place that a run could
 * have taken, and remembers where each always or never property was first violated. What shows a
 * sometimes property is remembered from run to run. Belongs to one thread.
 */
final class RunJudge {
    /** Not violated in this run. */
    static final int NOWHERE = -1;

    private record Judge(int property, PropertyProbe probe, boolean isSometimes) {}

    private final Judge[] states;
    private final Judge[] steps;
    private final Judge[] progress;

    /** For each property, how many steps the run had to where it was first violated. */
    private final int[] violatedAfter;

    /** The step in place that comes on top, or -1. */
    private final int[] lastStep;

    private final boolean[] shown;

    RunJudge(TransitionSystem system, List<Property<?>> properties) {
        violatedAfter = new int[properties.size()];
        lastStep = new int[properties.size()];
        shown = new boolean[properties.size()];
        List<Judge> ofStates = new ArrayList<>();
        List<Judge> ofSteps = new ArrayList<>();
        List<Judge> ofProgress = new ArrayList<>();
        for (int i = 0; i < properties.size(); i++) {
            Property<?> property = properties.get(i);
            if (property instanceof Property.LeadsTo<?>) {
                continue;
            }
            PropertyProbe probe = PropertyProbe.of(system, property);
            Judge judge = new Judge(i, probe, property instanceof Property.Sometimes<?>);
            switch (probe.subject()) {
                case STATE -> ofStates.add(judge);
                case STEP -> ofSteps.add(judge);
                case PROGRESS -> ofProgress.add(judge);
            }
        }
        states = ofStates.toArray(Judge[]::new);
        steps = ofSteps.toArray(Judge[]::new);
        progress = ofProgress.toArray(Judge[]::new);
    }

    void begin() {
        Arrays.fill(violatedAfter, NOWHERE);
        Arrays.fill(lastStep, -1);
    }

    /** Judges the state after that many steps. */
    void state(long[] s, int after) {
        for (Judge judge : states) {
            if (isOpen(judge) && judge.probe.state(s, 0)) {
                decide(judge, after, -1);
            }
        }
    }

    /** Judges the step that is number {@code number} of the run, from 1. */
    void step(long[] before, Successors out, int successor, int number) {
        for (Judge judge : steps) {
            if (isOpen(judge) && shows(judge, before, out, successor)) {
                decide(judge, number, -1);
            }
        }
    }

    /** Judges the steps in place that are possible after that many steps. */
    void idling(long[] before, Moves moves, int after) {
        if (steps.length == 0) {
            return;
        }
        Successors out = moves.successors();
        for (int i = 0; i < out.count(); i++) {
            if (moves.isIdling(i)) {
                for (Judge judge : steps) {
                    if (isOpen(judge) && shows(judge, before, out, i)) {
                        decide(judge, after, out.step(i));
                    }
                }
            }
        }
    }

    /** Judges the end of a run: a state that no step leaves. */
    void stuck(boolean finished, int after) {
        for (Judge judge : progress) {
            if (isOpen(judge) && judge.probe.stuck(finished)) {
                decide(judge, after, -1);
            }
        }
    }

    private static boolean shows(Judge judge, long[] before, Successors out, int i) {
        return judge.probe.step(before, 0, out.step(i), out.written(i), out.states(), out.at(i));
    }

    private boolean isOpen(Judge judge) {
        return judge.isSometimes ? !shown[judge.property] : violatedAfter[judge.property] < 0;
    }

    private void decide(Judge judge, int after, int inPlace) {
        if (judge.isSometimes) {
            shown[judge.property] = true;
        } else {
            violatedAfter[judge.property] = after;
            lastStep[judge.property] = inPlace;
        }
    }

    /** After how many steps of this run the property was first violated, or {@link #NOWHERE}. */
    int violatedAfter(int property) {
        return violatedAfter[property];
    }

    /** The code of the step in place that violated it there, or -1. */
    int lastStep(int property) {
        return lastStep[property];
    }

    /** Whether some run has shown the property, which is a sometimes one. */
    boolean isShown(int property) {
        return shown[property];
    }
}
