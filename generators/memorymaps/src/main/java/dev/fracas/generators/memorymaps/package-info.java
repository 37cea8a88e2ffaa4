/**
 * Arbitrary memory maps ({@link dev.fracas.generators.memorymaps.MemoryMaps}), whose ranges a
 * constraint solver places.
 */
@NullMarked
package dev.fracas.generators.memorymaps;

import org.jspecify.annotations.NullMarked;
