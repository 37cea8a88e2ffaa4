/** Litmus programs and their arbitrary. */
@NullMarked
package dev.fracas.generators.litmus;

import org.jspecify.annotations.NullMarked;
