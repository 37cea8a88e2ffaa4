package dev.fracas.counterexamples;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Why a system cannot take a step. */
final class ImpossibleStep {
    private static final int MOST_LISTED = 8;

    private ImpossibleStep() {}

    /** One clause on what stands in the way, and one on what could be done instead. */
    static String why(TransitionSystem system, long[] state, Step wanted) {
        List<Step> possible = possible(system, state);
        return system.traceWords().whyNot(state, wanted, possible)
                + "; possible instead: "
                + alternatives(system, state, possible);
    }

    static List<Step> possible(TransitionSystem system, long[] state) {
        Successors out = new Successors(system.layout().words());
        system.newGenerator().successors(state, 0, out);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < out.count(); i++) {
            steps.add(Step.of(out.step(i)));
        }
        return steps;
    }

    private static String alternatives(TransitionSystem system, long[] state, List<Step> possible) {
        if (possible.isEmpty()) {
            return "nothing";
        }
        String listed =
                possible.stream()
                        .limit(MOST_LISTED)
                        .map(step -> ActionText.of(system, state, step))
                        .collect(Collectors.joining(" | "));
        int more = possible.size() - MOST_LISTED;
        return more > 0 ? listed + " | " + more + " more" : listed;
    }
}
