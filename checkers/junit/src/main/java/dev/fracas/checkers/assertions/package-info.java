/**
 * Checks in the words of AssertJ. Start at {@link dev.fracas.checkers.assertions.FracasAssertions}:
 *
 * <pre>{@code
 * assertThat(Model.of(new MyLock()).on(X86_64, AARCH64))
 *         .under(totalStoreOrder())
 *         .withinRounds(2)
 *         .satisfies(mutualExclusion());
 * }</pre>
 *
 * <p>An assertion passes only where the whole space within its bounds was seen. What fails shows
 * the trace, writes it to a file and says how to replay it.
 */
@NullMarked
package dev.fracas.checkers.assertions;

import org.jspecify.annotations.NullMarked;
