package dev.fracas.generators.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.generators.Shrunk;
import dev.fracas.model.lock.LockMechanism;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class LockWorkloadsTest {
    @Property(seed = "1", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void everyDescriptionIsOfAMachineAndEveryLockComesUp(
            @ForAll("descriptions") MachineDescription description) {
        LockMechanism lock = LockMechanisms.named(description.mechanism());
        assertThat(lock.unsuitable(description)).isEmpty();
        assertThat(contenders(lock, description)).isEqualTo(description.cores());

        Statistics.label("lock")
                .collect(lock.id())
                .coverage(c -> {
                    for (LockMechanism each : LockMechanisms.all()) {
                        c.check(each.id()).percentage(p -> p > 1);
                    }
                });
        reaches("both ISAs", 40, Set.copyOf(description.cores()).size() == 2);
        reaches("eight cores", 1, description.cores().size() == 8);
        reaches("one core", 1, description.cores().size() == 1);
        reaches("many rounds", 1, description.rounds() > 10);
        reaches("sequential consistency", 10, description.isSequential());
        reaches("emulated exclusives", 20, description.exclusives() == Exclusives.EMULATED);
    }

    /** The ISAs of those that use the lock; companions of a lock have the numbers behind them. */
    private static List<Isa> contenders(LockMechanism lock, MachineDescription description) {
        Machine machine = lock.machine(description);
        return IntStream.range(0, Math.min(machine.cores(), description.cores().size()))
                .mapToObj(core -> machine.program(core).isa())
                .toList();
    }

    private static void reaches(String what, int percent, boolean reached) {
        Statistics.label(what)
                .collect(reached)
                .coverage(c -> c.check(true).percentage(p -> p > percent));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyBrokenLockIsOfAMachine(@ForAll("broken") MachineDescription description) {
        LockMechanism lock = LockMechanisms.named(description.mechanism());

        assertThat(description.defect()).isPresent();
        assertThat(contenders(lock, description)).isEqualTo(description.cores());
    }

    @Example
    void workloadsShrinkToOneCoreAndOneRound() {
        assertThat(Shrunk.of(descriptions(), description -> true))
                .isEqualTo(
                        new MachineDescription(
                                LockMechanisms.all().getFirst().id(),
                                List.of(Isa.X86_64),
                                Memory.sequentialConsistency(),
                                Exclusives.ARCHITECTURAL,
                                1,
                                Optional.empty()));
    }

    @Example
    void aWorkloadOfALockForTwoShrinksToTwoCores() {
        LockMechanism dekker = LockMechanisms.named("dekker");

        assertThat(
                        Shrunk.of(
                                        new LockWorkloads(List.of(dekker), 8, 15).arbitrary(),
                                        description -> true)
                                .cores())
                .containsExactly(Isa.X86_64, Isa.X86_64);
    }

    @Provide
    Arbitrary<MachineDescription> descriptions() {
        return LockWorkloads.all().arbitrary();
    }

    @Provide
    Arbitrary<MachineDescription> broken() {
        return LockWorkloads.all().broken();
    }
}
