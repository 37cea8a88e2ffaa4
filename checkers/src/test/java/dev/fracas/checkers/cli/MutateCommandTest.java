package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.mutate.Mutant;
import dev.fracas.checkers.mutate.MutationOperators;
import dev.fracas.checkers.mutate.ReviewedSurvivors;
import dev.fracas.checkers.mutate.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MutateCommandTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void aLockOfWhichEveryMutantIsKilledIsOneRow() {
        Invocation run = Invocation.of("mutate", "ticket");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
        Golden.assertPinned("mutate.txt", Golden.masked(run.out()));
    }

    @Test
    void aSurvivorThatIsNotInTheFileIsNew() throws IOException {
        Path empty = Files.writeString(folder.resolve("none.txt"), "");
        Path json = folder.resolve("ttas.json");
        Invocation run =
                Invocation.of("mutate", "ttas", "--reviewed", "" + empty, "--json", "" + json);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("New survivors:", "ttas/TestAndTestAndSetLock.acquire.2/drop-wait");
        JsonNode mutants =
                JsonMapper.builder().build().readTree(Files.readString(json)).get(0).get("mutants");
        assertThat(mutants.findValuesAsString("fate")).contains("KILLED", "SURVIVED");
    }

    @Test
    void aMutantInTheFileThatIsKilledIsSaidToBe() throws IOException {
        Path wrong =
                Files.writeString(
                        folder.resolve("wrong.txt"),
                        """
                        tas/TestAndSetLock.release.1/drop-store
                          store lock = 0 (release)  ->  nothing
                          unreviewed
                        """);
        Invocation run = Invocation.of("mutate", "tas", "--reviewed", wrong.toString());
        assertThat(run.out()).contains("In the file of survivors, and killed:");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void onlyTheOperatorsAskedForAreUsed() {
        assertThat(Invocation.of("mutate", "ticket", "--operators", "split-atomic").out())
                .contains("1 mutant: 1 killed");
        assertThat(Invocation.of("mutate", "--operators", "nonsense").err())
                .contains("unknown operator 'nonsense'");
    }

    @Test
    void aStopIsIncomplete() {
        StopSignal stop = new StopSignal();
        stop.stop("a test");
        Invocation run = Invocation.of(stop, "mutate", "ticket");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("Stopped by a test");
    }

    @Test
    void everyReviewedSurvivorIsAMutantThatThereIs() {
        MutationSubjects subjects =
                new MutationSubjects(Repertoire.everything(), new MachineOptions(), false);
        Map<String, Mutant> mutants = new HashMap<>();
        for (Subject subject : subjects.byDefault()) {
            for (Mutant mutant :
                    MutationOperators.mutants(subject, MutationSubjects.scope(subject))) {
                mutants.put(mutant.id(), mutant);
            }
        }
        assertThat(ReviewedSurvivors.ours().reviews())
                .allSatisfy((id, review) ->
                        assertThat(mutants)
                                .hasEntrySatisfying(
                                        id,
                                        mutant ->
                                                assertThat(mutant.change())
                                                        .isEqualTo(review.change())));
    }

    @Test
    @Tag("nightly")
    void noMutantSurvivesThatNobodyKnows() {
        Invocation run = Invocation.of("mutate");
        assertThat(run.out()).doesNotContain("New survivors:", "and killed:");
        assertThat(run.status()).isIn(0, 3);
    }
}
