/** Two checkers and a brute force, and what they say of histories. */
@NullMarked
package dev.fracas.checkers.linearizability;

import org.jspecify.annotations.NullMarked;
