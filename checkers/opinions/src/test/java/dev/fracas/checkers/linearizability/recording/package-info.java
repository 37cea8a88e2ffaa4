/** Histories of the locks, allocators, channels and VMAs of the model. */
@NullMarked
package dev.fracas.checkers.linearizability.recording;

import org.jspecify.annotations.NullMarked;
