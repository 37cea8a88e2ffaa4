/** What page allocators owe. */
@NullMarked
package dev.fracas.spec.kernel.pages;

import org.jspecify.annotations.NullMarked;
