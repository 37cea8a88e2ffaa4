package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workloads that stand in no list are accepted by their names wherever a protocol is. */
class WorkloadCommandsTest {
    private static final String WORKLOAD = "1page_x86-r0-u0_arm-r0";

    @TempDir private Path folder = Path.of("");

    @Test
    void aWorkloadIsCheckedInEveryReadingThatHasAMachineForIt() {
        Invocation run = Invocation.of("check", WORKLOAD, "--max-states", "500");
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(WORKLOAD + "@paper", WORKLOAD + "@released", WORKLOAD + "@popcorn");
    }

    @Test
    void aWorkloadInThePaperReadingKeepsItsPromises() {
        Invocation run = Invocation.of("check", "1page_x86-w0=1_arm-r0@paper");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("1 as declared", "HOLDS");
    }

    @Test
    void aReleasedWorkloadIsAskedForAllThatPaperPromises() {
        Invocation run =
                Invocation.of("check", "1page_x86-r0_arm-r0@released", "--max-states", "5000");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("user-view", "S5", "L8", "run-completes", "VIOLATED");
    }

    @Test
    void oneMixedReadingOfAWorkloadIsNamedByItsParts() {
        Invocation run = Invocation.of("check", WORKLOAD + "@paper+mapping", "--max-states", "500");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains(WORKLOAD + "@paper+mapping");
    }

    @Test
    void aDefectIsBuiltIntoAWorkloadThatDoesNotNameIt() {
        Invocation run =
                Invocation.of(
                        "check",
                        WORKLOAD + "@paper",
                        "--defect",
                        "unmap-skips-remote",
                        "--max-states",
                        "30000");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("The defect unmap-skips-remote").contains("is caught");
    }

    @Test
    void aTraceOfAWorkloadReplaysAndIsMinimizedAndKeepsItsSeed() throws IOException {
        Invocation.of(
                "hunt",
                "1page_arm-r0@paper",
                "--defect",
                "remote-page-not-cleared",
                "--runs",
                "20",
                "--seed",
                "7",
                "--traces",
                folder.toString());
        List<Path> traces;
        try (Stream<Path> files = Files.list(folder)) {
            traces = files.sorted().toList();
        }
        assertThat(traces).isNotEmpty();
        Path trace = traces.getFirst();
        Invocation replay = Invocation.of("replay", trace.toString());
        assertThat(replay.err()).isEmpty();
        assertThat(replay.out()).contains("1page_arm-r0@paper", "--seed 7");

        Path small = folder.resolve("small.itf.json");
        Invocation minimized =
                Invocation.of(
                        "minimize",
                        trace.toString(),
                        "-o",
                        small.toString(),
                        "--max-states",
                        "20000");
        assertThat(minimized.err()).isEmpty();
        assertThat(Invocation.of("replay", small.toString()).out()).contains("--seed 7");
    }

    @Test
    void aCompleteRunOfAWorkloadStandsBesideThoseOfItsOtherReadings() {
        Invocation.of("check", "1page_x86-r0@paper", "--traces", folder.toString());
        Invocation replay =
                Invocation.of(
                        "replay",
                        folder.resolve("1page_x86-r0@paper-run-completes.itf.json").toString());
        assertThat(replay.status()).isZero();
        assertThat(replay.out()).containsPattern("released +\\d+").containsPattern("popcorn +\\d+");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    check 1page_x86-q0                   | no workload '1page_x86-q0': 'q0'; expected a workload such as
                    check 1page                          | 1page: there is a task, and every task does something; expected a workload
                    check 1page_x86-r3                   | pages are 0 to 0, not 3; expected a workload
                    check 1page_x86-r0@cathedral         | no reading 'cathedral' of a workload: expected 1page_x86-r0, with @paper or @released or @popcorn behind it
                    hunt 1page_x86-p0_arm-r0@popcorn     | its mmap, mprotect and fork are not modelled
                    hunt 1page_x86-r0_arm-r0@paper+attic | attic' is no part of 1page_x86-r0_arm-r0@paper
                    hunt 1page_x86-r0@paper --cores x86  | 1page_x86-r0@paper has a machine of its own; its cores are
                    check 1page_x86-r0@popcorn --defect unmap-skips-remote | 1page_x86-r0@popcorn has no defect 'unmap-skips-remote'
                    disassemble 1page_x86-r0             | 1page_x86-r0 has several readings: expected one of 1page_x86-r0@paper
                    """)
    void whatIsNoWorkloadIsSaidInOneLine(String arguments, String message) {
        Invocation run = Invocation.of(arguments.split(" +"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).hasLineCount(1);
    }
}
