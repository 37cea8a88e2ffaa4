package dev.fracas.checkers.assertions;

import dev.fracas.counterexamples.Execution;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.Watch;
import dev.fracas.generators.schedule.Schedule;
import dev.fracas.model.Step;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.spec.Property;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the one run that a schedule makes of a model. */
public final class ScheduledModelAssert extends AbstractAssert<ScheduledModelAssert, Model> {
    private final Schedule schedule;

    ScheduledModelAssert(Model model, Schedule schedule) {
        super(model, ScheduledModelAssert.class);
        this.schedule = schedule;
    }

    /**
     * The run never violates the property; what other runs do is not looked at.
     *
     * @throws IllegalArgumentException for a <em>leads to</em> or <em>sometimes</em>, which no
     *     single finite run violates, and for a property that the model is not judged by
     */
    public ScheduledModelAssert keeps(Property<?> property) {
        if (property instanceof Property.LeadsTo<?> || property instanceof Property.Sometimes<?>) {
            throw new IllegalArgumentException(
                    "%s is a '%s' property, which no single run violates"
                            .formatted(property.id(), property.kind()));
        }
        Questions.ask(actual.mechanism(), actual.machine(), List.of(property));
        Machine machine = actual.mechanism().machine(actual.machine());
        List<Step> steps = schedule.run(machine).steps();
        OptionalInt shown = firstShown(machine, steps, property);
        if (shown.isPresent()) {
            Trace trace =
                    Trace.run(
                            actual.machine(),
                            property.id(),
                            steps.subList(0, shown.getAsInt()),
                            schedule.toString());
            throw failure("%s", Counterexample.text(Replay.of(trace, machine, property)));
        }
        return this;
    }

    private static OptionalInt firstShown(Machine machine, List<Step> steps, Property<?> property) {
        Watch watch = Watch.of(machine, property).orElseThrow();
        long[] state = Execution.initialState(machine);
        if (watch.shownInitially(state)) {
            return OptionalInt.of(0);
        }
        for (int i = 0; i < steps.size(); i++) {
            Effect effect = machine.execute(state, steps.get(i)).orElseThrow();
            if (watch.shownBy(state, effect)) {
                return OptionalInt.of(i + 1);
            }
            state = effect.after();
        }
        return OptionalInt.empty();
    }
}
