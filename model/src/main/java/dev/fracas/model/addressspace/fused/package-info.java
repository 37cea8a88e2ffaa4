/**
 * The fused address space as the paper describes it: the page-fault handlers of both kernels
 * under\n * the Stramash page-table lock, the remote walk through the origin's VMAs, mmap, munmap,
 * mprotect,\n * fork and exit (paper, section 6.4), completed where the paper is silent.
 */
@NullMarked
package dev.fracas.model.addressspace.fused;

import org.jspecify.annotations.NullMarked;
