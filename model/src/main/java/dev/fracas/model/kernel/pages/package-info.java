/** A kernel's page allocator: frames in blocks, with a free list for each. */
@NullMarked
package dev.fracas.model.kernel.pages;

import org.jspecify.annotations.NullMarked;
