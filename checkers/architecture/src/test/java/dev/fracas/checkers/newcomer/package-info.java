/** A family that nobody in Fracas has heard of: people who draw numbers. */
@NullMarked
package dev.fracas.checkers.newcomer;

import org.jspecify.annotations.NullMarked;
