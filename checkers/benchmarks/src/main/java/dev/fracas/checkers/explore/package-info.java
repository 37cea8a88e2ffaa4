/** Benchmarks that look inside the exhaustive engine, in its own package for that reason. */
@NullMarked
package dev.fracas.checkers.explore;

import org.jspecify.annotations.NullMarked;
