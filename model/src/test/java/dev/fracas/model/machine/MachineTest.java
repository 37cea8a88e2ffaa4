package dev.fracas.model.machine;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.model.ModelException;
import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem.Generator;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MachineTest {
    private static final Memory SC = Memory.sequentialConsistency();

    private final Word x = Word.named("x").bits(8);

    private static Machine machine(Memory model, List<Consumer<Routine>> bodies) {
        List<Program> programs = new ArrayList<>();
        for (Consumer<Routine> body : bodies) {
            Routine r = new Routine(programs.size(), bodies.size(), Isa.X86_64);
            body.accept(r);
            programs.add(r.build());
        }
        return new Machine(programs, model, Exclusives.ARCHITECTURAL, Observatory.GENERAL);
    }

    private static Machine alone(Consumer<Routine> body) {
        return machine(SC, List.of(body));
    }

    private static long[] initial(Machine machine) {
        Successors out = new Successors(machine.layout().words());
        machine.initialStates(out);
        return Arrays.copyOf(out.states(), machine.layout().words());
    }

    /** The state after core 0 has gone on as far as it can, always taking the first choice. */
    private static long[] atEnd(Machine machine) {
        long[] state = initial(machine);
        while (true) {
            var effect = machine.execute(state, new Step(0, Step.Kind.INSTRUCTION, 0));
            if (effect.isEmpty()) {
                return state;
            }
            state = effect.get().after();
        }
    }

    private static long value(Machine machine, long[] state, WordArray array, int index) {
        return machine.locations().read(state, 0, machine.locations().whole(array, index));
    }

    @Test
    void anAccessOutsideItsArrayStopsTheCoreForEver() {
        WordArray array = WordArray.named("array", 3).bits(2);
        for (long index : new long[] {3, 1L << 32, -1, Long.MIN_VALUE}) {
            Machine machine =
                    alone(r -> {
                        r.store(array.at(Value.constant(index)), 1, MemoryOrder.RELAXED);
                        r.store(array.at(0), 1, MemoryOrder.RELAXED);
                    });

            long[] end = atEnd(machine);

            assertThat(machine.nextInstruction(end, 0, 0)).isEqualTo(-1);
            assertThat(value(machine, end, array, 0)).isZero();
            assertThat(machine.newGenerator().finished(end, 0)).isFalse();
        }
    }

    @Test
    void aGhostOutsideItsArrayStopsTheCoreAndTouchesNothingElse() {
        WordArray ghosts = WordArray.ghost("ghosts", 2, 8);
        WordArray after = WordArray.ghost("after", 2, 8);
        Machine machine =
                alone(r -> {
                    Register index = r.load(x, MemoryOrder.RELAXED);
                    r.ghostStore(ghosts.at(0), 1);
                    r.ghostStore(ghosts.at(index.plus(2)), 7);
                    r.ghostStore(after.at(0), 7);
                    r.pause("never");
                });

        long[] end = atEnd(machine);

        assertThat(machine.nextInstruction(end, 0, 0)).isEqualTo(-1);
        assertThat(value(machine, end, ghosts, 0)).isEqualTo(1);
        assertThat(value(machine, end, after, 0)).isZero();
    }

    @Test
    void anInterruptToACoreThatDoesNotExistStopsTheSender() {
        Machine machine = alone(r -> r.sendIpi(1, CALL_FUNCTION_VECTOR));
        Generator generator = machine.newGenerator();
        Successors out = new Successors(machine.layout().words());
        generator.successors(initial(machine), 0, out);
        boolean[] reached = new boolean[2];
        generator.addReached(reached);

        assertThat(out.count()).isEqualTo(1);
        assertThat(machine.nextInstruction(out.states(), 0, 0)).isEqualTo(-1);
        assertThat(reached).containsExactly(true, false);
    }

    @Test
    void whatIsAssignedIsCutToTheWidthOfTheRegister() {
        Machine machine =
                alone(r -> {
                    Register narrow = r.local("narrow", 3);
                    r.assign(narrow, 0xFF);
                    r.pause("keep");
                    r.assign(narrow, narrow.plus(1));
                    r.pause("keep");
                    r.store(x, narrow.minus(1), MemoryOrder.RELAXED);
                });

        assertThat(value(machine, atEnd(machine), x.array(), 0)).isEqualTo(0xFF);
    }

    @Test
    void aLoadIsCutToTheWidthOfItsRegister() {
        Word full = Word.named("full").bits(8).initially(0xFF);
        Register narrow = new Register("narrow", 3, 0);
        List<Instruction> code =
                List.of(
                        new Instruction.Load(narrow, full.address(), MemoryOrder.RELAXED),
                        new Instruction.Store(x.address(), narrow, MemoryOrder.RELAXED),
                        new Instruction.End());
        Program program =
                new Program(
                        0,
                        Isa.AARCH64,
                        code,
                        Collections.nCopies(3, new Program.Site("", "", Set.of())),
                        List.of(narrow));
        Machine machine =
                new Machine(List.of(program), SC, Exclusives.ARCHITECTURAL, Observatory.GENERAL);

        assertThat(value(machine, atEnd(machine), x.array(), 0)).isEqualTo(7);
    }

    @Test
    void aWordThatIsNamedByItsFieldsOnlyStartsWithAllOfItsInitialValue() {
        Word flags = Word.named("flags").bits(8).initially(0xA5);
        Machine machine = alone(r -> r.store(flags.field("low", 0, 2), 2, MemoryOrder.RELAXED));

        assertThat(value(machine, initial(machine), flags.array(), 0)).isEqualTo(0xA5);
        assertThat(value(machine, atEnd(machine), flags.array(), 0)).isEqualTo(0xA6);
    }

    @Test
    void aRegisterStartsAtZeroAndCostsNothingWhereItIsDead() {
        Machine dead =
                alone(r -> {
                    r.choose("forgotten", 16);
                    r.pause("rest");
                });
        Successors out = new Successors(dead.layout().words());
        dead.newGenerator().successors(initial(dead), 0, out);
        Set<Long> states = new java.util.HashSet<>();
        for (int i = 0; i < out.count(); i++) {
            states.add(out.states()[out.at(i)]);
        }

        assertThat(out.count()).isEqualTo(16);
        assertThat(states).hasSize(1);
    }

    @Test
    void registersThatNeverLiveTogetherShareTheirBits() {
        Machine machine =
                alone(r -> {
                    for (int i = 0; i < 100; i++) {
                        Register seen = r.load(x, MemoryOrder.RELAXED);
                        r.store(x, seen.plus(1), MemoryOrder.RELAXED);
                    }
                });

        // 8 bits of x, 8 of a register, 8 of the pc of 201 instructions
        assertThat(machine.layout().usedBits()).isEqualTo(24);
        assertThat(value(machine, atEnd(machine), x.array(), 0)).isEqualTo(100);
    }

    @Test
    void threeHundredLiveRegistersMakeAWideState() {
        Machine machine =
                alone(r -> {
                    List<Register> seen = new ArrayList<>();
                    for (int i = 0; i < 300; i++) {
                        seen.add(r.fetchAndAdd(x, 1, MemoryOrder.SEQ_CST));
                    }
                    Value sum = Value.constant(0);
                    for (Register each : seen) {
                        sum = sum.plus(each);
                    }
                    r.store(x, sum, MemoryOrder.RELAXED);
                });

        assertThat(machine.layout().words()).isGreaterThan(37);
        // x wraps at 256: 0 + ... + 255, then 0 + ... + 43, cut to 8 bits
        int sum = 255 * 256 / 2 + 43 * 44 / 2;
        assertThat(value(machine, atEnd(machine), x.array(), 0)).isEqualTo(sum & 0xFF);
    }

    @Test
    void aLoopWithoutAStepIsAnErrorInTheProgram() {
        Machine machine =
                alone(r -> {
                    r.pause("start");
                    Register count = r.local("count", 1);
                    r.loop(() -> r.assign(count, count.plus(1)));
                });

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> atEnd(machine))
                .withMessageContaining("x86:0: a loop without any memory access never ends");
    }

    @Test
    void twoWordsOfOneNameAreAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        alone(r -> {
                            r.load(x, MemoryOrder.RELAXED);
                            r.load(x.bits(9), MemoryOrder.RELAXED);
                        }))
                .withMessage("two different words are called 'x'");
    }

    @Test
    void aMachineOfEightCoresMovesEachOfThem() {
        List<Consumer<Routine>> bodies =
                Collections.nCopies(8, r -> r.fetchAndAdd(x, 1, MemoryOrder.SEQ_CST));
        Machine machine = machine(Memory.totalStoreOrder(8), bodies);
        long[] state = initial(machine);
        for (int core = 7; core >= 0; core--) {
            Step step = new Step(core, Step.Kind.INSTRUCTION, 0);
            state = machine.execute(state, step).orElseThrow().after();
        }

        assertThat(value(machine, state, x.array(), 0)).isEqualTo(8);
        assertThat(machine.newGenerator().finished(state, 0)).isTrue();
    }

    @Test
    void aSpinLeavesTheStateAsItIs() {
        Machine machine =
                alone(r ->
                        r.await(x, dev.fracas.model.program.Test.equalTo(1), MemoryOrder.ACQUIRE));
        long[] state = initial(machine);
        Effect effect = machine.execute(state, new Step(0, Step.Kind.SPIN, 0)).orElseThrow();

        assertThat(effect.after()).isEqualTo(state);
        assertThat(effect.read()).isTrue();
        assertThat(effect.wrote()).isFalse();
        assertThat(machine.execute(state, new Step(0, Step.Kind.INSTRUCTION, 0))).isEmpty();
    }
}
