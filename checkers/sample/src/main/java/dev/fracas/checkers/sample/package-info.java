/** A workload small enough to foresee what a check says of it. */
@NullMarked
package dev.fracas.checkers.sample;

import org.jspecify.annotations.NullMarked;
