package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.sample.HandOver;
import dev.fracas.checkers.sample.HandOverProperties;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.mechanism.Families;
import dev.fracas.model.mechanism.Family;
import dev.fracas.spec.lock.LockProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands make of a family of which each mechanism has its machine, beside two locks. */
class TwoFamiliesTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Repertoire SAMPLE =
            new Repertoire(
                    new Families(
                            List.of(
                                    Family.of(
                                            "lock",
                                            "two locks",
                                            List.of(
                                                    LockMechanisms.named("tas"),
                                                    LockMechanisms.named("dekker")),
                                            LockProperties.all()),
                                    Family.of(
                                            "hand-over",
                                            "a page handed over",
                                            HandOver.all(),
                                            HandOverProperties.all()))));

    @TempDir private Path folder = Path.of("");

    private static Invocation fracas(String... arguments) {
        return Invocation.of(SAMPLE, new StopSignal(), arguments);
    }

    private static void assertPinned(String name, Invocation run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
        Golden.assertPinned(name, Golden.masked(run.out()));
    }

    @Test
    void eachFamilyHasRowsOfItsOwn() {
        Invocation run = fracas("check", "--workers", "2");
        assertThat(run.status()).isZero();
        assertPinned("check-both.txt", run);
    }

    @Test
    void aConfigurationNamedIsCheckedInAllItsReadings() {
        Invocation run = fracas("check", "lost-hand-over", "--workers", "2");
        assertThat(run.status()).isZero();
        assertPinned("check-configuration.txt", run);
    }

    @Test
    void aReadingIsCheckedByItselfWithoutLocks() {
        Invocation run = fracas("check", "--reading", "paper,popcorn", "--workers", "2");
        assertThat(run.status()).isZero();
        assertPinned("check-reading.txt", run);
    }

    @Test
    void aDefectOfAConfigurationIsCaught() {
        Invocation run = fracas("check", "--defect", HandOver.EARLY);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("mechanisms    hand-over@paper")
                .contains("is caught: it violates no-stale-read.");
    }

    @Test
    void memoryCanBeChosenAndTheRestIsFixed() {
        Invocation run = fracas("check", "hand-over@paper", "--memory", "sc");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("machine       x86,arm; 1 round; sc;");
    }

    @Test
    void coresAndRoundsAreThoseOfTheLocksWhenEverythingIsChecked() {
        Invocation run = fracas("check", "--cores", "x86,x86", "--rounds", "1");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "machine       lock: x86,x86; 1 round;",
                        "2 lock and 5 hand-over mechanisms");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    check hand-over --cores x86,x86       | --cores: hand-over@paper has a machine of its own; its cores are x86,arm
                    check --reading popcorn --rounds 2    | --rounds: hand-over@popcorn has a machine of its own; its rounds are 1
                    check --defect hand-over-early --rounds 3 | --rounds: hand-over@paper has a machine of its own; its rounds are 1
                    check lost-hand-over@popcorn          | unknown mechanism 'lost-hand-over@popcorn': fracas list mechanisms shows those there are
                    check lost-hand-over --reading popcorn | nothing of what was asked for is in the reading popcorn
                    check hand-over@released --defect hand-over-early | hand-over@released has no defect 'hand-over-early'; it is one of hand-over@paper
                    disassemble hand-over                 | hand-over has several readings: expected one of hand-over@paper, hand-over@released, hand-over@popcorn
                    disassemble hand-over@paper --cores arm | --cores: hand-over@paper has a machine of its own
                    """)
    void whatMakesNoSenseIsSaidInOneLine(String arguments, String message) {
        Invocation run = fracas(arguments.split(" +"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).hasLineCount(1);
    }

    @Test
    void mechanismsAreListedWithTheirReadingsAndWhatTheyLack() {
        Invocation run = fracas("list", "mechanisms");
        assertThat(run.status()).isZero();
        assertPinned("list-mechanisms.txt", run);
        JsonNode list = MAPPER.readTree(fracas("list", "mechanisms", "--json").out());
        assertThat(list.size()).isEqualTo(7);
        JsonNode released = list.get(3);
        assertThat(released.get("id").asString()).isEqualTo("hand-over@released");
        assertThat(released.get("lacks").get(0).get("property").asString())
                .isEqualTo("every-fault-returns");
        assertThat(released.get("machine").get("cores").size()).isEqualTo(2);
    }

    @Test
    void defectsAndPropertiesAreThoseOfBoth() {
        assertThat(fracas("list", "defects").out()).contains("tas-store", HandOver.EARLY);
        assertThat(fracas("list", "properties").out()).contains("no-oops", "no-stale-read");
    }

    @Test
    void jsonHoldsCompleteRunsWithWhatTheySend() throws IOException {
        Path json = folder.resolve("out.json");
        assertThat(fracas("check", "--reading", "popcorn", "--json", json.toString()).status())
                .isZero();
        JsonNode popcorn = MAPPER.readTree(Files.readString(json)).get(0);
        assertThat(popcorn.get("name").asString()).isEqualTo("hand-over@popcorn");
        assertThat(popcorn.get("mechanism").asString()).isEqualTo("hand-over");
        assertThat(popcorn.get("reading").asString()).isEqualTo("popcorn");
        JsonNode runs = popcorn.get("costs").get(0);
        assertThat(runs.get("span").asString()).isEqualTo("complete run");
        assertThat(runs.get("hardware").asString()).isEqualTo("separated");
        assertThat(runs.get("messages").get("least").asInt()).isEqualTo(1);
        assertThat(runs.get("ipis").get("most").asInt()).isEqualTo(1);
        assertThat(runs.get("completed").asInt()).isEqualTo(runs.get("runs").asInt());
        assertThat(runs.get("cycles").get("least").asLong()).isGreaterThan(2000);
    }

    @Test
    void aCompleteRunIsWrittenAndReplaysBesideTheOtherReadings() {
        Invocation check = fracas("check", "hand-over", "--traces", folder.toString());
        assertThat(check.status()).isZero();
        Path run = folder.resolve("hand-over@popcorn-run-completes.itf.json");
        assertThat(check.out()).contains("Shortest complete runs:", "fracas replay " + run);
        Invocation replay = fracas("replay", run.toString());
        assertThat(replay.status()).isZero();
        assertPinned("replay-complete-run.txt", replay);
    }

    @Test
    void aReadingThatCannotCompleteIsSaidTo() {
        fracas("check", "lost-hand-over", "--traces", folder.toString());
        Invocation replay =
                fracas(
                        "replay",
                        folder.resolve("lost-hand-over@paper-run-completes.itf.json").toString());
        assertThat(replay.status()).isZero();
        assertThat(replay.out()).containsPattern("released +- .* cannot complete");
    }

    @Test
    void aSearchForACompleteRunThatIsCutIsSaidTo() {
        fracas("check", "hand-over@paper", "--traces", folder.toString());
        Invocation replay =
                fracas(
                        "replay",
                        folder.resolve("hand-over@paper-run-completes.itf.json").toString(),
                        "--timeout",
                        "1ms");
        assertThat(replay.status()).isZero();
        assertThat(replay.out())
                .containsAnyOf("none found before the search was cut by 0.001 s", "paper  ");
    }

    @Test
    void aViolationStandsAloneAndReplays() {
        fracas("check", "hand-over@released", "--traces", folder.toString());
        Path lasso = folder.resolve("hand-over@released-every-fault-returns.itf.json");
        Invocation replay = fracas("replay", lasso.toString());
        assertThat(replay.status()).isZero();
        assertThat(replay.out()).doesNotContain("The shortest complete run of each reading");
    }

    @Test
    void theCorpusHoldsDefectsAndWhatTheReleasedProtocolsLack() throws IOException {
        assertThat(fracas("corpus", folder.toString()).status()).isZero();
        assertThat(folder.resolve(HandOver.EARLY + ".itf.json")).exists();
        assertThat(folder.resolve("tas-store.itf.json")).exists();
        try (var files = Files.list(folder.resolve("released"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "hand-over@released-every-fault-returns.itf.json",
                            "lost-hand-over@released-every-fault-returns.itf.json",
                            "lost-hand-over@released-no-standstill.itf.json");
        }
    }
}
