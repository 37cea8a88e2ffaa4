package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hunt --workloads}. */
class WorkloadHuntTest {
    private static final Pattern SHRUNK = Pattern.compile("(?m)^shrunk to (\\S+)@paper; ");

    @TempDir private Path folder = Path.of("");

    @Test
    void whatFailsIsShrunkAndWrittenAndReplays() throws IOException {
        Invocation run = hunt("1", "one");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out().lines())
                .allMatch(
                        line -> line.length() <= 120 || line.contains("  replay: fracas replay "));
        assertThat(run.out())
                .contains("S8 is violated by ", "fracas replay " + folder.resolve("one"));
        Matcher shrunk = SHRUNK.matcher(run.out());
        assertThat(shrunk.find()).isTrue();
        assertThat(shrunk.group(1)).isEqualTo("1page_arm-r0");
        try (Stream<Path> files = Files.list(folder.resolve("one"))) {
            List<Path> traces = files.toList();
            assertThat(traces).isNotEmpty();
            for (Path trace : traces) {
                Invocation replay = Invocation.of("replay", trace.toString());
                assertThat(replay.status()).isZero();
                assertThat(replay.out()).contains("--seed 8, run ").contains("; of workload ");
            }
        }
    }

    @Test
    void theSameSeedFindsTheSameWhateverTheNumberOfWorkers() throws IOException {
        hunt("1", "a");
        hunt("2", "b");
        assertThat(json("a")).contains("VIOLATED");
        assertThat(json("a"))
                .isEqualTo(
                        json("b")
                                .replace(
                                        folder.resolve("b").toString(),
                                        folder.resolve("a").toString()));
    }

    private String json(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".json"));
    }

    private Invocation hunt(String workers, String name) {
        return Invocation.of(
                "hunt",
                "--workloads",
                "2",
                "--runs",
                "8",
                "--steps",
                "1000",
                "--seed",
                "8",
                "--defect",
                "remote-page-not-cleared",
                "--workers",
                workers,
                "--traces",
                folder.resolve(name).toString(),
                "--json",
                folder.resolve(name + ".json").toString());
    }

    @Test
    void whatIsSoundIsNotViolated() {
        Invocation run =
                Invocation.of("hunt", "--workloads", "5", "--runs", "8", "--steps", "1000");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("5 workloads: nothing violated; 0 not begun; 40 runs")
                .doesNotContain("HOLDS");
    }

    @Test
    void everyReadingHasWorkloadsOfItsOwn() {
        Invocation run =
                Invocation.of(
                        "hunt",
                        "--workloads",
                        "1",
                        "--reading",
                        "paper,popcorn",
                        "--runs",
                        "2",
                        "--steps",
                        "200",
                        "--size",
                        "small");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "1 workload of address-space@paper, small",
                        "1 workload of address-space@popcorn, small");
    }

    @Test
    void anInterruptIsReportedAndExitsWithThree() {
        StopSignal stop = new StopSignal();
        stop.stop("an interrupt");
        Invocation run = Invocation.of(stop, "hunt", "--workloads", "9");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("9 not begun");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hunt --workloads 0               | --workloads: 1 to 1000000, got 0
                    hunt --size large                | --size: is of workloads that --workloads asks for
                    hunt --workloads 2 --size huge   | unknown word 'huge': expected small or large
                    hunt tas --workloads 2           | --workloads: what is hunted is drawn; expected no mechanism
                    hunt --workloads 2 --released exit | --workloads: what is hunted is drawn; expected no mechanism
                    hunt --workloads 2 --defect none | unknown defect 'none'
                    hunt --workloads 2 --defect ticket-torn | @paper has no defect 'ticket-torn'
                    hunt --workloads 2 --cores x86   | has a machine of its own; its cores are
                    """)
    void whatMakesNoSenseIsSaidInOneLine(String arguments, String message) {
        Invocation run = Invocation.of(arguments.split(" +"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
    }
}
