package dev.fracas.model.mechanism;

import dev.fracas.spec.Property;

/**
 * What a mechanism says of itself: that it keeps a property, or that it is known not to.
 *
 * @param keeps false for a known lack, which a check must find again
 * @param endless judged on the endless form of the workload, where starvation can show; all others
 *     are judged within the bound on rounds
 * @param reason one clause, why a known lack is one; empty where the property is kept
 */
public record Promise(Property<?> property, boolean keeps, boolean endless, String reason) {}
