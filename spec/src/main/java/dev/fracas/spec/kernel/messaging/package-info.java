/** What channels of messages between kernels owe. */
@NullMarked
package dev.fracas.spec.kernel.messaging;

import org.jspecify.annotations.NullMarked;
