package dev.fracas.generators;

import java.util.Comparator;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/** What an arbitrary's values shrink to, for tests of arbitraries. */
public final class Shrunk {
    private static final long SEED = 42;
    private static final int TRIES = 10_000;

    private Shrunk() {}

    /**
     * Draws a value that is like that, and takes the best step that jqwik offers for as long as
     * there is one to a value that still is.
     */
    public static <T> T of(Arbitrary<T> arbitrary, Predicate<? super T> isLikeThat) {
        RandomGenerator<T> generator = arbitrary.generator(1000);
        Random random = new Random(SEED);
        Shrinkable<T> best =
                Stream.generate(() -> generator.next(random))
                        .limit(TRIES)
                        .filter(drawn -> isLikeThat.test(drawn.value()))
                        .findFirst()
                        .orElseThrow();
        while (true) {
            Optional<Shrinkable<T>> better = step(best, isLikeThat);
            if (better.isEmpty()) {
                return best.value();
            }
            best = better.get();
        }
    }

    private static <T> Optional<Shrinkable<T>> step(
            Shrinkable<T> from, Predicate<? super T> isLikeThat) {
        return from.shrink()
                .filter(to -> to.distance().compareTo(from.distance()) < 0)
                .filter(to -> isLikeThat.test(to.value()))
                .min(Comparator.comparing(Shrinkable::distance));
    }
}
