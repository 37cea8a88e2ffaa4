package dev.fracas.generators.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.model.ModelException;
import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem.Generator;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compiled programs step as interpreted ones do: the same successors, labels and order. */
class CompiledStepsTest {
    private static final int MAX_STATES = 2000;

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void compiledStepsEqualInterpretedSteps(@ForAll("machines") MachineSketch sketch) {
        compare(sketch.machine(), MAX_STATES);
    }

    @Provide
    Arbitrary<MachineSketch> machines() {
        // every program under every memory model and reading: chance should not have to pair them
        return Combinators.combine(
                        ProgramArbitraries.machines(),
                        ProgramArbitraries.memories(),
                        ProgramArbitraries.exclusives())
                .as((sketch, memory, exclusives) ->
                        new MachineSketch(sketch.programs(), memory, exclusives));
    }

    @Example
    void alsoForEightCoresWithThreeHundredInstructionsEach() {
        WordArray x = WordArray.named("x", 8).bits(64).initially(-3);
        Word y = Word.named("y").bits(5);
        Machine machine =
                machine(
                        8,
                        Memory.totalStoreOrder(2),
                        Exclusives.ARCHITECTURAL_SPURIOUS,
                        r -> {
                            Register sum = r.local("sum", 64);
                            for (int i = 0; i < 75; i++) {
                                Register seen = r.load(x.at(sum.and(7)), MemoryOrder.RELAXED);
                                r.assign(sum, seen.times(3).plus(sum.and(r.core()).plus(i)));
                                r.store(x.at(i % 8), sum.minus(seen), MemoryOrder.RELAXED);
                                r.when(
                                        sum.isLessThan(seen),
                                        () -> r.fetchAndAdd(y, sum, MemoryOrder.SEQ_CST));
                                r.storeExclusive(y, sum, MemoryOrder.RELAXED);
                            }
                        });

        assertThat(machine.program(0).code()).hasSizeGreaterThan(375);
        assertThat(machine.layout().words()).isGreaterThan(16);
        assertThat(compare(machine, 3000)).isGreaterThan(3000);
    }

    @Example
    void alsoWhereEachIsaHasAMemorySystemOfItsOwn() {
        WordArray x = WordArray.named("x", 2).bits(4);
        Machine machine =
                machine(
                        3,
                        Memory.named("x86=tso:2,arm=sc"),
                        Exclusives.ARCHITECTURAL,
                        r -> {
                            Register seen = r.load(x.at(r.core() % 2), MemoryOrder.RELAXED);
                            r.store(x.at(seen.and(1)), seen.plus(1), MemoryOrder.RELAXED);
                            r.store(x.at(r.core() % 2), seen.plus(2), MemoryOrder.RELAXED);
                            r.load(x.at(r.core() % 2), MemoryOrder.RELAXED);
                            r.fetchAndAdd(x.at(1), seen, MemoryOrder.SEQ_CST);
                        });

        assertThat(compare(machine, 50_000)).isBetween(1_000, 49_999);
    }

    @Example
    void alsoForShiftsByRegistersAndComparisonsAsOperators() {
        Word x = Word.named("x").bits(64).initially(Long.MIN_VALUE + 5);
        Machine machine =
                machine(
                        2,
                        Memory.totalStoreOrder(1),
                        Exclusives.EMULATED,
                        r -> {
                            Register by = r.choose("by", 130);
                            Register old = r.load(x, MemoryOrder.RELAXED);
                            Value shifted = old.apply(Operator.SHIFT_LEFT, by);
                            Value back = shifted.apply(Operator.SHIFT_RIGHT, by);
                            r.store(
                                    x,
                                    back.apply(Operator.LESS_OR_EQUAL, old),
                                    MemoryOrder.RELAXED);
                            r.compareAndSwap(x, old, shifted, MemoryOrder.SEQ_CST);
                        });

        assertThat(compare(machine, 20_000)).isGreaterThan(20_000);
    }

    @Example
    void aChoiceAmongManyIsNotUnrolled() {
        Word x = Word.named("x").bits(20);
        Machine machine =
                machine(
                        1,
                        Memory.sequentialConsistency(),
                        Exclusives.ARCHITECTURAL,
                        r -> {
                            Register any = r.choose("any", 100_000);
                            r.store(x, any.plus(1), MemoryOrder.RELAXED);
                        });

        assertThat(compare(machine, 1000)).isGreaterThan(100_000);
    }

