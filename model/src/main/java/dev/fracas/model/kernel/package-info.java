/**
 * What every protocol of a kernel needs, whatever it does: here who runs on which core, and in the
 * packages below locks, messages, calls across cores and a page allocator.
 */
@NullMarked
package dev.fracas.model.kernel;

import org.jspecify.annotations.NullMarked;
