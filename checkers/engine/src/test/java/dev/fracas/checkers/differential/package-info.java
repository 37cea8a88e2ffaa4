/**
 * The same workload in several readings and on a plain memory, and the same mechanism by exhaustive
 * and by random search: what one does, the other has to allow.
 */
@NullMarked
package dev.fracas.checkers.differential;

import org.jspecify.annotations.NullMarked;
