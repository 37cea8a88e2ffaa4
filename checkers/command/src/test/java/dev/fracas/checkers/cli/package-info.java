/** What a person types, what is printed back, and the exit status. */
@NullMarked
package dev.fracas.checkers.cli;

import org.jspecify.annotations.NullMarked;
