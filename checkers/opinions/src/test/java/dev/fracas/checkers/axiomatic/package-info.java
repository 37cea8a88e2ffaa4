/** The machine and the axioms, held against each other. */
@NullMarked
package dev.fracas.checkers.axiomatic;

import org.jspecify.annotations.NullMarked;
