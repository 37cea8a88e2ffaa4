package dev.fracas.checkers.explore;

import dev.fracas.model.Step;
import java.util.List;

/** The steps of a run from an initial state, none shorter of its kind. */
public record ShortestRun(List<Step> steps) {
    public ShortestRun {
        steps = List.copyOf(steps);
    }

    /** How often the core that steps changes. */
    public int contextSwitches() {
        int switches = 0;
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).core() != steps.get(i - 1).core()) {
                switches++;
            }
        }
        return switches;
    }
}
