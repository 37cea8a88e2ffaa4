/**
 * Arbitrary page-table words, leaves and frames: {@link
 * dev.fracas.generators.pagetable.PageTableArbitraries}.
 */
@NullMarked
package dev.fracas.generators.pagetable;

import org.jspecify.annotations.NullMarked;
