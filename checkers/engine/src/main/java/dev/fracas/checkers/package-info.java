/**
 * Whether it holds, and what it costs: the engines that explore, the reports and the {@code fracas}
 * command. No kernel knowledge.
 */
@NullMarked
package dev.fracas.checkers;

import org.jspecify.annotations.NullMarked;
