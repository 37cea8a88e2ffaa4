/** What page allocators owe. */
@NullMarked
package dev.fracas.spec.pages;

import org.jspecify.annotations.NullMarked;
