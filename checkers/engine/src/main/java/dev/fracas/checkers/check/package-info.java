/**
 * Checks a mechanism on one machine against everything that it promises: bounded and endless
 * exploration, a verified trace for each violation, and what acquire-to-release costs.
 */
@NullMarked
package dev.fracas.checkers.check;

import org.jspecify.annotations.NullMarked;
