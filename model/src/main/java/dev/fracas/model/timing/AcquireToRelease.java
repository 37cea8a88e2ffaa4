package dev.fracas.model.timing;

import dev.fracas.model.Step;
import dev.fracas.model.machine.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How long one core had to do with a lock once: from when it was ready for the first instruction of
 * acquire to the end of the first instruction of release.
 *
 * @param core the core
 * @param round 1 for the core's first time
 * @param cycles the time, waiting included
 */
public record AcquireToRelease(int core, int round, long cycles) {
    /** Tag of the instructions of acquire. */
    public static final String WAITING = "waiting";

    /** Tag of the first instruction of release. */
    public static final String RELEASE_BEGINS = "release-begins";

    /** Every acquire of the run that came to its release, in the order of the releases. */
    public static List<AcquireToRelease> in(Estimate estimate, Machine machine) {
        List<AcquireToRelease> found = new ArrayList<>();
        int[] rounds = new int[machine.cores()];
        long[] since = new long[machine.cores()];
        Arrays.fill(since, -1);
        for (StepCost cost : estimate.steps()) {
            if (cost.instruction() < 0) {
                continue;
            }
            int core = cost.step().core();
            Set<String> tags = machine.program(core).sites().get(cost.instruction()).tags();
            if (tags.contains(WAITING) && since[core] < 0) {
                since[core] = cost.ready();
            }
            boolean released =
                    tags.contains(RELEASE_BEGINS) && cost.step().kind() != Step.Kind.SPIN;
            if (released && since[core] >= 0) {
                rounds[core]++;
                found.add(new AcquireToRelease(core, rounds[core], cost.finish() - since[core]));
                since[core] = -1;
            }
        }
        return List.copyOf(found);
    }
}
