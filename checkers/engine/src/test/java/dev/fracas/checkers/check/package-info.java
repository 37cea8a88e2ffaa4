/** The verdicts on every mechanism and every defect. */
@NullMarked
package dev.fracas.checkers.check;

import org.jspecify.annotations.NullMarked;
