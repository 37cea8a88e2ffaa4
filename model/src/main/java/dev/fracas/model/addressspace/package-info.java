/**
 * The fused address space of Stramash: page tables of two kernels that map the same frames, the
 * remote page-fault handler that puts a page into both, VMAs, unmapping, exit and migration, each
 * as a program over shared memory.
 */
@NullMarked
package dev.fracas.model.addressspace;

import org.jspecify.annotations.NullMarked;
