package dev.fracas.model.addressspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.addressspace.readings.AddressSpaceConfigurations;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.program.Liveness;
import dev.fracas.model.program.Program;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistersTest {
    /**
     * Kernel code runs again and again in one program, and a register that a pass does not set
     * would still hold what an earlier pass left in it.
     */
    @Test
    void noRegisterIsReadBeforeItIsSet() {
        List<String> read = new ArrayList<>();
        for (Mechanism configuration : AddressSpaceConfigurations.all()) {
            Machine machine = configuration.machine(configuration.ground().usual());
            for (int core = 0; core < machine.cores(); core++) {
                Program program = machine.program(core);
                int of = core;
                new Liveness(program)
                        .before(0).stream()
                                .mapToObj(r -> program.registers().get(r).name())
                                .forEach(name ->
                                        read.add(configuration.id() + " " + of + ": " + name));
            }
        }
        assertThat(read).isEmpty();
    }
}
