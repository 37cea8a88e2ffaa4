package dev.fracas.model.addressspace;

import dev.fracas.spec.Property;

/**
 * A one-line way of getting an address-space protocol wrong, declared beside the routine that it
 * breaks.
 *
 * @param name unique among all defects
 * @param sentence what is done wrong
 * @param violates the property that one would expect to catch it
 * @param configuration name of the configuration that exposes it
 */
public record Flaw(String name, String sentence, Property<?> violates, String configuration) {}
