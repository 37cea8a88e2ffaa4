/** How fast the hot loops are, measured by JMH. */
@NullMarked
package dev.fracas.checkers.benchmarks;

import org.jspecify.annotations.NullMarked;
