package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.mutate.Mutant;
import dev.fracas.checkers.mutate.MutationOperators;
import dev.fracas.checkers.mutate.MutationSubjects;
import dev.fracas.checkers.mutate.ReviewedSurvivors;
import dev.fracas.checkers.mutate.Subject;
import dev.fracas.model.families.KnownFamilies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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
        assertThat(mutants).allSatisfy(mutant -> assertThat(mutant.has("hunt")).isTrue());
        assertThat(mutants.findValues("hunt").stream().map(hunt -> hunt.get("fate").asString()))
                .contains("KILLED", "ESCAPED");
    }

    @Test
    void whatAHuntKillsIsNotEquivalent() throws IOException {
        Path wrong =
                Files.writeString(
                        folder.resolve("wrong.txt"),
                        """
                        tas/TestAndSetLock.release.1/drop-store
                          store lock = 0 (release)  ->  nothing
                          equivalent: The lock is freed by and by.
                        """);
        Invocation run = Invocation.of("mutate", "tas", "--by", "hunt", "--reviewed", "" + wrong);
        assertThat(run.out())
                .contains("Said to be equivalent, and killed by the hunt:")
                .doesNotContain("unreviewed");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void noMachineIsTooLargeForAHunt() {
        Invocation run =
                Invocation.of(
                        "mutate",
                        "fork-cow-then-remote-write@paper",
                        "--by",
                        "hunt",
                        "--mutant",
                        "Forking.fork.1/drop-lock");
        assertThat(run.out()).contains("killed by  S7 1");
    }

    @Test
    void whatAHuntDoesNotComeToIsListed() {
        Invocation run =
                Invocation.of(
                        "mutate",
                        "qspinlock",
                        "--within-rounds",
                        "--steps",
                        "1",
                        "--mutant",
                        "QueuedSpinLock.slowpath.4/drop-branch");
        assertThat(run.out())
                .contains(
                        "Killed by a check, and not by the hunt:", "by hunt: 0 of 1 mutant killed");
        assertThat(run.status()).isZero();
    }

    @Test
    void aHuntHasOtherMachinesAndTheSameMutants() {
        MutationSubjects subjects =
                new MutationSubjects(KnownFamilies.all(), MutationSubjects.Machines.USUAL, false);
        assertThat(subjects.byDefault())
                .filteredOn(subject -> !subject.name().equals("address-space@paper"))
                .isNotEmpty()
                .allSatisfy(subject ->
                        assertThat(changes(subjects.hunted(subject))).isEqualTo(changes(subject)));
    }

    @Test
    void aReadingThatKeepsEverythingIsASubjectByItself() {
        MutationSubjects subjects =
                new MutationSubjects(KnownFamilies.all(), MutationSubjects.Machines.USUAL, false);
        assertThat(subjects.byDefault().stream().map(Subject::name))
                .contains("tas", "dekker-unfenced", "stramash-ptl@paper", "address-space@paper")
                .doesNotContain("stramash-ptl@released", "address-space@popcorn");
        assertThat(subjects.groups("paper").stream().map(Subject::name))
                .contains("address-space@paper");
        assertThat(subjects.groups("address-space@popcorn")).hasSize(1);
        assertThat(subjects.groups("ticket")).isEmpty();
    }

    private static List<String> changes(Subject subject) {
        return MutationOperators.mutants(subject).stream()
                .map(mutant -> mutant.id() + " " + mutant.change())
                .toList();
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
                new MutationSubjects(KnownFamilies.all(), MutationSubjects.Machines.USUAL, false);
        Map<String, String> changes = new HashMap<>();
        for (Subject subject : subjects.byDefault()) {
            for (Mutant mutant : MutationOperators.mutants(subject)) {
                changes.put(mutant.id(), mutant.change());
            }
        }
        assertThat(ReviewedSurvivors.ours().reviews())
                .allSatisfy((id, review) ->
                        assertThat(changes.getOrDefault(id, "no such mutant"))
                                .as(id)
                                .isEqualTo(review.change()));
    }

    @Test
    @Tag("nightly")
    void noMutantSurvivesThatNobodyKnows() {
        Invocation run = Invocation.of("mutate");
        assertThat(run.out())
                .doesNotContain("New survivors:", "and killed:", "and killed by", "CONTRADICTION");
        assertThat(run.status()).isIn(0, 3);
    }
}
