/** Lock protocols. */
@NullMarked
package dev.fracas.model.lock;

import org.jspecify.annotations.NullMarked;
