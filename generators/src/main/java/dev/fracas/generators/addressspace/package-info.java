/**
 * Arbitrary workloads over the fused address space: {@link
 * dev.fracas.generators.addressspace.AddressSpaceWorkloads}.
 */
@NullMarked
package dev.fracas.generators.addressspace;

import org.jspecify.annotations.NullMarked;
