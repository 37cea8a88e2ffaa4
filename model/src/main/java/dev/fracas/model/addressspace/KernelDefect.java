package dev.fracas.model.addressspace;

import dev.fracas.spec.Property;
import java.util.function.UnaryOperator;

/**
 * A one-line way of getting a kernel wrong, declared beside the routine that it breaks.
 *
 * @param name unique among all defects
 * @param sentence what is done wrong
 * @param violates the property that one would expect to catch it
 * @param exposedBy name of the configuration that exposes it
 * @param change puts the wrong routine into the table
 */
public record KernelDefect<R extends KernelRoutines>(
        String name,
        String sentence,
        Property<?> violates,
        String exposedBy,
        UnaryOperator<R> change) {}
