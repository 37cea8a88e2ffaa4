package dev.fracas.model.mechanism;

import dev.fracas.model.TransitionSystem;
import dev.fracas.model.timing.Span;
import dev.fracas.spec.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A mechanism that is another one but for something that it says itself. */
public interface Variation extends Mechanism {
    /** The other mechanism. */
    Mechanism of();

    @Override
    default String name() {
        return of().name();
    }

    @Override
    default Optional<Reading> reading() {
        return of().reading();
    }

    @Override
    default String readingId() {
        return of().readingId();
    }

    @Override
    default String id() {
        return of().id();
    }

    @Override
    default List<String> aliases() {
        return of().aliases();
    }

    @Override
    default String summary() {
        return of().summary();
    }

    @Override
    default Source source() {
        return of().source();
    }

    @Override
    default Ground ground() {
        return of().ground();
    }

    @Override
    default boolean hasEndlessForm() {
        return of().hasEndlessForm();
    }

    @Override
    default Optional<String> unsuitable(MachineDescription description) {
        return of().unsuitable(description);
    }

    @Override
    default TransitionSystem system(MachineDescription description) {
        return of().system(description);
    }

    @Override
    default List<Defect> defects() {
        return of().defects();
    }

    @Override
    default Mechanism withReleased(Set<String> parts) {
        return of().withReleased(parts);
    }

    @Override
    default List<String> parts() {
        return of().parts();
    }

    @Override
    default List<Span> spans() {
        return of().spans();
    }

    @Override
    default List<Promise> promises(MachineDescription description) {
        return of().promises(description);
    }
}
