/** What every protocol of a kernel needs, whatever it does: who runs on which core. */
@NullMarked
package dev.fracas.model.kernel;

import org.jspecify.annotations.NullMarked;
