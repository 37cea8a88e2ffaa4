package dev.fracas.model.composition;

import dev.fracas.spec.Property;
import java.util.function.UnaryOperator;

/**
 * A way of getting a composition wrong.
 *
 * @param name unique among all defects
 * @param sentence what is done wrong
 * @param violates the property that one would expect to catch it
 * @param change puts the wrong routine in
 */
record KernelsDefect(
        String name, String sentence, Property<?> violates, UnaryOperator<Kernels> change) {}
