package dev.fracas.checkers.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.peers.SpinOutcome.Cut;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The comparison as it is printed. */
class PeerTableTest {
    private static final PeerComparison LARGE =
            compared(
                    "mcs-sc-n5-k2",
                    spin(10_532_655, 46_290_851, 12.8, 899),
                    ours(10_532_655, 46_290_851, 5.0, 16.5));
    private static final PeerComparison SMALL =
            compared("filter-sc-n2", spin(40, 81, 0, 256.2), ours(40, 81, 0.002, 700));
    private static final PeerComparison WRONG =
            compared(
                    "mesi-sc-n3-v2",
                    spin(396_508, 2_179_129, 1.55, 294.9),
                    ours(396_508, 2_179_128, 0.5, 19.84));
    private static final PeerComparison CUT =
            compared(
                    "mcs-sc-n5-k3",
                    new SpinOutcome.NotFinished(Cut.TIME),
                    new OurOutcome.NotFinished("600.0 s"));
    private static final PeerComparison BROKEN =
            compared(
                    "mesi-sc-n2-v2",
                    spin(19_600, 72_801, 0.02, 257.5),
                    new OurOutcome.Violated("coherent"));

    @Test
    void everyRowIsToldAsItIs() {
        PeerTable table =
                new PeerTable("Spin Version 6.5.2", 2, List.of(LARGE, SMALL, WRONG, CUT, BROKEN));

        assertThat(table.markdown())
                .startsWith(
                        """
                        Spin Version 6.5.2, 1 core; ours: 2 workers.

                        | row           |        states SPIN |                  ours | equal | transitions SPIN |       ours | equal |
                        |---------------|-------------------:|----------------------:|------:|-----------------:|-----------:|------:|
                        | mcs-sc-n5-k2  |         10,532,655 |            10,532,655 |   yes |       46,290,851 | 46,290,851 |   yes |
                        | filter-sc-n2  |                 40 |                    40 |   yes |               81 |         81 |   yes |
                        | mesi-sc-n3-v2 |            396,508 |               396,508 |   yes |        2,179,129 |  2,179,128 |    NO |
                        | mcs-sc-n5-k3  | not finished: time | not finished: 600.0 s |     - |                - |          - |     - |
                        | mesi-sc-n2-v2 |             19,600 |    violated: coherent |     - |           72,801 |          - |     - |

                        | row           | s SPIN | s ours | states/s SPIN |      ours | ratio | B/state SPIN |  bare | ours | ratio | bare |
                        |---------------|-------:|-------:|--------------:|----------:|------:|-------------:|------:|-----:|------:|-----:|
                        | mcs-sc-n5-k2  |  12.80 |   5.00 |       822,864 | 2,106,531 |  2.56 |         89.5 |  64.0 | 16.5 |  0.18 | 0.26 |
                        | filter-sc-n2  |   0.00 |   0.00 |             - |         - |     - |            - |     - |    - |     - |    - |
                        | mesi-sc-n3-v2 |   1.55 |   0.50 |       255,812 |   793,016 |  3.10 |        779.9 | 102.9 | 19.8 |  0.03 | 0.19 |
                        | mcs-sc-n5-k3  |      - |      - |             - |         - |     - |            - |     - |    - |     - |    - |
                        | mesi-sc-n2-v2 |   0.02 |      - |             - |         - |     - |            - |     - |    - |     - |    - |

                        A transition is a state and a step enabled in it; the initial state counts as one more.
                        """);
    }

    @Test
    void onlyDisagreementAndBrokenModelsAreWrong() {
        assertThat(List.of(LARGE, SMALL, CUT)).noneMatch(PeerComparison::isWrong);
        assertThat(List.of(WRONG, BROKEN)).allMatch(PeerComparison::isWrong);
    }

    @Test
    void theJsonHoldsTheSame() {
        String json = PeerJson.of(new PeerTable("Spin Version 6.5.2", 2, List.of(LARGE, CUT)));

        assertThat(json)
                .contains("\"row\" : \"mcs-sc-n5-k2\"")
                .contains("\"statesEqual\" : true")
                .contains("\"statesPerSecond\" : 2106531.0")
                .contains("\"bytesPerState\" : 16.5")
                .contains("\"notFinished\" : \"time\"")
                .contains("\"notFinished\" : \"600.0 s\"");
    }

    private static PeerComparison compared(String row, SpinOutcome spin, OurOutcome ours) {
        return new PeerComparison(PeerRows.called(row), spin, ours);
    }

    private static SpinOutcome spin(
            long states, long transitions, double seconds, double megabytes) {
        long total = (long) (megabytes * 1024 * 1024);
        return new SpinOutcome.Finished(
                new SpinMeasurement(states, transitions, seconds, 64, 92, 0, 256L << 20, 0, total));
    }

    private static OurOutcome ours(
            long states, long transitions, double seconds, double bytesPerState) {
        return new OurOutcome.Finished(
                new Measurement(states, transitions, seconds, bytesPerState));
    }
}
