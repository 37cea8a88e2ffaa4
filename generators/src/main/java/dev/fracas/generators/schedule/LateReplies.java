package dev.fracas.generators.schedule;

import dev.fracas.model.Step;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Program.Role;
import java.util.Arrays;
import java.util.List;

/** Holds up the threads that serve messages, each time that they could go on. */
final class LateReplies {
    private static final int NOT_HELD = -1;

    private final Machine machine;
    private final int lateness;

    /** For each core, the number of the step from which on its thread is held up. */
    private final int[] heldSince;

    LateReplies(Machine machine, int lateness) {
        this.machine = machine;
        this.lateness = lateness;
        heldSince = new int[machine.cores()];
        Arrays.fill(heldSince, NOT_HELD);
    }

    /** The steps without those that are held up; all of them when there are no others. */
    List<Step> without(List<Step> possible, int now) {
        if (lateness == 0) {
            return possible;
        }
        for (int core = 0; core < heldSince.length; core++) {
            int serving = core;
            if (possible.stream().noneMatch(step -> serves(step) && step.core() == serving)) {
                heldSince[core] = NOT_HELD;
            } else if (heldSince[core] == NOT_HELD) {
                heldSince[core] = now;
            }
        }
        List<Step> left =
                possible.stream()
                        .filter(step -> !serves(step) || now - heldSince[step.core()] >= lateness)
                        .toList();
        return left.isEmpty() ? possible : left;
    }

    private boolean serves(Step step) {
        return step.kind() == Step.Kind.INSTRUCTION
                && machine.program(step.core()).role() instanceof Role.Daemon;
    }
}
