package dev.fracas.generators.program;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.MemoryModel;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Program.Site;
import dev.fracas.model.program.Test;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Machines of one to three cores that run small random programs: every kind of instruction, words and
 * registers of 1 to 64 bits, fields of words, computed and wrong indices, branches and loops. They
 * shrink toward fewer cores and fewer instructions, sequential consistency and small numbers.
 */
public final class ProgramArbitraries {
    private static final Arbitrary<Integer> WIDTHS =
            Arbitraries.oneOf(Arbitraries.of(1, 2, 3, 8, 32, 64), Arbitraries.integers().between(1, 64));

    private ProgramArbitraries() {}

    /** Any small machine. */
    public static Arbitrary<MachineSketch> machines() {
        return vocabularies()
                .flatMap(
                        v -> {
                            Arbitrary<List<Core>> cores =
                                    cores(v)
                                            .list()
                                            .ofMinSize(1)
                                            .ofMaxSize(3)
                                            .withSizeDistribution(RandomDistribution.uniform());
                            return Combinators.combine(cores, memoryModels(), exclusives())
                                    .as((c, m, e) -> new MachineSketch(programs(v, c), m, e));
                        });
    }

    /** Sequential consistency, and TSO with store buffers of 1 to 3 entries. */
    public static Arbitrary<MemoryModel> memoryModels() {
        return Arbitraries.of(
                MemoryModel.sequentialConsistency(),
                MemoryModel.totalStoreOrder(1),
                MemoryModel.totalStoreOrder(2),
                MemoryModel.totalStoreOrder(3));
    }

    /** The three readings of load- and store-exclusive. */
    public static Arbitrary<Exclusives> exclusives() {
        return Arbitraries.of(Exclusives.class);
    }

    private record Core(Isa isa, List<Statement> statements) {
        Program program(Vocabulary v, int core) {
            List<Instruction> code = new ArrayList<>();
            statements.forEach(s -> Statement.lower(s, code));
            code.add(new Instruction.End());
            List<Site> sites = Collections.nCopies(code.size(), new Site("", "", Set.of()));
            return new Program(core, isa, code, sites, v.registers());
        }
    }

    private static List<Program> programs(Vocabulary v, List<Core> cores) {
        return IntStream.range(0, cores.size()).mapToObj(i -> cores.get(i).program(v, i)).toList();
    }

    private static Arbitrary<Vocabulary> vocabularies() {
        Arbitrary<WordArray> x =
                Combinators.combine(Arbitraries.of(1, 1, 2, 3), WIDTHS)
                        .as((length, bits) -> WordArray.named("x", length).bits(bits))
                        .flatMap(ProgramArbitraries::initialised);
        Arbitrary<WordArray> y =
                WIDTHS.map(bits -> WordArray.named("y", 1).bits(bits))
                        .flatMap(ProgramArbitraries::initialised);
        Arbitrary<WordArray> z =
                WIDTHS.map(bits -> WordArray.named("z", 2).bits(bits).inLine("y"))
                        .flatMap(ProgramArbitraries::initialised);
        Arbitrary<WordArray> ghosts = WIDTHS.map(bits -> WordArray.ghost("seen", 2, bits));
        Arbitrary<List<Integer>> registers = WIDTHS.list().ofSize(4);
        return Combinators.combine(x, y, z, ghosts, registers)
                .as((a, b, c, g, r) -> Vocabulary.of(List.of(a, b, c), g, r));
    }

    private static Arbitrary<WordArray> initialised(WordArray array) {
        long all = WordArray.mask(array.bits());
        return Arbitraries.of(0L, 1L, all, 0xA5A5_A5A5_A5A5_A5A5L & all).map(array::initially);
    }

    private static Arbitrary<Core> cores(Vocabulary v) {
        return Combinators.combine(Arbitraries.of(Isa.class), statements(v, 2, 1, 5)).as(Core::new);
    }

