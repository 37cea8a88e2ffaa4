/**
 * What a fused address space owes its users: the properties, and the narrow views of states and
 * steps that they read. Properties carry the numbers of the obligations: S for safety, L for
 * liveness.
 */
@NullMarked
package dev.fracas.spec.addressspace;

import org.jspecify.annotations.NullMarked;
