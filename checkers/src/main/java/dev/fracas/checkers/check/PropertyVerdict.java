package dev.fracas.checkers.check;

import dev.fracas.counterexamples.Replay;
import dev.fracas.model.Promise;
import dev.fracas.spec.Verdict;
import java.util.Optional;

/**
 * The verdict on one property.
 *
 * @param promise what the mechanism says of the property
 * @param verdict what the check found
 * @param counterexample the run that breaks it, replayed and confirmed; empty unless {@code
 *     VIOLATED}, and for a sometimes property, which no run shows
 */
public record PropertyVerdict(Promise promise, Verdict verdict, Optional<Replay> counterexample) {

    /** What the mechanism's promise leads one to expect. */
    public Verdict expected() {
        return promise.keeps() ? Verdict.HOLDS : Verdict.VIOLATED;
    }

    public boolean isAsExpected() {
        return verdict == expected();
    }

    /** The property's id. */
    public String id() {
        return promise.property().id();
    }
}
