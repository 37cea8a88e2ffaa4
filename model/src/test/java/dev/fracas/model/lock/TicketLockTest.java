package dev.fracas.model.lock;

import static dev.fracas.model.lock.LockMachines.SC;
import static dev.fracas.model.lock.LockMachines.machine;
import static dev.fracas.model.mechanism.MachineDescription.ENDLESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Disassembly;
import org.junit.jupiter.api.Test;

class TicketLockTest {
    @Test
    void itsProgramReadsLikeTheLock() {
        LockMechanism ticket = LockMechanisms.named("ticket");
        Machine pair = ticket.machine(machine(ticket, "x86,arm", ENDLESS, SC));
        assertThat(Disassembly.of(pair.program(1)))
                .isEqualTo(
                        """
                            0  goes on = choose 0..1
                            1      if goes on != 0 goto 3
                            2  end
                            3  next = fetch-and-add next, 1 (acquire)
                            4  await owner == next (acquire)
                            5  counter = load counter
                            6  store counter = counter + 1
                            7  owner2 = load owner
                            8  store owner = owner2 + 1 (release)
                            9      goto 0
                           10  end
                        """);
    }
}
