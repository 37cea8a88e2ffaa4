package dev.fracas.model.kernel;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static dev.fracas.model.program.InterruptVector.RESCHEDULE_VECTOR;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private final Threads threads =
            Threads.of(List.of(X86_64, AARCH64), List.of(X86_64))
                    .interruptedBy(CALL_FUNCTION_VECTOR, X86_64)
                    .withHandler(0, RESCHEDULE_VECTOR)
                    .withHandler(2, RESCHEDULE_VECTOR);

    @Test
    void tasksComeFirstThenDaemonsThenHandlers() {
        assertThat(threads.isas()).containsExactly(X86_64, AARCH64, X86_64, X86_64, X86_64, X86_64);
        assertThat(threads.daemonOf(X86_64)).hasValue(2);
        assertThat(threads.daemonOf(AARCH64)).isEmpty();
        assertThat(threads.programs()).isEqualTo(6);
    }

    @Test
    void aCoreHasAHandlerForEachOfItsVectors() {
        assertThat(threads.handlerOf(0, CALL_FUNCTION_VECTOR)).hasValue(3);
        assertThat(threads.handlerOf(0, RESCHEDULE_VECTOR)).hasValue(4);
        assertThat(threads.handlerOf(2, RESCHEDULE_VECTOR)).hasValue(5);
        assertThat(threads.handlerOf(2, CALL_FUNCTION_VECTOR)).isEmpty();
    }

    @Test
    void oneMoreDaemonComesBeforeTheHandlers() {
        Threads more = threads.withDaemon(AARCH64);
        assertThat(more.daemonOf(AARCH64)).hasValue(3);
        assertThat(more.handlerOf(0, RESCHEDULE_VECTOR)).hasValue(5);
    }

    @Test
    void aHandlerIsOfACore() {
        assertThatThrownBy(() -> threads.withHandler(3, RESCHEDULE_VECTOR))
                .hasMessageContaining("there are cores 0 to 2");
    }
}
