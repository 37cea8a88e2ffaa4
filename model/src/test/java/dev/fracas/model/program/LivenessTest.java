package dev.fracas.model.program;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private final Word x = Word.named("x").bits(4);
    private final Word y = Word.named("y").bits(4);
    private final Routine r = new Routine(0, 1, Isa.X86_64);

    /** For each instruction, the names of the registers that are live before it. */
    private List<List<String>> live() {
        Program program = r.build();
        Liveness liveness = new Liveness(program);
        return IntStream.range(0, program.code().size())
                .mapToObj(at ->
                        liveness.before(at).stream()
                                .mapToObj(i -> program.registers().get(i).name())
                                .toList())
                .toList();
    }

    private List<Boolean> monitors() {
        Program program = r.build();
        Liveness liveness = new Liveness(program);
        return IntStream.range(0, program.code().size()).mapToObj(liveness::monitorBefore).toList();
    }

    @Test
    void aRegisterLivesFromItsDefinitionToItsLastUse() {
        Register seen = r.load(x, MemoryOrder.RELAXED);
        r.pause("between");
        r.store(y, seen, MemoryOrder.RELAXED);
        r.pause("after");

        assertThat(live())
                .containsExactly(List.of(), List.of("x"), List.of("x"), List.of(), List.of());
    }

    @Test
    void aValueThatIsOverwrittenBeforeItsUseIsDead() {
        Register local = r.local("local", 4);
        r.assign(local, 1);
        r.pause("dead here");
        r.assign(local, 2);
        r.pause("live here");
        r.store(x, local, MemoryOrder.RELAXED);

        assertThat(live().get(1)).isEmpty();
        assertThat(live().get(3)).containsExactly("local");
    }

    @Test
    void aRegisterThatOneBranchNeedsIsLiveBeforeTheBranch() {
        Register seen = r.load(x, MemoryOrder.RELAXED);
        Register other = r.load(y, MemoryOrder.RELAXED);
        r.when(other.isEqualTo(1), () -> r.store(x, seen, MemoryOrder.RELAXED));

        assertThat(live().get(1)).containsExactly("x");
        assertThat(live().get(2)).containsExactly("x", "y");
        assertThat(live().getLast()).isEmpty();
    }

    @Test
    void aRegisterThatTheNextTurnOfALoopNeedsIsLiveAroundTheLoop() {
        Register count = r.local("count", 4);
        r.loop(() -> {
            r.store(x, count, MemoryOrder.RELAXED);
            r.pause("turn");
            r.assign(count, count.plus(1));
        });

        assertThat(live().subList(0, 4))
                .containsExactly(
                        List.of("count"), List.of("count"), List.of("count"), List.of("count"));
    }

    @Test
    void indicesTestsAndTargetsOfInterruptsAreUses() {
        WordArray array = WordArray.named("array", 2);
        Register index = r.local("index", 1);
        Register operand = r.local("operand", 4);
        Register target = r.local("target", 1);
        r.await(
                array.at(index),
                dev.fracas.model.program.Test.equalTo(operand),
                MemoryOrder.RELAXED);
        r.sendIpi(target, CALL_FUNCTION_VECTOR);

        assertThat(live())
                .containsExactly(
                        List.of("index", "operand", "target"), List.of("target"), List.of());
    }

    @Test
    void theMonitorLivesFromALoadExclusiveToItsStoreExclusive() {
        r.pause("before");
        r.loadExclusive(x, MemoryOrder.ACQUIRE);
        r.pause("between");
        r.storeExclusive(x, Value.constant(1), MemoryOrder.RELEASE);
        r.pause("after");

        assertThat(monitors()).containsExactly(false, false, true, true, false, false);
    }
}
