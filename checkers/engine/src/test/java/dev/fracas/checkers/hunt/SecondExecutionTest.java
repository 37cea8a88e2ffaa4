package dev.fracas.checkers.hunt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.model.Step;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Mechanism;
import org.junit.jupiter.api.Test;

class SecondExecutionTest {
    private final Mechanism ticket = Hunts.named("ticket");
    private final Machine machine = ticket.machine(Hunts.machine(ticket));
    private final int[] firstStep = {Step.code(0, Step.Kind.INSTRUCTION, 0)};

    @Test
    void statesThatDifferAreReported() {
        assertThatThrownBy(
                        () -> new SecondExecution(machine).compare(firstStep, 1, true, 12_345, 8))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("run 8 goes through other states when it is executed again");
    }

    @Test
    void aStepThatIsNotPossibleAgainIsReported() {
        int[] impossible = {Step.code(0, Step.Kind.DELIVER, 0)};
        assertThatThrownBy(() -> new SecondExecution(machine).compare(impossible, 1, true, 0, 8))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not possible when it is executed again");
    }
}
