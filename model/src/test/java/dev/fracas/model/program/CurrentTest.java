package dev.fracas.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import org.junit.jupiter.api.Test;

class CurrentTest {
    private final WordArray tlb = WordArray.ghost("tlb", 2, 4);
    private final Word frame = Word.named("frame").bits(8);
    private final Routine r = new Routine(0, 1, Isa.X86_64);

    @Test
    void theCurrentValueIsThatOfAGhostAndOfNoWordOfMemory() {
        assertThat(Value.current(tlb.at(1))).isEqualTo(new Value.Current(tlb.at(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Value.current(frame))
                .withMessage("frame is a word of memory, not a ghost");
    }

    @Test
    void theIndexIsAConstantInsideTheArray() {
        Register index = r.local("index", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Value.current(tlb.at(index)))
                .withMessage(
                        "the current value needs a constant index from 0 to 1, got tlb[index]");
        assertThatIllegalArgumentException().isThrownBy(() -> Value.current(tlb.at(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> Value.current(tlb.at(-1)));
    }

    @Test
    void theDisassemblyPrintsTheNameOfTheGhost() {
        r.routine(
                "access",
                () -> {
                    r.store(frame, Value.current(tlb.at(1)).plus(1), MemoryOrder.RELAXED);
                    Value valid = Value.current(tlb.at(0).field("valid", 0, 1));
                    r.await(
                            frame,
                            dev.fracas.model.program.Test.equalTo(valid),
                            MemoryOrder.RELAXED);
                    r.end();
                });

        assertThat(Disassembly.of(r.build()))
                .isEqualTo(
                        """
                        access:
                            0  store frame = tlb[1] + 1
                            1  await frame == tlb[0].valid
                            2  end
                        workload:
                            3  end
                        """);
    }

    @Test
    void aCurrentValueKeepsNoRegisterAlive() {
        r.store(frame, Value.current(tlb.at(1)), MemoryOrder.RELAXED);
        Program program = r.build();

        assertThat(program.registers()).isEmpty();
        assertThat(new Liveness(program).before(0).isEmpty()).isTrue();
    }
}
