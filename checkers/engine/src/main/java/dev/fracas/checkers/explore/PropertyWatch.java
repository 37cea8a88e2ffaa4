package dev.fracas.checkers.explore;

import dev.fracas.model.TransitionSystem;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Judges states and steps for one worker, and remembers at which depth each property was first
 * decided: an always or never property violated, a sometimes property seen.
 */
final class PropertyWatch {
    /** Not decided so far. */
    static final int NEVER = Integer.MAX_VALUE;

    private record Judge(int property, PropertyProbe probe) {}

    private final Judge[] states;
    private final Judge[] steps;
    private final Judge[] progress;

    /** For each property, the depth of the first state or step that decided it. */
    private final int[] decidedAt;

    private int depth;

    PropertyWatch(TransitionSystem system, List<Property<?>> properties) {
        decidedAt = new int[properties.size()];
        Arrays.fill(decidedAt, NEVER);
        List<Judge> ofStates = new ArrayList<>();
        List<Judge> ofSteps = new ArrayList<>();
        List<Judge> ofProgress = new ArrayList<>();
        for (int i = 0; i < properties.size(); i++) {
            PropertyProbe probe = PropertyProbe.of(system, properties.get(i));
            switch (probe.subject()) {
                case STATE -> ofStates.add(new Judge(i, probe));
                case STEP -> ofSteps.add(new Judge(i, probe));
                case PROGRESS -> ofProgress.add(new Judge(i, probe));
            }
        }
        states = ofStates.toArray(Judge[]::new);
        steps = ofSteps.toArray(Judge[]::new);
        progress = ofProgress.toArray(Judge[]::new);
    }

    /** The depth of the states that are about to be expanded. */
    void depth(int level) {
        depth = level;
    }

    boolean hasStepProperties() {
        return steps.length > 0;
    }

    /** Judges a state found while the current level is expanded: it lies one deeper. */
    void state(long[] s, int at) {
        for (Judge judge : states) {
            if (decidedAt[judge.property] > depth + 1 && judge.probe.state(s, at)) {
                decidedAt[judge.property] = depth + 1;
            }
        }
    }

    /** Judges a step from a state of the current level. */
    void step(long[] b, int before, int code, int written, long[] a, int after) {
        for (Judge judge : steps) {
            if (decidedAt[judge.property] > depth
                    && judge.probe.step(b, before, code, written, a, after)) {
                decidedAt[judge.property] = depth;
            }
        }
    }

    /** Judges a state of the current level from which no step leads away. */
    void stuck(boolean finished) {
        for (Judge judge : progress) {
            if (decidedAt[judge.property] > depth && judge.probe.stuck(finished)) {
                decidedAt[judge.property] = depth;
            }
        }
    }

    int decidedAt(int property) {
        return decidedAt[property];
    }
}
