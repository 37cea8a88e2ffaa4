package dev.fracas.checkers.assertions;

import dev.fracas.checkers.check.PropertyVerdict;
import dev.fracas.checkers.hunt.WorkloadCheck;
import dev.fracas.counterexamples.Replay;
import dev.fracas.generators.schedule.Schedule;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on models: those that say where, such as {@link #under}, and then what, such as {@link
 * #satisfies(Property, Property[])}, which explores every run within the bounds.
 */
public final class ModelAssert extends AbstractAssert<ModelAssert, Model> {
    ModelAssert(Model model) {
        super(model, ModelAssert.class);
    }

    /** On one core for each ISA given. */
    public ModelAssert on(Isa... cores) {
        return with(model -> model.on(cores));
    }

    /** On that memory system. */
    public ModelAssert under(Memory memory) {
        return with(model -> model.under(memory));
    }

    /** With a defect of the mechanism built in. */
    public ModelAssert withDefect(String name) {
        return with(model -> model.withDefect(name));
    }

    /** With that reading of load- and store-exclusive. */
    public ModelAssert withExclusives(Exclusives exclusives) {
        return with(model -> model.withExclusives(exclusives));
    }

    /** Within that many rounds of each core, 1 to 15. */
    public ModelAssert withinRounds(int rounds) {
        return with(model -> model.withinRounds(rounds));
    }

    /** Fails as incomplete after that many distinct states. */
    public ModelAssert withinStates(long mostStates) {
        return with(model -> model.withinStates(mostStates));
    }

    /** Fails as incomplete after that time. */
    public ModelAssert within(Duration time) {
        return with(model -> model.within(time));
    }

    /** Run by that schedule only, instead of in every possible way. */
    public ScheduledModelAssert along(Schedule schedule) {
        return new ScheduledModelAssert(actual, schedule);
    }

    /**
     * Run at random from that seed instead of in every possible way: {@link WorkloadCheck#RUNS}
     * runs, each executed a second time and compared.
     */
    public HuntedModelAssert hunted(long seed) {
        return new HuntedModelAssert(actual, WorkloadCheck.withSeed(seed).hunter())
                .as(descriptionText());
    }

    /**
     * Every property holds in the whole space within the bounds. A violation shows its shortest
     * trace; a search that is cut fails as incomplete and says by what.
     *
     * @throws IllegalArgumentException when the model is not judged by one of them
     */
    public ModelAssert satisfies(Property<?> property, Property<?>... more) {
        List<Property<?>> properties = new ArrayList<>(List.of(more));
        properties.addFirst(property);
        return allAsExpected(CheckedModel.of(actual, properties));
    }

    /**
     * Everything that the mechanism promises holds in the whole space within the bounds, and every
     * lack that it declares is found again.
     */
    public ModelAssert keepsItsPromises() {
        return allAsExpected(CheckedModel.of(actual));
    }

    /**
     * Some run violates the property.
     *
     * @return assertions on the trace that was found, the shortest there is where a finite run
     *     violates the property
     */
    public TraceAssert violates(Property<?> property) {
        CheckedModel checked = CheckedModel.of(actual, List.of(property));
        PropertyVerdict verdict = checked.verdicts().getFirst();
        Optional<Replay> run = verdict.counterexample();
        if (run.isPresent()) {
            return TraceAssert.of(run.get().trace()).of(actual);
        }
        throw failure(
                "%s",
                verdict.verdict() == Verdict.HOLDS
                        ? "expected a run of %s that violates %s, but it holds in all of them: %s"
                                .formatted(actual, property.id(), property.sentence())
                        : checked.failure(verdict).orElseThrow());
    }

    private ModelAssert allAsExpected(CheckedModel checked) {
        List<String> failures =
                checked.verdicts().stream()
                        .flatMap(verdict -> checked.failure(verdict).stream())
                        .toList();
        if (!failures.isEmpty()) {
            throw failure("%s", String.join("\n", failures));
        }
        return this;
    }

    private ModelAssert with(UnaryOperator<Model> change) {
        return new ModelAssert(change.apply(actual)).as(descriptionText());
    }
}
