package dev.fracas.counterexamples.rendering;

/**
 * What one step of a trace cost, as a table shows it; in cycles of the core that took the step.
 *
 * @param local cycles spent in the memory and caches of the core's own kernel, 0 or more
 * @param remote cycles spent in the other kernel's, 0 or more
 * @param elapsed cycles from the start to the end of the step along the critical path
 */
public record StepCost(long local, long remote, long elapsed) {}
