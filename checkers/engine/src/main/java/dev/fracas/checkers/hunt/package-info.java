/**
 * Past the bounds of exhaustive search: long random runs, judged step by step against the same
 * properties.
 *
 * <p>{@link dev.fracas.checkers.hunt.Hunter} makes runs of a mechanism, each from a seed that is
 * derived from the hunt's seed and the run's number, so that what is found does not depend on the
 * number of threads. A {@link dev.fracas.checkers.hunt.Strategy} chooses who steps. No number of
 * runs proves anything: the best that a hunt says of a property is that none of its runs violates
 * it.
 */
@NullMarked
package dev.fracas.checkers.hunt;

import org.jspecify.annotations.NullMarked;
