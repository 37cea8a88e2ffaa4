package dev.fracas.generators.program;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomGenerator;

/**
 * An arbitrary that is equal to itself only. jqwik looks generators up by a hash of the whole tree
 * that an arbitrary is, at each of its nodes; for deep trees that takes longer than all the rest.
 */
final class Opaque<T> implements Arbitrary<T> {
    private final Arbitrary<T> inside;

    Opaque(Arbitrary<T> inside) {
        this.inside = inside;
    }

    @Override
    public RandomGenerator<T> generator(int genSize) {
        return inside.generator(genSize);
    }

    @Override
    public EdgeCases<T> edgeCases(int maxEdgeCases) {
        return EdgeCases.none();
    }
}
