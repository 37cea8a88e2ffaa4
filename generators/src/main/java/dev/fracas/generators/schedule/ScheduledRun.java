package dev.fracas.generators.schedule;

import dev.fracas.model.Step;
import java.util.List;

/**
 * What a machine did under a schedule.
 *
 * @param steps from the initial state on
 * @param ending why there are no more
 */
public record ScheduledRun(List<Step> steps, Ending ending) {
    /** How a run ended. */
    public enum Ending {
        /** Every thread has ended, every daemon waits, and nothing is left on its way. */
        FINISHED,
        /** Nothing is possible but to spin, and not every thread has ended. */
        STUCK,
        /** The largest number of steps was reached. */
        CUT
    }

    public ScheduledRun {
        steps = List.copyOf(steps);
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
}
