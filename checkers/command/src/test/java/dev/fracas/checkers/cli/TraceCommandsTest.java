package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code replay} and {@code minimize}. */
class TraceCommandsTest {
    @TempDir private static Path folder = Path.of("");

    private static Path trace = Path.of("");
    private static Path lasso = Path.of("");

    @BeforeAll
    static void findTraces() {
        Invocation.of(
                "check",
                "--defect",
                "ticket-torn",
                "--cores",
                "x86,arm,arm",
                "--traces",
                folder.toString());
        trace = folder.resolve("ticket-ticket-torn-mutual-exclusion.itf.json");
        lasso = folder.resolve("ticket-ticket-torn-every-waiter-gets-in.itf.json");
        assertThat(trace).exists();
        assertThat(lasso).exists();
    }

    @Test
    void aTraceReplaysAsATableWithItsCost() {
        Invocation run = Invocation.of("replay", trace.toString());
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        Golden.assertPinned("replay.txt", run.out());
    }

    @Test
    void aTraceReplaysAsASequenceDiagram() {
        Invocation run = Invocation.of("replay", trace.toString(), "--format", "mermaid");
        assertThat(run.status()).isZero();
        Golden.assertPinned("replay.mermaid", run.out());
    }

    @Test
    void theCostIsThatOfTheHardware() {
        assertThat(Invocation.of("replay", trace.toString(), "--hardware", "fully-shared").out())
                .contains("Cost in cycles (fully-shared, ")
                .contains("0 remote accesses, 0 snoops");
    }

    @Test
    void aTruncatedTraceIsRefusedInOneLine() throws IOException {
        String text = Files.readString(trace);
        assertRefused(text.substring(0, text.length() / 2), "the file ends here");
    }

    @Test
    void aTraceThatLacksItsLastStateIsRefused() throws IOException {
        List<String> lines = Files.readAllLines(trace);
        int last = lines.size() - 3;
        lines.remove(last);
        String before = lines.get(last - 1);
        lines.set(last - 1, before.substring(0, before.length() - 1));
        assertRefused(String.join("\n", lines), "expected the end of a trace that shows");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void anEditedStateIsRefusedInOneLine(int state) throws IOException {
        List<String> lines = Files.readAllLines(trace);
        int line = 5 + state;
        String edited =
                lines.get(line)
                        .replaceFirst(
                                "\"counter\":\\{\"#bigint\":\"0\"}",
                                "\"counter\":{\"#bigint\":\"1\"}");
        assertThat(edited).isNotEqualTo(lines.get(line));
        lines.set(line, edited);
        assertRefused(
                String.join("\n", lines),
                "expected counter to be 0, as a replay finds it, found 1");
    }

    @Test
    void anEditedMachineIsRefused() throws IOException {
        assertRefused(
                Files.readString(trace).replace("\"ticket-torn\"", "\"ticket-tron\""),
                "has no defect 'ticket-tron'");
    }

    private static void assertRefused(String text, String message) throws IOException {
        Path file = folder.resolve("broken.json");
        Files.writeString(file, text);
        for (String command : List.of("replay", "minimize")) {
            Invocation run = Invocation.of(command, file.toString());
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains(file.toString(), message).hasLineCount(1);
        }
    }

    @Test
    void minimizeShrinksTheMachineAndSaysThatTheTraceIsProvedShortest() {
        Path small = folder.resolve("small.itf.json");
        Invocation run = Invocation.of("minimize", trace.toString(), "-o", small.toString());
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("cores x86,arm,arm -> ", "proved shortest")
                .contains("written to " + small);
        assertThat(Invocation.of("replay", small.toString()).status()).isZero();
    }

    @Test
    void aMinimizedTraceIsWrittenBesideTheTrace() {
        Invocation run = Invocation.of("minimize", lasso.toString());
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("not proved shortest");
        Path small = folder.resolve("ticket-ticket-torn-every-waiter-gets-in.min.itf.json");
        assertThat(Invocation.of("replay", small.toString()).status()).isZero();
    }
}
