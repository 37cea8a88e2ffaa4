/**
 * Litmus programs: straight lines of a few accesses on two to four threads, small enough that every
 * final state can be enumerated, by whatever memory model.
 */
@NullMarked
package dev.fracas.generators.litmus;

import org.jspecify.annotations.NullMarked;
