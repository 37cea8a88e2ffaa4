package dev.fracas.checkers.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.peers.SpinOutcome.Cut;
import dev.fracas.checkers.peers.SpinOutcome.Finished;
import dev.fracas.checkers.peers.SpinOutcome.NotFinished;
import org.junit.jupiter.api.Test;

/** What SPIN's verifier prints is read to the digit, and never taken for more than it says. */
class SpinOutputTest {
    private static final String WHOLE =
            """

            (Spin Version 6.5.2 -- 6 December 2019)

            Full statespace search for:
            \tnever claim         \t- (none specified)
            \tassertion violations\t+
            \tcycle checks       \t- (disabled by -DSAFETY)
            \tinvalid end states\t+

            State-vector 64 byte, depth reached 92, errors: 0
             10532655 states, stored
             35758196 states, matched
             46290851 transitions (= stored+matched)
                    0 atomic steps
            hash conflicts:   7205127 (resolved)

            Stats on memory usage (in Megabytes):
              924.102\tequivalent memory usage for states (stored*(State-vector + overhead))
              642.750\tactual memory usage for states (compression: 69.55%)
                     \tstate-vector as stored = 48 byte + 16 byte overhead
              256.000\tmemory used for hash table (-w25)
                0.250\tmemory used for DFS stack (-m1000)
              899.000\ttotal actual memory usage


            unreached in proctype P
            \tmcs.pml:43, state 60, "-end-"
            \t(1 of 60 states)

            pan: elapsed time 12.8 seconds
            pan: rate 822863.67 states/second
            """;

    @Test
    void aWholeSearchIsReadToTheDigit() {
        assertThat(SpinOutput.read(WHOLE))
                .isEqualTo(
                        new Finished(
                                new SpinMeasurement(
                                        10_532_655,
                                        46_290_851,
                                        12.8,
                                        64,
                                        92,
                                        megabytes(642.75),
                                        megabytes(256),
                                        megabytes(0.25),
                                        megabytes(899))));
    }

    @Test
    void exponentsAreRead() {
        String text = WHOLE.replace(" 46290851 tr", "3.9654623e+08 tr");

        assertThat(SpinOutput.read(text))
                .isInstanceOfSatisfying(
                        Finished.class,
                        whole ->
                                assertThat(whole.measurement().transitions())
                                        .isEqualTo(396_546_230));
    }

    @Test
    void aSearchThatWentTooDeepIsNotFinished() {
        assertCut("error: max search depth too small\n" + WHOLE, Cut.DEPTH);
    }

    @Test
    void aSearchWithoutMemoryIsNotFinished() {
        assertCut(WHOLE.replace("(Spin", "pan: reached -DMEMLIM bound\n(Spin"), Cut.MEMORY);
    }

    @Test
    void anErrorInTheModelIsTold() {
        assertCut(WHOLE.replace("errors: 0", "errors: 1"), Cut.ERROR);
    }

    @Test
    void aMissingFigureIsNotMadeUp() {
        assertCut(WHOLE.replaceAll("(?m)^.*total actual memory usage$", ""), Cut.UNREADABLE);
        assertCut(WHOLE.replace("elapsed time", "time"), Cut.UNREADABLE);
        assertCut("", Cut.UNREADABLE);
    }

    private static void assertCut(String text, Cut cut) {
        assertThat(SpinOutput.read(text)).isEqualTo(new NotFinished(cut));
    }

    private static long megabytes(double count) {
        return Math.round(count * 1024 * 1024);
    }
}
