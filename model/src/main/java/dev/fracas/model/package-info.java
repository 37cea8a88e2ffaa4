/**
 * What happens: the program representation, memory systems, coherence, kernel mechanisms, timing
 * and defects. No exploration.
 */
@NullMarked
package dev.fracas.model;

import org.jspecify.annotations.NullMarked;
