package dev.fracas.counterexamples;

import dev.fracas.spec.Property;
import java.util.Optional;

/** Whether an execution, which went to the trace's end, shows what the trace says. */
final class Judgement {
    private Judgement() {}

    static Outcome of(Execution execution, Property<?> property) {
        if (property instanceof Property.LeadsTo<?> leadsTo) {
            return FairCycle.judge(execution, leadsTo);
        }
        if (execution.trace().isLasso()) {
            return new Outcome.NotViolated(
                    "'%s' is judged on a finite run, and the trace is a lasso"
                            .formatted(property.id()));
        }
        Watch watch = Watch.of(execution.system(), property).orElseThrow();
        Optional<Integer> first = firstShown(execution, watch);
        int length = execution.length();
        if (first.isEmpty()) {
            return new Outcome.NotViolated(
                    property instanceof Property.Sometimes<?>
                            ? "no state or step of the trace shows it"
                            : "the property still holds after the last step, which is " + length);
        }
        if (first.get() < length) {
            return new Outcome.NotViolated(
                    "it is shown after step %d already: the later steps do not belong to the trace"
                            .formatted(first.get()));
        }
        return new Outcome.Confirmed(Account.of(execution, property));
    }

    private static Optional<Integer> firstShown(Execution execution, Watch watch) {
        if (watch.shownInitially(execution.state(0))) {
            return Optional.of(0);
        }
        for (int step = 1; step <= execution.length(); step++) {
            if (watch.shownBy(execution.state(step - 1), execution.transition(step))) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }
}
