package dev.fracas.model.lock;

import static dev.fracas.model.lock.LockMachines.SC;
import static dev.fracas.model.lock.LockMachines.machine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.machine.Machine;
import dev.fracas.spec.Isa;
import dev.fracas.spec.lock.LockStep;
import dev.fracas.spec.lock.LockView;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** One x86 and one Arm core at a ticket lock, step by step. */
class LockObservatoryTest {
    private static final int X86 = 0;
    private static final int ARM = 1;

    private final Machine machine;
    private final Successors out;
    private long[] before = new long[0];
    private long[] now;
    private int step;
    private int written;

    LockObservatoryTest() {
        LockMechanism ticket = LockMechanisms.named("ticket");
        machine = ticket.machine(machine(ticket, "x86,arm", 1, SC));
        out = new Successors(machine.layout().words());
        machine.initialStates(out);
        now = Arrays.copyOf(out.states(), machine.layout().words());
    }

    @Test
    void coresThatHaveNotDrawnWaitWithoutRank() {
        assertThat(view().cores()).isEqualTo(2);
        assertThat(view().isa(ARM)).isEqualTo(Isa.AARCH64);
        assertThat(view().waiting()).isEqualTo(0b11);
        assertThat(view().holders()).isZero();
        assertThat(view().owners()).isZero();
        assertThat(view().arrivalRank(ARM)).isZero();
    }

    @Test
    void ranksFollowTheOrderOfTheDraws() {
        steps(ARM, X86);
        assertThat(view().arrivalRank(ARM)).isEqualTo(1);
        assertThat(view().arrivalRank(X86)).isEqualTo(2);
    }

    @Test
    void theCoreWhoseTurnItIsGetsInside() {
        steps(ARM, X86, ARM);
        assertThat(view().waiting()).isEqualTo(0b01);
        assertThat(view().holders()).isEqualTo(0b10);
        assertThat(view().owners()).isEqualTo(0b10);
    }

    @Test
    void aSpinIsAStepOfAWaiterThatDoesNotGetIn() {
        steps(ARM, X86, ARM, X86);
        assertThat(Step.isSpin(step)).isTrue();
        assertThat(stepView().core()).isEqualTo(X86);
        assertThat(stepView().before().waiting()).isEqualTo(0b01);
        assertThat(stepView().after().waiting()).isEqualTo(0b01);
    }

    @Test
    void theStoreToTheCounterIsSeenWithBothValues() {
        steps(ARM, ARM, ARM);
        assertThat(stepView().writesCounter()).isFalse();
        steps(ARM);
        assertThat(stepView().writesCounter()).isTrue();
        assertThat(stepView().counterBefore()).isZero();
        assertThat(stepView().counterAfter()).isEqualTo(1);
        assertThat(stepView().counterModulus()).isEqualTo(4);
    }

    @Test
    void anOwnerLeavesTheCriticalSectionAndThenBeginsItsRelease() {
        steps(ARM, X86, ARM, ARM, ARM);
        assertThat(view().holders()).isZero();
        assertThat(view().owners()).isEqualTo(0b10);
        assertThat(view().arrivalRank(X86)).isEqualTo(1);
        assertThat(stepView().beginsRelease()).isFalse();
        steps(ARM);
        assertThat(view().owners()).isZero();
        assertThat(stepView().beginsRelease()).isTrue();
        steps(ARM);
        assertThat(stepView().beginsRelease()).isFalse();
    }

    @Test
    void theNextHolderComesAfterAnArmCore() {
        steps(ARM, X86, ARM, ARM, ARM, ARM, ARM, X86);
        assertThat(view().holders()).isEqualTo(0b01);
        assertThat(stepView().previousHolderWas(Isa.AARCH64)).isTrue();
        assertThat(stepView().previousHolderWas(Isa.X86_64)).isFalse();
    }

    private LockView view() {
        return machine.observeStates(LockView.class).at(now, 0);
    }

    private LockStep stepView() {
        return machine.observeSteps(LockStep.class).at(before, 0, step, written, now, 0);
    }

    private void steps(int... cores) {
        for (int core : cores) {
            out.clear();
            machine.newGenerator().successors(now, 0, out);
            int i = 0;
            while (Step.coreOf(out.step(i)) != core) {
                i++;
            }
            before = now;
            step = out.step(i);
            written = out.written(i);
            now = Arrays.copyOfRange(out.states(), out.at(i), out.at(i) + now.length);
        }
    }
}
