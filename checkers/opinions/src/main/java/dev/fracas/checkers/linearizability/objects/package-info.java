/**
 * Sequential specifications of what a kernel's callers share: a lock, a frame allocator, the list
 * of a process's VMAs, a message channel. Each says what its calls may answer one at a time, and
 * knows nothing of any implementation.
 */
@NullMarked
package dev.fracas.checkers.linearizability.objects;

import org.jspecify.annotations.NullMarked;
