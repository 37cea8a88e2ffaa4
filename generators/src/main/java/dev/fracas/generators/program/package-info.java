/** Random small programs: every kind of instruction, every memory model. */
@NullMarked
package dev.fracas.generators.program;

import org.jspecify.annotations.NullMarked;
