/**
 * Typed messages between kernels: what is sent, over what, and how the daemon at the other end
 * serves it.
 */
@NullMarked
package dev.fracas.model.kernel.messaging;

import org.jspecify.annotations.NullMarked;
