package dev.fracas.generators.lock;

import dev.fracas.generators.hardware.MachineArbitraries;
import dev.fracas.model.lock.LockMechanism;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.MachineDescription;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Machines whose cores run a lock's workload: each acquires, increments a counter and releases, for
 * some rounds. Every description suits its lock.
 *
 * <p>They shrink toward the first of the locks, one x86 core (two where the lock is for two),
 * sequential consistency and one round.
 *
 * @param locks to choose from, at least one
 * @param maxCores 2 to {@link LockMechanism#MAX_CORES}
 * @param maxRounds 1 to 15
 */
public record LockWorkloads(List<LockMechanism> locks, int maxCores, int maxRounds) {
    public LockWorkloads {
        locks = List.copyOf(locks);
        if (locks.isEmpty() || maxCores < 2 || maxCores > LockMechanism.MAX_CORES) {
            throw new IllegalArgumentException(
                    "some locks and 2 to %d cores, not %d"
                            .formatted(LockMechanism.MAX_CORES, maxCores));
        }
    }

    /** Every lock on up to eight cores, up to 15 rounds. */
    public static LockWorkloads all() {
        return new LockWorkloads(LockMechanisms.all(), LockMechanism.MAX_CORES, 15);
    }

    /** The locks as they are meant to be. */
    public Arbitrary<MachineDescription> arbitrary() {
        return Arbitraries.of(locks)
                .flatMap(lock -> suitable(lock, Optional.empty()))
                .withoutEdgeCases();
    }

    /** The locks with one of their defects, whether or not this machine exposes it. */
    public Arbitrary<MachineDescription> broken() {
        List<Tuple.Tuple2<LockMechanism, Defect>> all =
                locks.stream()
                        .flatMap(lock -> lock.defects().stream().map(d -> Tuple.of(lock, d)))
                        .toList();
        return Arbitraries.of(all)
                .flatMap(each -> suitable(each.get1(), Optional.of(each.get2().name())))
                .withoutEdgeCases();
    }

    private Arbitrary<MachineDescription> suitable(LockMechanism lock, Optional<String> defect) {
        Arbitrary<Integer> rounds =
                Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.integers().between(1, Math.min(3, maxRounds))),
                        Tuple.of(1, Arbitraries.integers().between(1, maxRounds)));
        return Combinators.combine(
                        MachineArbitraries.cores(maxCores),
                        MachineArbitraries.memories(),
                        MachineArbitraries.exclusives(),
                        rounds)
                .as((cores, memory, exclusives, count) ->
                        new MachineDescription(lock.id(), cores, memory, exclusives, count, defect))
                .filter(description -> lock.unsuitable(description).isEmpty());
    }
}
