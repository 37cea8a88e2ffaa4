package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    private static final Progress HALFWAY =
            new Progress(1_234_567, 89_000, 4_000_000, 17, 2_500_000_000L, 40L << 20);

    private final StringWriter written = new StringWriter();

    @Test
    void aTerminalShowsOneLineThatIsErasedInTheEnd() {
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(written), true);
        display.begin("mcs");
        display.progress(HALFWAY);
        assertThat(written.toString())
                .isEqualTo(
                        "\r\u001b[Kmcs: 1.23 M states, frontier 89.0 k, depth 17, 493.8 k states/s,"
                                + " 2.50 s, 40 MiB");
        display.end();
        assertThat(written.toString()).endsWith("40 MiB\r\u001b[K").doesNotContain("\n");
    }

    @Test
    void progressThatComesLateIsNotShown() {
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(written), true);
        display.begin("mcs");
        display.end();
        display.progress(HALFWAY);
        assertThat(written.toString()).isEmpty();
    }

    @Test
    void elsewhereALineComesOnlyNowAndThen() {
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(written), false);
        display.begin("mcs");
        display.progress(HALFWAY);
        display.end();
        assertThat(written.toString()).isEmpty();
    }
}
