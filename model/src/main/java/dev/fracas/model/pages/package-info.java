/** The page allocator under check, on machines of its own. */
@NullMarked
package dev.fracas.model.pages;

import org.jspecify.annotations.NullMarked;
