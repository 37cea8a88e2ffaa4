/**
 * The kernel's locks, as protocols use them: spinlocks, reader-writer semaphores, and what a lock
 * validator knows of their words. The lock protocols themselves, under check, are in {@code
 * dev.fracas.model.lock}.
 */
@NullMarked
package dev.fracas.model.kernel.locking;

import org.jspecify.annotations.NullMarked;
