package dev.fracas.model.kernel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private record Wake(int cpu) implements KernelMessage {
        @Override
        public String message() {
            return "futex_wake";
        }
    }

    private final Messages<Wake> messages =
            new Messages<>(List.of(new Wake(0), new Wake(1), new Wake(2), new Wake(3)));

    @Test
    void codesStartAtOne() {
        assertThat(messages.code(new Wake(0))).isEqualTo(1);
        assertThat(messages.code(new Wake(3))).isEqualTo(4);
        assertThat(messages.bits()).isEqualTo(3);
    }

    @Test
    void whatIsNotCarriedIsRefused() {
        assertThatThrownBy(() -> messages.code(new Wake(4))).hasMessageContaining("Wake[cpu=4]");
    }
}
