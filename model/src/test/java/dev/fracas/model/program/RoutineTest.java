package dev.fracas.model.program;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutineTest {
    private final Word x = Word.named("x").bits(4);
    private final Routine r = new Routine(0, 1, Isa.X86_64);

    @Test
    void aLocalIsNotTheRegisterOfALoadFromAWordOfThatName() {
        Register loaded = r.load(x, MemoryOrder.RELAXED);
        Register local = r.local("x", 4);

        assertThat(local).isNotEqualTo(loaded);
        assertThat(r.local("x", 4)).isEqualTo(local);
    }

    @Test
    void aLocalHasOneWidth() {
        r.local("node", 4);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> r.local("node", 5))
                .withMessage("local node has 4 bits, not 5");
    }

    @Test
    void ghostsThatWaitForAStepAreNotLostAtTheEnd() {
        r.afterNextStep(() -> r.ghostStore(Word.ghost("seen", 1), 1));

        assertThatIllegalStateException()
                .isThrownBy(r::build)
                .withMessageContaining("ghosts wait for its next step");
    }

    @Test
    void ghostsOfTheNextStepFollowItBeforeAnythingElse() {
        r.afterNextStep(() -> r.ghostStore(Word.ghost("seen", 1), 1));
        r.assign(r.local("count", 2), 1);
        r.store(x, 1, MemoryOrder.RELAXED);
        r.fence();

        assertThat(Disassembly.of(r.build()))
                .isEqualTo(
                        """
                            0      count = 1
                            1  store x = 1
                            2      ghost seen = 1
                            3  fence
                            4  end
                        """);
    }

    @Test
    void aNamedPlaceKeepsItsNameWhenALoopBeginsThere() {
        r.place(r.label("retry"));
        r.loop(() -> r.pause("cpu_relax"));

        assertThat(r.build().sites().getFirst().label()).isEqualTo("retry");
    }

    @Test
    void aJumpToNowhereIsAnError() {
        r.gotoLabel(r.label("lost"));

        assertThatIllegalStateException()
                .isThrownBy(r::build)
                .withMessage("label lost is used but placed nowhere");
    }

    private enum Kind implements Note {
        WAITS,
        INSIDE
    }

    @Test
    void notesAreOfWhatTheBodyEmitsAndOfTheNextStep() {
        r.noted(Kind.WAITS, () -> r.pause("first"));
        r.noteNextStep(Kind.INSIDE);
        r.assign(r.local("count", 2), 1);
        r.pause("second");
        r.pause("third");

        assertThat(r.build().sites())
                .extracting(Program.Site::notes)
                .containsExactly(
                        Set.of(Kind.WAITS), Set.of(), Set.of(Kind.INSIDE), Set.of(), Set.of());
    }

    @Test
    void aConditionIsNegatedInPlace() {
        Register a = r.local("a", 4);

        assertThat(a.isEqualTo(1).not()).hasToString("a != 1");
        assertThat(a.isNotEqualTo(1).not()).hasToString("a == 1");
        assertThat(a.isLessThan(3).not()).hasToString("3 <= a");
        assertThat(a.isLessThan(3).not().not()).hasToString("a < 3");
        assertThat(new Condition(a).not()).hasToString("a == 0");
        assertThat(a.isEqualTo(1).and(new Condition(a.and(2))).not())
                .hasToString("((a == 1) & ((a & 2) != 0)) == 0");
    }

    @Test
    void thereIsAlwaysSomethingToChooseFrom() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> r.choose("nothing", 0))
                .withMessage("choose from 1 to 2^20 values, got 0");
    }

    @Test
    void memoryIsNotAGhostAndAGhostIsNotMemory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> r.ghostStore(x, 1))
                .withMessage("x is a word of memory, not a ghost");
    }

    @Test
    void aProgramIsAThreadUnlessItSaysOtherwise() {
        Routine daemon = new Routine(1, 3, Isa.X86_64);
        daemon.daemon();
        Routine handler = new Routine(2, 3, Isa.X86_64);
        handler.handlerOf(0, CALL_FUNCTION_VECTOR);

        assertThat(r.build().role()).isEqualTo(new Program.Role.Task());
        assertThat(daemon.build().role()).isEqualTo(new Program.Role.Daemon());
        assertThat(handler.build().role())
                .isEqualTo(new Program.Role.HandlerOf(0, List.of(CALL_FUNCTION_VECTOR)));
    }

    @Test
    void aProgramHasOneRole() {
        r.daemon();

        assertThatIllegalStateException()
                .isThrownBy(() -> r.handlerOf(0, CALL_FUNCTION_VECTOR))
                .withMessage("the program has a role already: Daemon[]");
    }
}
