package dev.fracas.checkers.assertions;

import dev.fracas.checkers.hunt.Finding;
import dev.fracas.checkers.hunt.HuntBounds;
import dev.fracas.checkers.hunt.Hunter;
import dev.fracas.checkers.hunt.Strategy;
import dev.fracas.checkers.hunt.WorkloadCheck;
import dev.fracas.counterexamples.Replay;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on random runs of a model: for models too large to be seen whole, and for those that a
 * property-based test draws one after the other. What passes is no proof.
 */
public final class HuntedModelAssert extends AbstractAssert<HuntedModelAssert, Model> {
    private final Hunter hunter;

    HuntedModelAssert(Model model, Hunter hunter) {
        super(model, HuntedModelAssert.class);
        this.hunter = hunter;
    }

    /** Of that many runs, at least 1, of at most that many steps each. */
    public HuntedModelAssert withRuns(long runs, int steps) {
        return with(Hunter.with(hunter.strategy(), hunter.seed(), HuntBounds.ofRuns(runs, steps)));
    }

    /** With another way to choose who steps. */
    public HuntedModelAssert by(Strategy strategy) {
        return with(Hunter.with(strategy, hunter.seed(), hunter.bounds()));
    }

    /**
     * No run breaks what the mechanism promises. The first promise broken is shown by a run that is
     * made as small as it gets, written to a file with the seed in it.
     */
    public HuntedModelAssert keepsItsPromises() {
        return keeps(actual);
    }

    /**
     * No run violates one of those properties, whatever the mechanism says of itself.
     *
     * @throws IllegalArgumentException when the model is not judged by one of them, or one says
     *     what must be reachable, which no number of runs can break
     */
    public HuntedModelAssert keeps(Property<?> property, Property<?>... more) {
        List<Property<?>> asked = new ArrayList<>(List.of(more));
        asked.addFirst(property);
        for (Property<?> each : asked) {
            if (each instanceof Property.Sometimes<?>) {
                throw new IllegalArgumentException(
                        "%s says what must be reachable, which random runs cannot break: use satisfies"
                                .formatted(each.id()));
            }
        }
        return keeps(
                new Model(
                        Questions.ask(actual.mechanism(), actual.machine(), asked),
                        actual.machine(),
                        actual.bounds()));
    }

    private HuntedModelAssert keeps(Model model) {
        if (model.mechanism().promises(model.machine()).isEmpty()) {
            throw failure("%s promises nothing, so that nothing is judged", model);
        }
        WorkloadCheck check = new WorkloadCheck(hunter);
        Optional<Finding> found = check.violation(model.mechanism(), model.machine());
        if (found.isPresent()) {
            Finding small =
                    check.small(found.get(), KnownMechanisms.and(List.of(model.mechanism())));
            Replay replay = small.example().orElseThrow().replay();
            throw failure("%s", Counterexample.text(replay));
        }
        return this;
    }

    private HuntedModelAssert with(Hunter other) {
        return new HuntedModelAssert(actual, other).as(descriptionText());
    }
}
