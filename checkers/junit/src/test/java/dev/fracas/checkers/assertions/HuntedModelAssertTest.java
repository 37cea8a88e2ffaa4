package dev.fracas.checkers.assertions;

import static dev.fracas.checkers.assertions.FracasAssertions.assertThat;
import static dev.fracas.checkers.assertions.FracasAssertions.mechanism;
import static dev.fracas.checkers.assertions.FracasAssertions.mutualExclusion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fracas.checkers.cli.FracasCommand;
import dev.fracas.checkers.ownlock.ArrayLock;
import dev.fracas.checkers.ownlock.HastyArrayLock;
import dev.fracas.generators.addressspace.AddressSpaceWorkloads;
import dev.fracas.generators.lock.LockWorkloads;
import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Workloads drawn by jqwik and hunted: what fails is shrunk, shown, written and replays. */
class HuntedModelAssertTest {
    private static final Pattern REPLAY = Pattern.compile("replay: fracas (replay (\\S+))");

    @TempDir private Path folder = Path.of("");

    /** Suites with a defect, which are run by the tests below. */
    static class Suites {
        @Property(
                seed = "3",
                tries = 60,
                edgeCases = EdgeCasesMode.NONE,
                shrinking = ShrinkingMode.FULL)
        void unmappingTellsTheRemote(@ForAll("workloads") AddressSpaceWorkload workload) {
            assertThat(mechanism(workload.name() + "@paper"))
                    .withDefect("unmap-skips-remote")
                    .hunted(11)
                    .withRuns(16, 2_000)
                    .keepsItsPromises();
        }

        @Property(
                seed = "3",
                tries = 60,
                edgeCases = EdgeCasesMode.NONE,
                shrinking = ShrinkingMode.FULL)
        void ticketsAreDrawnInOneStep(@ForAll("locks") MachineDescription machine) {
            assertThat(machine)
                    .withDefect("ticket-torn")
                    .hunted(11)
                    .withRuns(16, 2_000)
                    .keeps(mutualExclusion());
        }

        @Provide
        Arbitrary<AddressSpaceWorkload> workloads() {
            return AddressSpaceWorkloads.small(Reading.PAPER).arbitrary();
        }

        @Provide
        Arbitrary<MachineDescription> locks() {
            return new LockWorkloads(List.of(LockMechanisms.named("ticket")), 3, 3).arbitrary();
        }
    }

    @Test
    void aFailingWorkloadIsShrunkShownAndReplays() throws IOException {
        String failure = failureOf("unmappingTellsTheRemote", AddressSpaceWorkload.class);

        assertThat(failure)
                .startsWith("1page_")
                .contains("@paper: ", " VIOLATED: ", "with defect unmap-skips-remote", "  step  ")
                .contains("--seed 11, run ");
        assertReplays(failure);
        // Nothing smaller has the defect: one page, which the remote uses and somebody unmaps.
        assertThat(failure.substring(0, failure.indexOf('@')))
                .matches("1page_(x86-u0_arm-[rw]0\\S*|arm-[rw]0\\S*_x86-u0|arm-[rw]0\\S*-u0)");
    }

    @Test
    void aFailingMachineOfALockIsShrunkShownAndReplays() throws IOException {
        String failure = failureOf("ticketsAreDrawnInOneStep", MachineDescription.class);

        assertThat(failure)
                .startsWith("ticket: mutual-exclusion VIOLATED: ")
                .contains("ticket with defect ticket-torn on x86,x86; sc; 1 round")
                .contains("--seed 11, run ");
        assertReplays(failure);
    }

    /** The message names one command, and of all that was tried one trace is left. */
    private void assertReplays(String failure) throws IOException {
        Matcher command = REPLAY.matcher(failure);
        assertThat(command.find()).as(failure).isTrue();
        FracasCommand replay = FracasCommand.of(command.group(1).split(" "));
        assertThat(replay.status()).as(replay.out()).isZero();
        assertThat(replay.out()).contains("violated after");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(Path.of(command.group(2)));
        }
    }

    /** Runs the property with traces in this test's folder; what it says when it has failed. */
    private String failureOf(String property, Class<?> of) {
        String before = System.getProperty(Counterexample.FOLDER_PROPERTY, "");
        System.setProperty(Counterexample.FOLDER_PROPERTY, folder.toString());
        try {
            List<Event> failed =
                    EngineTestKit.engine("jqwik")
                            .selectors(DiscoverySelectors.selectMethod(Suites.class, property, of))
                            .configurationParameter(
                                    "jqwik.database", folder.resolveSibling("database").toString())
                            .execute()
                            .testEvents()
                            .failed()
                            .list();
            assertThat(failed).hasSize(1);
            return String.valueOf(
                    failed.getFirst()
                            .getRequiredPayload(TestExecutionResult.class)
                            .getThrowable()
                            .orElseThrow()
                            .getMessage());
        } finally {
            if (before.isEmpty()) {
                System.clearProperty(Counterexample.FOLDER_PROPERTY);
            } else {
                System.setProperty(Counterexample.FOLDER_PROPERTY, before);
            }
        }
    }

    @Test
    void whatIsSoundPassesAndSaysNothing() {
        assertThat(mechanism("1page_x86-w0=1_arm-r0@paper")).hunted(1).keepsItsPromises();
        assertThat(new ArrayLock()).hunted(1).withRuns(20, 1_000).keepsItsPromises();
    }

    @Test
    void aLockOfOnesOwnIsReplayedByItsTestSuite() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(new HastyArrayLock()).hunted(1).keepsItsPromises())
                .withMessageStartingWith("hasty-array-lock: ")
                .withMessageContaining("a test method @Replay(");
    }

    @Test
    void theSameSeedFindsTheSame() {
        assertThat(message(5)).isEqualTo(message(5));
    }

    private static String message(long seed) {
        try {
            assertThat(new HastyArrayLock()).hunted(seed).keepsItsPromises();
            return "";
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }
}
