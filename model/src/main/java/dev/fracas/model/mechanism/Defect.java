package dev.fracas.model.mechanism;

import dev.fracas.spec.Property;

/**
 * A named one-line way of getting a mechanism wrong. Every defect violates a property, and every
 * property has a defect that violates it.
 *
 * @param name unique, for instance {@code ticket-torn}
 * @param sentence what is done wrong
 * @param violates the property that one would expect to catch it
 * @param exposedBy the smallest machine known to show it, with the defect built in
 */
public record Defect(
        String name, String sentence, Property<?> violates, MachineDescription exposedBy) {}
