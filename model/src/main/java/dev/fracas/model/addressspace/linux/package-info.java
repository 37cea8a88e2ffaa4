/**
 * What Linux 5.2 itself does, whose routines every reading of the fused kernels starts from and
 * overrides.
 */
@NullMarked
package dev.fracas.model.addressspace.linux;

import org.jspecify.annotations.NullMarked;
