/**
 * The kernel's locks, as protocols use them: spinlocks and reader-writer semaphores. The lock
 * protocols themselves, under check, are in {@code dev.fracas.model.lock}.
 */
@NullMarked
package dev.fracas.model.kernel.locking;

import org.jspecify.annotations.NullMarked;
