/** Locks that Fracas does not come with. */
@NullMarked
package dev.fracas.checkers.ownlock;

import org.jspecify.annotations.NullMarked;
