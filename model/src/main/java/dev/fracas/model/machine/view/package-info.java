/**
 * How a machine is seen from outside. An {@link Observatory} says which views a machine shows; a
 * family adds its own by a class that reads a state through a {@link StateReader}: where cores
 * stand by the notes there ({@link CoreSet}, {@link CoreValues}), and what memory and ghosts hold
 * ({@link Words}).
 */
@NullMarked
package dev.fracas.model.machine.view;

import org.jspecify.annotations.NullMarked;
