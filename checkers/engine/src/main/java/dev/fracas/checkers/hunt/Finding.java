package dev.fracas.checkers.hunt;

import dev.fracas.counterexamples.Replay;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import java.util.Optional;

/**
 * What a hunt found of one property.
 *
 * @param shown of a sometimes property, whether some run shows it
 * @param violations how many runs violate it
 * @param example the best of them, replayed and confirmed; empty unless there are some
 */
public record Finding(Promise promise, boolean shown, long violations, Optional<Example> example) {
    /**
     * A run that violates a property.
     *
     * @param run its number, from 0, from which with the hunt's seed it can be made again
     * @param steps how many it took to the violation
     * @param replay what was made of it: without loops, and smaller where that was asked for
     */
    public record Example(long run, int steps, Replay replay) {}

    /** The property's id. */
    public String id() {
        return promise.property().id();
    }

    public boolean isViolated() {
        return violations > 0;
    }

    /** Violated, and the mechanism does not declare that of itself. */
    public boolean isSurprising() {
        return isViolated() && promise.keeps();
    }

    public boolean isSometimes() {
        return promise.property() instanceof Property.Sometimes<?>;
    }

    Finding with(Example other) {
        return new Finding(promise, shown, violations, Optional.of(other));
    }
}
