/**
 * The way to a smaller trace: first a smaller machine (fewer cores, fewer rounds, a smaller store
 * buffer or none), then fewer steps, then fewer context switches. Each candidate is replayed before
 * it is believed. A search that the checkers lend finds the shortest trace, and says whether it has
 * proved it so; where it gives up, what there is gets shortened step by step.
 */
@NullMarked
package dev.fracas.counterexamples.minimization;

import org.jspecify.annotations.NullMarked;
