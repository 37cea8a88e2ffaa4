package dev.fracas.checkers.linearizability.recording;

import static dev.fracas.spec.lock.LockProperties.MUTUAL_EXCLUSION;
import static dev.fracas.spec.lock.LockProperties.RELEASE_BY_HOLDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fracas.checkers.linearizability.History;
import dev.fracas.checkers.linearizability.LinearizabilityVerdict.Linearizable;
import dev.fracas.checkers.linearizability.Refusal;
import dev.fracas.checkers.linearizability.objects.Lock;
import dev.fracas.model.lock.LockMechanism;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The model's own locks, as locks of which nothing but calls is seen. */
class LockHistoriesTest {
    /** Readers are no owners, and a try or a companion takes the lock in its own way. */
    private static boolean hasOneOwner(LockMechanism lock) {
        MachineDescription description = description(lock);
        return lock.uses(description).stream().allMatch(use -> use instanceof ExclusiveUse)
                && lock.machine(description).cores() == description.cores().size();
    }

    private static MachineDescription description(LockMechanism lock) {
        return new MachineDescription(
                lock.id(),
                List.of(Isa.X86_64, Isa.AARCH64),
                Memory.totalStoreOrder(2),
                Exclusives.ARCHITECTURAL,
                3,
                Optional.empty());
    }

    private static Recorded recorded(Machine machine) {
        return new Recorded(
                machine, () -> new LockProbe(machine), Map.of(LockProbe.LOCK, new Lock()));
    }

    private static boolean excludes(LockMechanism lock) {
        return lock.promises(description(lock)).stream()
                .anyMatch(p -> p.property().equals(MUTUAL_EXCLUSION) && p.keeps());
    }

    static Stream<LockMechanism> correctLocks() {
        return LockMechanisms.all().stream().filter(lock -> hasOneOwner(lock) && excludes(lock));
    }

    @ParameterizedTest
    @MethodSource("correctLocks")
    void correctLocksAreLinearizable(LockMechanism lock) {
        Recorded recorded = recorded(lock.machine(description(lock)));

        assertThat(recorded.histories(40))
                .allSatisfy(history -> {
                    assertThat(history.operations()).isNotEmpty();
                    assertThat(Recorded.SEARCH.check(history, recorded.objects()))
                            .isInstanceOf(Linearizable.class);
                });
        assertThat(recorded.histories(6))
                .allSatisfy(history ->
                        assertThat(Recorded.CONSTRAINTS.check(history, recorded.objects()))
                                .isInstanceOf(Linearizable.class));
    }

    static Stream<Defect> defectsOfOwnership() {
        return LockMechanisms.all().stream()
                .filter(LockHistoriesTest::hasOneOwner)
                .flatMap(lock -> lock.defects().stream())
                .filter(defect ->
                        Set.of(MUTUAL_EXCLUSION, RELEASE_BY_HOLDER).contains(defect.violates()));
    }

    @ParameterizedTest
    @MethodSource("defectsOfOwnership")
    void aDefectOfOwnershipGivesAHistoryThatBothRefuse(Defect defect) {
        MachineDescription exposed = defect.exposedBy();
        Recorded recorded = recorded(LockMechanisms.named(exposed.mechanism()).machine(exposed));

        Optional<Refusal> refused = recorded.firstRefused(2_000);

        assertThat(refused).isPresent();
        assertThat(recorded.refusal(Recorded.CONSTRAINTS, refused.get().history()))
                .hasValueSatisfying(
                        solved -> assertThat(solved.refused()).isEqualTo(refused.get().refused()));
    }

    @Test
    void aTornTicketIsExplained() {
        Defect torn =
                LockMechanisms.named("ticket").defects().stream()
                        .filter(defect -> defect.name().equals("ticket-torn"))
                        .findFirst()
                        .orElseThrow();
        Recorded recorded = recorded(LockMechanisms.named("ticket").machine(torn.exposedBy()));

        assertThat(recorded.firstRefused(2_000).map(Refusal::explanation))
                .hasValue(
                        """
                        lock: no order explains that x86:0's acquire returned done (event 4).
                          event  arm:1    x86:0
                              1  acquire
                              2           acquire
                              3  -> done
                              4           -> done
                        An order of what took effect before:
                            1. arm:1 acquire -> done
                        Then it is held by arm:1, where x86:0's acquire cannot return.
                        """);
    }

    @Test
    void aReaderIsNoOwner() {
        LockMechanism lock = LockMechanisms.named("qrwlock");
        Recorded recorded = recorded(lock.machine(description(lock)));

        assertThatIllegalStateException()
                .isThrownBy(() -> recorded.histories(20).map(History::operations).toList())
                .withMessageContaining("is a reader: not a lock with one owner");
    }
}
