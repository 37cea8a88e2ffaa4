/**
 * Workloads over the address space that anyone may put together, and that a name describes whole.
 */
@NullMarked
package dev.fracas.model.addressspace.workload;

import org.jspecify.annotations.NullMarked;
