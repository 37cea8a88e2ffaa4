package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HuntCommandTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir private Path folder = Path.of("");

    @Test
    void aKnownLackIsAsDeclaredAndExitsWithZero() {
        Invocation run = Invocation.of("hunt", "tas", "ticket", "--runs", "100");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
        Golden.assertPinned("hunt.txt", Golden.masked(run.out()));
    }

    @Test
    void aDefectIsCaughtAndExitsWithOne() {
        Invocation run =
                Invocation.of(
                        "hunt", "--defect", "tas-unlock-twice", "--runs", "50", "--seed", "2");
        assertThat(run.status()).isEqualTo(1);
        Golden.assertPinned("hunt-defect.txt", Golden.masked(run.out()));
    }

    @Test
    void nothingIsEverSaidToHold() {
        Invocation run = Invocation.of("hunt", "ticket", "--runs", "20");
        assertThat(run.out()).doesNotContain("HOLDS").contains("not violated");
    }

    @Test
    void ofMoreThanThreeMechanismsEachIsARow() {
        Invocation run =
                Invocation.of(
                        "hunt",
                        "ticket",
                        "tas",
                        "mcs",
                        "unmap-against-remote-fault@paper",
                        "--runs",
                        "40",
                        "--steps",
                        "2000",
                        "--seed",
                        "3");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
        Golden.assertPinned("hunt-several.txt", Golden.masked(run.out()));
    }

    @Test
    void theSameSeedWritesTheSameBytesWhateverTheNumberOfWorkers() throws IOException {
        assertThat(json("1")).isEqualTo(json("2"));
    }

    private String json(String workers) throws IOException {
        Path file = folder.resolve(workers + ".json");
        Invocation.of(
                "hunt",
                "--defect",
                "ticket-torn",
                "--runs",
                "60",
                "--strategy",
                "coverage",
                "--workers",
                workers,
                "--json",
                file.toString());
        return Files.readString(file);
    }

    @Test
    void jsonHoldsEveryFigure() throws IOException {
        JsonNode ticket = MAPPER.readTree(json("2")).get(0);
        assertThat(ticket.get("name").asString()).isEqualTo("ticket");
        assertThat(ticket.get("strategy").asString()).isEqualTo("coverage");
        assertThat(ticket.get("seed").asLong()).isEqualTo(1);
        assertThat(ticket.get("runs").asLong()).isEqualTo(60);
        assertThat(ticket.get("violated").asBoolean()).isTrue();
        JsonNode mutualExclusion = ticket.get("properties").get(0);
        assertThat(mutualExclusion.get("result").asString()).isEqualTo("VIOLATED");
        assertThat(mutualExclusion.get("violations").asLong()).isPositive();
        assertThat(mutualExclusion.get("example").get("steps").asInt()).isEqualTo(6);
        assertThat(ticket.get("forms").size()).isEqualTo(2);
        assertThat(ticket.get("forms").get(0).get("machine").get("rounds").asInt()).isEqualTo(15);
    }

    @Test
    void everyTraceIsWrittenWithItsSeedAndReplays() throws IOException {
        Path traces = folder.resolve("traces");
        Invocation run =
                Invocation.of(
                        "hunt",
                        "--defect",
                        "ticket-torn",
                        "--runs",
                        "100",
                        "--strategy",
                        "uniform",
                        "--traces",
                        traces.toString());
        List<Path> files;
        try (Stream<Path> all = Files.list(traces)) {
            files = all.sorted().toList();
        }
        assertThat(files)
                .contains(traces.resolve("ticket-ticket-torn-mutual-exclusion.itf.json"))
                .hasSizeGreaterThan(3);
        for (Path file : files) {
            assertThat(run.out()).contains("fracas replay " + file);
            assertThat(Files.readString(file))
                    .contains("found by fracas hunt --strategy uniform --seed 1, run ");
            assertThat(Invocation.of("replay", file.toString()).status()).isZero();
        }
    }

    @Test
    void anInterruptIsReportedAndExitsWithThree() throws IOException {
        StopSignal stop = new StopSignal();
        stop.stop("an interrupt");
        Path json = folder.resolve("out.json");
        Invocation run = Invocation.of(stop, "hunt", "ticket", "mcs", "--json", json.toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("Stopped by an interrupt.", "2 not begun");
        assertThat(MAPPER.readTree(Files.readString(json)).isArray()).isTrue();
    }
}
