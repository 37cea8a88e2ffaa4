/** What every machine owes, whichever kernel runs on it. */
@NullMarked
package dev.fracas.spec.machine;

import org.jspecify.annotations.NullMarked;
