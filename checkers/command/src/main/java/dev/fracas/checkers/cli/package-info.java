/**
 * The {@code fracas} command: what a person types, and what is printed back. Standard output is for
 * what was asked for, standard error for progress and for the one line that says what is wrong.
 */
@NullMarked
package dev.fracas.checkers.cli;

import org.jspecify.annotations.NullMarked;
