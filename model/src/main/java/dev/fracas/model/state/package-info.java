/** Packed states: bit fields of declared widths in a short run of {@code long}s. */
@NullMarked
package dev.fracas.model.state;

import org.jspecify.annotations.NullMarked;
