/** The command, as tests of other packages call it. */
@NullMarked
package dev.fracas.checkers.cli;

import org.jspecify.annotations.NullMarked;
