/** What kernels do with inter-processor interrupts. */
@NullMarked
package dev.fracas.model.kernel.interrupts;

import org.jspecify.annotations.NullMarked;
