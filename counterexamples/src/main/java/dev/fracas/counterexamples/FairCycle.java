package dev.fracas.counterexamples;

import dev.fracas.model.Step;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.spec.Property.LeadsTo;
import dev.fracas.spec.View;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Judges a lasso: a cycle that closes, that is weakly fair, and on which the trigger stays true of
 * some core while the goal never becomes true of it. Weakly fair: every actor takes a step other
 * than a spin in the cycle, or is unable to in some state of it.
 */
final class FairCycle {
    private final Execution execution;
    private final TransitionSystem system;
    private final int from;
    private final int to;

    private FairCycle(Execution execution) {
        this.execution = execution;
        this.system = execution.system();
        this.from = execution.trace().stemLength();
        this.to = execution.length();
    }

    static <V extends View> Outcome judge(Execution execution, LeadsTo<V> property) {
        if (!execution.trace().isLasso()) {
            return new Outcome.NotViolated(
                    "'%s' is judged on a lasso, and the trace has no loop"
                            .formatted(property.id()));
        }
        FairCycle cycle = new FairCycle(execution);
        if (!Arrays.equals(execution.state(cycle.from), execution.state(cycle.to))) {
            return new Outcome.NotViolated(cycle.whyOpen());
        }
        BitSet starved = cycle.starved(property);
        if (starved.isEmpty()) {
            return new Outcome.NotViolated(
                    "no core waits through the whole cycle, which is steps %d to %d"
                            .formatted(cycle.from + 1, cycle.to));
        }
        for (int actor = 0; actor < cycle.system.actors(); actor++) {
            if (!cycle.isFairTo(actor)) {
                return new Outcome.NotViolated(
                        "the cycle is not fair: %s can step in every state of it and never does"
                                .formatted(cycle.system.actorName(actor)));
            }
        }
        return new Outcome.Confirmed(
                CoresInWords.of(cycle.system, starved)
                        + (starved.cardinality() == 1 ? " waits" : " wait")
                        + " for ever");
    }

    private String whyOpen() {
        String where =
                Snapshot.of(system, execution.state(from))
                        .differenceFrom(Snapshot.of(system, execution.state(to)))
                        .map(d ->
                                "%s is %s before it and %s after it"
                                        .formatted(d.variable(), d.recorded(), d.found()))
                        .orElse("the value kept by a monitor differs");
        return "the cycle of steps %d to %d does not close: %s".formatted(from + 1, to, where);
    }

    /** The cores whose trigger was true somewhere, and whose goal the whole cycle lacks. */
    private <V extends View> BitSet starved(LeadsTo<V> property) {
        StateObserver<V> observer = system.observeStates(property.view());
        BitSet owed = new BitSet();
        for (int i = 0; i <= to; i++) {
            V view = observer.at(execution.state(i), 0);
            for (int core = 0; core < system.movers(); core++) {
                if (property.goal().test(view, core)) {
                    owed.clear(core);
                } else if (property.trigger().test(view, core)) {
                    owed.set(core);
                }
            }
        }
        return goalMissing(property, owed);
    }

    /** Those of the cores whose goal no state of the cycle shows. */
    private <V extends View> BitSet goalMissing(LeadsTo<V> property, BitSet cores) {
        StateObserver<V> observer = system.observeStates(property.view());
        BitSet missing = (BitSet) cores.clone();
        for (int i = from; i <= to; i++) {
            V view = observer.at(execution.state(i), 0);
            cores.stream().filter(core -> property.goal().test(view, core)).forEach(missing::clear);
        }
        return missing;
    }

    private boolean isFairTo(int actor) {
        for (int step = from + 1; step <= to; step++) {
            if (isWorkOf(actor, execution.transition(step).step())) {
                return true;
            }
        }
        for (int i = from; i <= to; i++) {
            if (ImpossibleStep.possible(system, execution.state(i)).stream()
                    .noneMatch(step -> isWorkOf(actor, step))) {
                return true;
            }
        }
        return false;
    }

    private boolean isWorkOf(int actor, Step step) {
        return step.kind() != Step.Kind.SPIN && system.actorOf(step.code()) == actor;
    }
}