    @Example
    void aLoopOfRegistersAloneIsStoppedToo() {
        Word x = Word.named("x").bits(2);
        Machine machine =
                machine(
                        1,
                        Memory.sequentialConsistency(),
                        Exclusives.ARCHITECTURAL,
                        r -> {
                            Register seen = r.load(x, MemoryOrder.RELAXED);
                            Register turn = r.local("turn", 3);
                            r.doUntil(() -> {
                                r.assign(turn, turn.plus(1));
                                return seen.isEqualTo(1);
                            });
                        });
        Successors out = new Successors(machine.layout().words());
        machine.initialStates(out);
        long[] initial = Arrays.copyOf(out.states(), machine.layout().words());

        for (Generator generator : List.of(machine.newGenerator(), machine.newFastGenerator())) {
            assertThatThrownBy(() -> generator.successors(initial, 0, out))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("never ends");
        }
    }

    @Example
    void aLoopOfRegistersThatEndsIsRunToItsEnd() {
        Word x = Word.named("x").bits(16);
        Machine machine =
                machine(
                        2,
                        Memory.totalStoreOrder(2),
                        Exclusives.ARCHITECTURAL,
                        r -> {
                            Register seen = r.load(x, MemoryOrder.RELAXED);
                            Register turn = r.local("turn", 10);
                            r.doUntil(() -> {
                                r.assign(turn, turn.plus(1));
                                return turn.isEqualTo(1000);
                            });
                            r.store(x, turn.plus(seen), MemoryOrder.RELAXED);
                        });

        assertThat(compare(machine, 20_000)).isLessThan(20_000);
    }

    /**
     * Compares the two generators in up to {@code most} states; the number of states met is
     * returned.
     */
    private static int compare(Machine machine, int most) {
        int words = machine.layout().words();
        Generator interpreted = machine.newGenerator();
        Generator compiled = machine.newFastGenerator();
        assertThat(compiled.getClass()).isNotEqualTo(interpreted.getClass());
        Successors expected = new Successors(words);
        Successors actual = new Successors(words);
        Set<LongBuffer> met = new HashSet<>();
        Deque<LongBuffer> open = new ArrayDeque<>();
        machine.initialStates(expected);
        meet(expected, words, met, open);
        for (int expanded = 0; !open.isEmpty() && expanded < most; expanded++) {
            long[] state = open.remove().array();
            expected.clear();
            actual.clear();
            interpreted.successors(state, 0, expected);
            compiled.successors(state, 0, actual);
            compare(expected, actual, words);
            assertThat(compiled.finished(state, 0)).isEqualTo(interpreted.finished(state, 0));
            meet(expected, words, met, open);
        }
        boolean[] reached = new boolean[machine.instructions().size()];
        boolean[] reachedCompiled = new boolean[reached.length];
        interpreted.addReached(reached);
        compiled.addReached(reachedCompiled);
        assertThat(reachedCompiled).isEqualTo(reached);
        return met.size();
    }

    private static void compare(Successors expected, Successors actual, int words) {
        assertThat(actual.count()).isEqualTo(expected.count());
        for (int i = 0; i < expected.count(); i++) {
            if (actual.step(i) != expected.step(i)
                    || actual.written(i) != expected.written(i)
                    || !packed(actual, i, words).equals(packed(expected, i, words))) {
                assertThat(describe(actual, i, words)).isEqualTo(describe(expected, i, words));
            }
        }
    }

    private static void meet(
            Successors out, int words, Set<LongBuffer> met, Deque<LongBuffer> open) {
        for (int i = 0; i < out.count(); i++) {
            LongBuffer state = packed(out, i, words);
            if (met.add(state)) {
                open.add(state);
            }
        }
    }

    private static LongBuffer packed(Successors out, int i, int words) {
        return LongBuffer.wrap(Arrays.copyOfRange(out.states(), out.at(i), out.at(i) + words));
    }

    private static String describe(Successors out, int i, int words) {
        String state = Arrays.toString(packed(out, i, words).array());
        return Step.of(out.step(i)) + " writes " + out.written(i) + " -> " + state;
    }

    private static Machine machine(
            int cores, Memory memory, Exclusives exclusives, Consumer<Routine> body) {
        List<Routine> routines = new ArrayList<>();
        for (int core = 0; core < cores; core++) {
            Routine r = new Routine(core, cores, core % 2 == 0 ? Isa.X86_64 : Isa.AARCH64);
            body.accept(r);
            routines.add(r);
        }
        return new Machine(
                routines.stream().map(Routine::build).toList(),
                memory,
                exclusives,
                Observatory.GENERAL);
    }
}
