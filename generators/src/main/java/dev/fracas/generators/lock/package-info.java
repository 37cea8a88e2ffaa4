/** Arbitrary workloads of locks: {@link dev.fracas.generators.lock.LockWorkloads}. */
@NullMarked
package dev.fracas.generators.lock;

import org.jspecify.annotations.NullMarked;