    private static Arbitrary<List<Statement>> statements(Vocabulary v, int depth, int min, int max) {
        return statement(v, depth)
                .list()
                .ofMinSize(min)
                .ofMaxSize(max)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Statement> statement(Vocabulary v, int depth) {
        Arbitrary<Statement> plain =
                Arbitraries.frequencyOf(Tuple.of(5, visible(v)), Tuple.of(2, registerOnly(v)))
                        .map(Statement.Plain::new);
        if (depth == 0) {
            return plain;
        }
        Arbitrary<Statement> when =
                Combinators.combine(
                                conditions(v),
                                statements(v, depth - 1, 0, 2),
                                statements(v, depth - 1, 0, 1))
                        .as(Statement.When::new);
        Arbitrary<Statement> repeat =
                Combinators.combine(visible(v), statements(v, depth - 1, 0, 2), conditions(v))
                        .as(Statement.Repeat::new);
        Arbitrary<Statement> exclusivePair =
                Combinators.combine(registers(v), registers(v), addresses(v), values(v), orders())
                        .as(ProgramArbitraries::exclusivePair);
        return Arbitraries.frequencyOf(
                Tuple.of(10, plain),
                Tuple.of(2, when),
                Tuple.of(1, repeat),
                Tuple.of(1, exclusivePair));
    }

    /** A store-exclusive to where the load-exclusive was, which chance alone would seldom make. */
    private static Statement exclusivePair(
            Register old, Register status, Address at, Value value, MemoryOrder order) {
        return new Statement.Repeat(
                new Instruction.LoadExclusive(old, at, order),
                List.of(
                        new Statement.Plain(
                                new Instruction.StoreExclusive(status, at, value, order))),
                status.isEqualTo(0));
    }

    private static Arbitrary<Instruction.Visible> visible(Vocabulary v) {
        Arbitrary<Register> into = registers(v);
        Arbitrary<Address> at = addresses(v);
        Arbitrary<Value> value = values(v);
        Arbitrary<MemoryOrder> order = orders();
        Arbitrary<Operator> operators = Arbitraries.of(Operator.class);
        Arbitrary<Instruction.Visible> load =
                Combinators.combine(into, at, order).as(Instruction.Load::new);
        Arbitrary<Instruction.Visible> store =
                Combinators.combine(at, value, order).as(Instruction.Store::new);
        Arbitrary<Instruction.Visible> fetch =
                Combinators.combine(into, operators, at, value, order)
                        .as(Instruction.FetchAndOp::new);
        Arbitrary<Instruction.Visible> swap =
                Combinators.combine(into, at, value, order).as(Instruction.Swap::new);
        Arbitrary<Instruction.Visible> cas =
                Combinators.combine(into, at, value, value, order)
                        .as(Instruction.CompareAndSwap::new);
        Arbitrary<Instruction.Visible> loadExclusive =
                Combinators.combine(into, at, order).as(Instruction.LoadExclusive::new);
        Arbitrary<Instruction.Visible> storeExclusive =
                Combinators.combine(into, at, value, order).as(Instruction.StoreExclusive::new);
        Arbitrary<Instruction.Visible> await =
                Combinators.combine(into, at, tests(v), order).as(Instruction.Await::new);
        Arbitrary<Instruction.Visible> choose =
                Combinators.combine(into, Arbitraries.integers().between(1, 3))
                        .as(Instruction.Choose::new);
        Arbitrary<Instruction.Visible> sendIpi =
                Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.of(0L, 1L, 2L).map(Value::constant)),
                                Tuple.of(1, value))
                        .map(Instruction.SendIpi::new);
        return Arbitraries.frequencyOf(
                Tuple.of(6, load),
                Tuple.of(8, store),
                Tuple.of(2, fetch),
                Tuple.of(2, swap),
                Tuple.of(2, cas),
                Tuple.of(2, loadExclusive),
                Tuple.of(2, storeExclusive),
                Tuple.of(1, Arbitraries.just(new Instruction.Fence())),
                Tuple.of(1, await),
                Tuple.of(2, choose),
                Tuple.of(2, sendIpi),
                Tuple.of(1, Arbitraries.just(new Instruction.AwaitIpi())),
                Tuple.of(1, Arbitraries.just(new Instruction.Pause("pause"))));
    }

    private static Arbitrary<Instruction.RegisterOnly> registerOnly(Vocabulary v) {
        Arbitrary<Address> ghost =
                indices(v, v.ghosts()).map(i -> new Address(v.ghosts(), i, 0, v.ghosts().bits(), ""));
        Arbitrary<Instruction.RegisterOnly> assign =
                Combinators.combine(registers(v), values(v)).as(Instruction.Assign::new);
        Arbitrary<Instruction.RegisterOnly> ghostLoad =
                Combinators.combine(registers(v), ghost).as(Instruction.GhostLoad::new);
        Arbitrary<Instruction.RegisterOnly> ghostStore =
                Combinators.combine(ghost, values(v)).as(Instruction.GhostStore::new);
        return Arbitraries.frequencyOf(
                Tuple.of(2, assign), Tuple.of(1, ghostLoad), Tuple.of(1, ghostStore));
    }

    private static Arbitrary<MemoryOrder> orders() {
        return Arbitraries.of(MemoryOrder.class);
    }

    private static Arbitrary<Register> registers(Vocabulary v) {
        return Arbitraries.of(v.registers());
    }

    /** A word, or with chance one half some of its bits. */
    private static Arbitrary<Address> addresses(Vocabulary v) {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.just(v.words().get(0))),
                        Tuple.of(1, Arbitraries.of(v.words())))
                .flatMap(
                        array ->
                                Combinators.combine(indices(v, array), fields(array))
                                        .as((i, f) -> f.at(array, i)));
    }

    private record Bits(int from, int width) {
        Address at(WordArray array, Value index) {
            boolean whole = width == array.bits();
            return new Address(array, index, from, width, whole ? "" : from + "+" + width);
        }
    }

    private static Arbitrary<Bits> fields(WordArray array) {
        int bits = array.bits();
        Bits whole = new Bits(0, bits);
        if (bits == 1) {
            return Arbitraries.just(whole);
        }
        int half = bits / 2;
        int quarter = bits / 4;
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(whole)),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                new Bits(0, half),
                                new Bits(half, bits - half),
                                new Bits(quarter, half))));
    }

    /** Mostly an index of the array; one in a few is computed and may be wrong. */
    private static Arbitrary<Value> indices(Vocabulary v, WordArray array) {
        Arbitrary<Value> right =
                Arbitraries.integers().between(0, array.length() - 1).map(Value::constant);
        Arbitrary<Value> computed = registers(v).map(r -> r.and(array.length() == 3 ? 3 : 1));
        return Arbitraries.frequencyOf(
                Tuple.of(14, right), Tuple.of(3, computed), Tuple.of(1, values(v)));
    }

    private static Arbitrary<Test> tests(Vocabulary v) {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(Value.constant(-1))),
                                Tuple.of(1, values(v))),
                        Arbitraries.of(comparisons()),
                        values(v))
                .as(Test::new);
    }

    private static List<Operator> comparisons() {
        return Stream.of(Operator.values()).filter(Operator::isComparison).toList();
    }

    private static Arbitrary<Condition> conditions(Vocabulary v) {
        Arbitrary<Condition> comparison =
                Combinators.combine(registers(v), Arbitraries.of(comparisons()), values(v))
                        .as(Register::is);
        return Arbitraries.frequencyOf(
                Tuple.of(3, comparison),
                Tuple.of(1, values(v).map(Condition::new)),
                Tuple.of(1, Combinators.combine(comparison, comparison).as(Condition::and)),
                Tuple.of(1, comparison.map(Condition::not)));
    }

    /** What a core computes: few different numbers, so that the state space stays small. */
    private static Arbitrary<Value> values(Vocabulary v) {
        Arbitrary<Value> constant =
                Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.of(0L, 1L, 2L)),
                                Tuple.of(
                                        1,
                                        Arbitraries.of(
                                                3L, 63L, 64L, 200L, 0x1_0000_0001L, -1L, -2L,
                                                Long.MIN_VALUE)))
                        .map(Value::constant);
        Arbitrary<Value> leaf =
                Arbitraries.frequencyOf(
                        Tuple.of(3, constant), Tuple.of(2, registers(v).map(r -> (Value) r)));
        Arbitrary<Value> operation =
                Combinators.combine(Arbitraries.of(Operator.class), leaf, leaf)
                        .as((operator, left, right) -> left.apply(operator, right));
        Arbitrary<Value> nested =
                Combinators.combine(Arbitraries.of(Operator.class), operation, leaf)
                        .as((operator, left, right) -> left.apply(operator, right));
        return Arbitraries.frequencyOf(
                Tuple.of(5, leaf), Tuple.of(2, operation), Tuple.of(1, nested));
    }
}
