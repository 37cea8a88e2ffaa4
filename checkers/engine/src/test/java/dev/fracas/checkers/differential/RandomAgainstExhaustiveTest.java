package dev.fracas.checkers.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.check.Checker;
import dev.fracas.checkers.check.PropertyVerdict;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.checkers.hunt.Finding;
import dev.fracas.checkers.hunt.HuntBounds;
import dev.fracas.checkers.hunt.Hunter;
import dev.fracas.checkers.hunt.Uniform;
import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Verdict;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.LatencyTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What random search finds exhaustive search finds too, on machines that are small enough. */
class RandomAgainstExhaustiveTest {
    /** What a lock is judged by in both, with a defect and without. */
    record Subject(Mechanism lock, MachineDescription machine) {
        @Override
        public String toString() {
            return lock.id() + machine.defect().map(defect -> " with " + defect).orElse("");
        }
    }

    static Stream<Subject> locksWithEachOfTheirDefects() {
        return LockMechanisms.all().stream()
                .flatMap(lock ->
                        lock.defects().stream()
                                .map(Defect::exposedBy)
                                .map(machine -> new Subject(lock, bounded(machine))));
    }

    private static MachineDescription bounded(MachineDescription machine) {
        return machine.isEndless() ? machine.withRounds(2) : machine;
    }

    @ParameterizedTest
    @MethodSource("locksWithEachOfTheirDefects")
    void everyViolationThatRandomSearchFindsExhaustiveSearchFinds(Subject subject) {
        Set<String> exhaustive = violated(subject);
        Set<String> random =
                hunted(subject).stream()
                        .filter(RandomAgainstExhaustiveTest::isWhereACheckJudges)
                        .map(Finding::id)
                        .collect(Collectors.toSet());
        assertThat(exhaustive).isNotEmpty().containsAll(random);
    }

    /** A hunt judges safety on the endless form as well, where a check judges starvation only. */
    private static boolean isWhereACheckJudges(Finding finding) {
        return finding.example()
                .map(example -> example.replay().trace().machine())
                .filter(machine -> finding.promise().endless() || !machine.isEndless())
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("locksAsTheyAre")
    void whatExhaustiveSearchFoundToHoldNoRandomRunViolates(Subject subject) {
        Set<String> exhaustive = violated(subject);
        List<Finding> random = hunted(subject);
        assertThat(random)
                .filteredOn(Finding::isViolated)
                .extracting(Finding::id)
                .isSubsetOf(exhaustive);
    }

    private static List<Finding> hunted(Subject subject) {
        return Hunter.with(new Uniform(), 1, HuntBounds.ofRuns(100, 400))
                .hunt(subject.lock(), subject.machine())
                .findings();
    }

    static Stream<Subject> locksAsTheyAre() {
        return locksWithEachOfTheirDefects()
                .map(subject -> new Subject(subject.lock(), whole(subject.machine())))
                .distinct();
    }

    private static MachineDescription whole(MachineDescription machine) {
        return machine.withoutDefect();
    }

    private static Set<String> violated(Subject subject) {
        return new Checker(Explorer.unbounded(), List.of(), LatencyTable.of(CorePair.DEFAULT))
                .check(subject.lock(), subject.machine()).properties().stream()
                        .filter(property -> property.verdict() == Verdict.VIOLATED)
                        .map(PropertyVerdict::id)
                        .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "1page_x86-w0=1_arm-r0-w0=2, paper",
        "1page_x86-r0-u0_arm-w0=2, paper",
        "2pages_x86-w0=1-r1_arm-w1=1-r0, paper",
        "1page_x86-w0=1_arm-r0-w0=2, popcorn",
        "1page_x86-r0_arm-w0=2-r0, released"
    })
    void enoughRandomRunsEndInAllTheWaysThatThereAre(String workload, String id) {
        Reading reading =
                AddressSpaceWorkload.readings().stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
        MachineOutcomes outcomes =
                MachineOutcomes.of(AddressSpaceWorkload.named(workload), reading);
        Set<Outcome> every = outcomes.everyOne(100_000).orElseThrow();
        Set<Outcome> some = new HashSet<>();
        for (int seed = 0; seed < 20 && !some.equals(every); seed++) {
            some.addAll(outcomes.ofRuns(50, seed));
            assertThat(every).containsAll(some);
        }
        assertThat(some).isEqualTo(every).hasSizeGreaterThan(1);
    }
}
