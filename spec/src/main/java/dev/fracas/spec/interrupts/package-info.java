/** What kernels owe to the interrupts that they send each other. */
@NullMarked
package dev.fracas.spec.interrupts;

import org.jspecify.annotations.NullMarked;
