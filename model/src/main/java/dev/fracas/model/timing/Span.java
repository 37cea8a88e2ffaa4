package dev.fracas.model.timing;

import dev.fracas.model.Step;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Note;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A stretch of a run that is costed by itself, from one note to another of the same core: from when
 * the core was ready for the first instruction with the one to the end of the first with the other.
 * {@code Span.named("acquire to release").from(WAITS).to(RELEASE_BEGINS)}.
 *
 * @param name as reports print it
 * @param from on the instruction with which it begins
 * @param to on the instruction with which it ends, once that is over
 */
public record Span(String name, Note from, Note to) {
    /** A span without its ends. */
    public record Named(String name) {
        public Beginning from(Note from) {
            return new Beginning(name, from);
        }
    }

    /** A span without its end. */
    public record Beginning(String name, Note from) {
        public Span to(Note to) {
            return new Span(name, from, to);
        }
    }

    /**
     * A span as it came about.
     *
     * @param core the core
     * @param round 1 for the core's first time
     * @param cycles the time, waiting included
     * @param sent what the core sent meanwhile
     */
    public record Interval(int core, int round, long cycles, Sent sent) {}

    public static Named named(String name) {
        return new Named(name);
    }

    /** Every time that the run came from one end to the other, in the order in which they ended. */
    public List<Interval> in(Estimate estimate, Machine machine) {
        List<Interval> found = new ArrayList<>();
        int[] rounds = new int[machine.cores()];
        long[] since = new long[machine.cores()];
        Arrays.fill(since, -1);
        Sent[] sent = new Sent[machine.cores()];
        for (StepCost cost : estimate.steps()) {
            if (cost.instruction() < 0) {
                continue;
            }
            int core = cost.step().core();
            Set<Note> notes = machine.program(core).sites().get(cost.instruction()).notes();
            if (notes.contains(from) && since[core] < 0) {
                since[core] = cost.ready();
                sent[core] = Sent.NOTHING;
            }
            if (since[core] >= 0) {
                sent[core] = sent[core].plus(Sent.by(machine, cost));
            }
            boolean isOver = notes.contains(to) && cost.step().kind() != Step.Kind.SPIN;
            if (isOver && since[core] >= 0) {
                rounds[core]++;
                found.add(
                        new Interval(core, rounds[core], cost.finish() - since[core], sent[core]));
                since[core] = -1;
            }
        }
        return List.copyOf(found);
    }
}
