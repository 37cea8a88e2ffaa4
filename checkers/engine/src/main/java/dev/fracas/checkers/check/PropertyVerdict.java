package dev.fracas.checkers.check;

import dev.fracas.counterexamples.Replay;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Verdict;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The verdict on one property.
 *
 * @param promise what the mechanism says of the property
 * @param verdict what the check found
 * @param counterexample the run that breaks it, replayed and confirmed; empty unless {@code
 *     VIOLATED}, and for a sometimes property, which no run breaks
 * @param witness the shortest run that shows it, replayed and confirmed, where the check was to
 *     keep one; empty unless a sometimes property {@code HOLDS}
 */
public record PropertyVerdict(
        Promise promise,
        Verdict verdict,
        Optional<Replay> counterexample,
        Optional<Replay> witness) {

    static PropertyVerdict without(Promise promise, Verdict verdict) {
        return new PropertyVerdict(promise, verdict, Optional.empty(), Optional.empty());
    }

    static PropertyVerdict violated(Promise promise, Replay counterexample) {
        return new PropertyVerdict(
                promise, Verdict.VIOLATED, Optional.of(counterexample), Optional.empty());
    }

    static PropertyVerdict shown(Promise promise, Replay witness) {
        return new PropertyVerdict(promise, Verdict.HOLDS, Optional.empty(), Optional.of(witness));
    }

    /** The run that there is to show: the one that breaks the property, or its witness. */
    public Optional<Replay> run() {
        return Stream.concat(counterexample.stream(), witness.stream()).findFirst();
    }

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
