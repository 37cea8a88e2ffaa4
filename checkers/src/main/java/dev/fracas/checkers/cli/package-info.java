/** The {@code fracas} command: what a person types, and what is printed back. */
@NullMarked
package dev.fracas.checkers.cli;

import org.jspecify.annotations.NullMarked;
