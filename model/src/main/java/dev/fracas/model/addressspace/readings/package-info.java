/**
 * Kernels put together from routines: the paper's, the released and Popcorn's, and the named
 * configurations in which they are checked.
 */
@NullMarked
package dev.fracas.model.addressspace.readings;

import org.jspecify.annotations.NullMarked;
