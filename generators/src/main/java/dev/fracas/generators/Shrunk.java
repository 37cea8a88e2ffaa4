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
        boolean mayReorder = true;
        while (true) {
            Optional<Shrinkable<T>> better = step(best, isLikeThat, false);
            if (better.isEmpty() && mayReorder) {
                better = step(best, isLikeThat, true);
                mayReorder = false;
            }
            if (better.isEmpty()) {
                return best.value();
            }
            best = better.get();
        }
    }

    private static <T> Optional<Shrinkable<T>> step(
            Shrinkable<T> from, Predicate<? super T> isLikeThat, boolean reorders) {
        return from.shrink()
                .filter(to -> isCloser(to, from, reorders))
                .sorted(Comparator.comparing(Shrinkable::distance))
                .filter(to -> isLikeThat.test(to.value()))
                .findFirst();
    }

    /** Another order of the same elements is as far, and may go on where this one does not. */
    private static <T> boolean isCloser(Shrinkable<T> to, Shrinkable<T> from, boolean reorders) {
        int difference = to.distance().compareTo(from.distance());
        return reorders ? difference == 0 && !to.value().equals(from.value()) : difference < 0;
    }
}
