/**
 * The fused address space as the paper describes it: the page-fault handlers of both kernels under
 * the Stramash page-table lock, the remote walk through the origin's VMAs, mmap, munmap, mprotect,
 * fork and exit (paper, section 6.4), completed where the paper is silent. A table says which
 * routine does what; the ways of getting a routine wrong stand beside it, and each overrides a
 * method of it.
 */
@NullMarked
package dev.fracas.model.addressspace.fused;

import org.jspecify.annotations.NullMarked;
