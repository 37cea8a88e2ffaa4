package dev.fracas.generators.program;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Program.Role;
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
 * Machines of one to three cores that run small random programs: every kind of instruction, words
 * and registers of 1 to 64 bits, fields of words, computed and wrong indices, branches and loops,
 * daemons, and one or two handlers of core 0's interrupts, which come with three vectors. They
 * shrink toward fewer cores and fewer instructions, threads only, sequential consistency and small
 * numbers.
 */
public final class ProgramArbitraries {
    private static final Arbitrary<Integer> WIDTHS =
            Arbitraries.oneOf(
                    Arbitraries.of(1, 2, 3, 8, 32, 64), Arbitraries.integers().between(1, 64));
    private static final InterruptVector FIRST = InterruptVector.CALL_FUNCTION_VECTOR;
    private static final InterruptVector SECOND = InterruptVector.RESCHEDULE_VECTOR;

    /** What core 0's own program waits for where handlers take the other vectors. */
    private static final InterruptVector THIRD = new InterruptVector("DOORBELL");

    private static final Arbitrary<Long> INITIAL =
            Arbitraries.of(0L, 1L, -1L, 0xA5A5_A5A5_A5A5_A5A5L);

    private ProgramArbitraries() {}

    /** Any small machine. */
    public static Arbitrary<MachineSketch> machines() {
        return vocabularies()
                .flatMap(v -> {
                    Arbitrary<List<Core>> cores = upTo(3, new Grammar(v).core());
                    return Combinators.combine(cores, memories(), exclusives())
                            .as((c, m, e) -> new MachineSketch(programs(v, c), m, e));
                });
    }

    /**
     * Sequential consistency, and TSO with store buffers of 1 to 3 entries; for all cores, or for
     * those of one ISA.
     */
    public static Arbitrary<Memory> memories() {
        List<Memory> same = IntStream.rangeClosed(0, 3).mapToObj(Memory::ofRecordedDepth).toList();
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(same)),
                Tuple.of(
                        1,
                        Combinators.combine(Arbitraries.of(same), Arbitraries.of(same))
                                .as((x86, arm) ->
                                        Memory.named(
                                                "x86=%s,arm=%s"
                                                        .formatted(x86.text(), arm.text())))));
    }

    /** The three readings of load- and store-exclusive. */
    public static Arbitrary<Exclusives> exclusives() {
        return Arbitraries.of(Exclusives.class);
    }

    /**
     * The last of several programs becomes core 0's handler where its part is that of one, and the
     * one before it does too. One handler takes one vector or two; two take one each.
     */
    private static List<Program> programs(Vocabulary v, List<Core> cores) {
        int last = cores.size() - 1;
        int handlers = 0;
        while (handlers < last && cores.get(last - handlers).part().handles()) {
            handlers++;
        }
        List<Program> programs = new ArrayList<>();
        for (int i = 0; i <= last; i++) {
            Core core = cores.get(i);
            Role role = core.part().serves() ? new Role.Daemon() : new Role.Task();
            Isa isa = core.isa();
            List<InterruptVector> vectors = List.of(FIRST, SECOND, THIRD);
            List<Instruction> code = new ArrayList<>();
            if (i > last - handlers) {
                vectors = handled(i == last, handlers, core.part().loops());
                role = new Role.HandlerOf(0, vectors);
                isa = cores.getFirst().isa();
            } else if (handlers > 0 && i == 0) {
                vectors = List.of(THIRD);
                // from here on, an interrupt can come at any moment
                code.add(new Instruction.SendIpi(Value.constant(0), FIRST));
                if (handlers > 1) {
                    code.add(new Instruction.SendIpi(Value.constant(0), SECOND));
                }
            }
            core.lower(v.registers().getFirst(), code);
            List<InterruptVector> own = vectors;
            code.replaceAll(instruction -> waitingFor(own, instruction));
            List<Site> sites = Collections.nCopies(code.size(), new Site("", "", Set.of()));
            programs.add(new Program(i, isa, code, sites, v.registers(), role));
        }
        return programs;
    }

    private static List<InterruptVector> handled(boolean isLast, int handlers, boolean both) {
        if (handlers > 1) {
            return List.of(isLast ? SECOND : FIRST);
        }
        return both ? List.of(FIRST, SECOND) : List.of(FIRST);
    }

    /** The instruction; a wait is for those vectors only. */
    private static Instruction waitingFor(List<InterruptVector> own, Instruction instruction) {
        if (!(instruction instanceof Instruction.AwaitIpi await)) {
            return instruction;
        }
        List<InterruptVector> left = await.vectors().stream().filter(own::contains).toList();
        return new Instruction.AwaitIpi(await.taken(), left.isEmpty() ? own : left);
    }

    /** What a program is for; a handler's part is a daemon's where there is nothing to handle. */
    private enum Part {
        THREAD(false, false, false),
        DAEMON(true, false, true),
        HANDLER(true, true, true),
        /** Has work before it first waits for an interrupt, if it ever does, and then stops. */
        HANDLER_FOR_ONCE(true, true, false);

        private final boolean serves;
        private final boolean handles;
        private final boolean loops;

        Part(boolean serves, boolean handles, boolean loops) {
            this.serves = serves;
            this.handles = handles;
            this.loops = loops;
        }

        boolean serves() {
            return serves;
        }

        boolean handles() {
            return handles;
        }

        boolean loops() {
            return loops;
        }
    }

    private record Core(Isa isa, Part part, List<Statement> statements) {
        void lower(Register taken, List<Instruction> code) {
            int top = code.size();
            if (part.loops()) {
                code.add(new Instruction.AwaitIpi(taken, List.of(FIRST, SECOND)));
            }
            statements.forEach(s -> Statement.lower(s, code));
            if (part.loops()) {
                code.add(new Instruction.Jump(top));
            }
            code.add(new Instruction.End());
        }
    }

    private static <T> Arbitrary<List<T>> upTo(int most, Arbitrary<T> of) {
        return of.list()
                .ofMinSize(1)
                .ofMaxSize(most)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Vocabulary> vocabularies() {
        Arbitrary<WordArray> x =
                Combinators.combine(Arbitraries.of(1, 1, 2, 3), WIDTHS, INITIAL)
                        .as((n, bits, i) -> initially(WordArray.named("x", n).bits(bits), i));
        Arbitrary<WordArray> y =
                Combinators.combine(WIDTHS, INITIAL)
                        .as((bits, i) -> initially(WordArray.named("y", 1).bits(bits), i));
        Arbitrary<WordArray> z =
                Combinators.combine(WIDTHS, INITIAL)
                        .as((bits, i) -> initially(WordArray.named("z", 2).bits(bits), i))
                        .map(array -> array.inLine("y"));
        Arbitrary<WordArray> ghosts = WIDTHS.map(bits -> WordArray.ghost("seen", 2, bits));
        Arbitrary<List<Integer>> registers = WIDTHS.list().ofSize(4);
        return Combinators.combine(x, y, z, ghosts, registers, Arbitraries.of(false, true))
                .as((a, b, c, g, r, f) -> Vocabulary.of(List.of(a, b, c), f, g, r));
    }

    private static WordArray initially(WordArray array, long value) {
        return array.initially(value & WordArray.mask(array.bits()));
    }

    private static List<Operator> comparisons() {
        return Stream.of(Operator.values()).filter(Operator::isComparison).toList();
    }

    /** What programs over one vocabulary are made of. */
    private static final class Grammar {
        private final Vocabulary v;
        private final Arbitrary<Register> registers;
        private final Arbitrary<Value> values;
        private final Arbitrary<Condition> conditions;
        private final Arbitrary<Address> addresses;
        private final Arbitrary<MemoryOrder> orders = Arbitraries.of(MemoryOrder.class);
        private final Arbitrary<Instruction.Visible> visible;
        private final Arbitrary<Instruction.RegisterOnly> registerOnly;

        Grammar(Vocabulary vocabulary) {
            v = vocabulary;
            registers = Arbitraries.of(v.registers());
            values = new Opaque<>(values());
            conditions = new Opaque<>(conditions());
            addresses =
                    new Opaque<>(
                            Arbitraries.frequencyOf(
                                    Tuple.of(10, addresses(v.words().get(0))),
                                    Tuple.of(1, addresses(v.words().get(1))),
                                    Tuple.of(1, addresses(v.words().get(2)))));
            visible = new Opaque<>(visible());
            registerOnly = new Opaque<>(registerOnly());
        }

        Arbitrary<Core> core() {
            Arbitrary<List<Statement>> body = upTo(6, statement(new Opaque<>(statement(plain()))));
            Arbitrary<Part> parts =
                    Arbitraries.frequencyOf(
                            Tuple.of(8, Arbitraries.just(Part.THREAD)),
                            Tuple.of(1, Arbitraries.just(Part.DAEMON)),
                            Tuple.of(6, Arbitraries.just(Part.HANDLER)),
                            Tuple.of(2, Arbitraries.just(Part.HANDLER_FOR_ONCE)));
            return Combinators.combine(Arbitraries.of(Isa.class), parts, body).as(Core::new);
        }

        private Arbitrary<Statement> plain() {
            return Arbitraries.frequencyOf(Tuple.of(5, visible), Tuple.of(2, registerOnly))
                    .map(Statement.Plain::new);
        }

        private Arbitrary<Statement> statement(Arbitrary<Statement> inner) {
            Arbitrary<List<Statement>> some = inner.list().ofMaxSize(2);
            Arbitrary<Statement> when =
                    Combinators.combine(conditions, some, some).as(Statement.When::new);
            Arbitrary<Statement> repeat =
                    Combinators.combine(visible, some, conditions).as(Statement.Repeat::new);
            Arbitrary<Statement> exclusives =
                    Combinators.combine(registers, registers, addresses, values, orders)
                            .as(ProgramArbitraries::exclusives);
            Arbitrary<Statement> forwarding =
                    Combinators.combine(registers, addresses, addresses, values, values)
                            .as(ProgramArbitraries::forwarding);
            Arbitrary<Statement> choice =
                    Combinators.combine(registers, registers, addresses)
                            .as(ProgramArbitraries::choice);
            Arbitrary<Statement> ghosts =
                    Combinators.combine(registers, ghosts(), addresses, values)
                            .as(ProgramArbitraries::ghosts);
            Arbitrary<Statement> interrupts =
                    Combinators.combine(registers, Arbitraries.of(0L, 1L, 2L), addresses)
                            .as(ProgramArbitraries::interrupts);
            return Arbitraries.frequencyOf(
                    Tuple.of(20, plain()),
                    Tuple.of(4, when),
                    Tuple.of(2, repeat),
                    Tuple.of(2, exclusives),
                    Tuple.of(2, forwarding),
                    Tuple.of(1, choice),
                    Tuple.of(1, ghosts),
                    Tuple.of(2, interrupts));
        }

        private Arbitrary<Instruction.Visible> visible() {
            Arbitrary<Register> into = registers;
            Arbitrary<Operator> operators = Arbitraries.of(Operator.class);
            Arbitrary<Instruction.Visible> load =
                    Combinators.combine(into, addresses, orders).as(Instruction.Load::new);
            Arbitrary<Instruction.Visible> store =
                    Combinators.combine(addresses, values, orders).as(Instruction.Store::new);
            Arbitrary<Instruction.Visible> fetch =
                    Combinators.combine(into, operators, addresses, values, orders)
                            .as(Instruction.FetchAndOp::new);
            Arbitrary<Instruction.Visible> swap =
                    Combinators.combine(into, addresses, values, orders).as(Instruction.Swap::new);
            Arbitrary<Instruction.Visible> compareAndSwap =
                    Combinators.combine(into, addresses, values, values, orders)
                            .as(Instruction.CompareAndSwap::new);
            Arbitrary<Instruction.Visible> loadExclusive =
                    Combinators.combine(into, addresses, orders).as(Instruction.LoadExclusive::new);
            Arbitrary<Instruction.Visible> storeExclusive =
                    Combinators.combine(into, addresses, values, orders)
                            .as(Instruction.StoreExclusive::new);
            Arbitrary<Instruction.Visible> await =
                    Combinators.combine(into, addresses, tests(), orders)
                            .as(Instruction.Await::new);
            Arbitrary<Instruction.Visible> choose =
                    Combinators.combine(into, Arbitraries.integers().between(1, 3))
                            .as(Instruction.Choose::new);
            Arbitrary<Value> cores = Arbitraries.of(0L, 1L, 2L).map(Value::constant);
            Arbitrary<Value> targets =
                    Arbitraries.frequencyOf(Tuple.of(8, cores), Tuple.of(1, values));
            Arbitrary<Instruction.Visible> sendIpi =
                    Combinators.combine(targets, Arbitraries.of(FIRST, FIRST, SECOND, THIRD))
                            .as(Instruction.SendIpi::new);
            Arbitrary<List<InterruptVector>> waits =
                    Arbitraries.of(
                            List.of(FIRST),
                            List.of(SECOND),
                            List.of(FIRST, SECOND),
                            List.of(SECOND, THIRD, FIRST));
            Arbitrary<Instruction.Visible> awaitIpi =
                    Combinators.combine(into, waits).as(Instruction.AwaitIpi::new);
            return Arbitraries.frequencyOf(
                    Tuple.of(8, load),
                    Tuple.of(10, store),
                    Tuple.of(2, fetch),
                    Tuple.of(2, swap),
                    Tuple.of(2, compareAndSwap),
                    Tuple.of(2, loadExclusive),
                    Tuple.of(2, storeExclusive),
                    Tuple.of(1, Arbitraries.of("fence", "invlpg").map(Instruction.Fence::new)),
                    Tuple.of(1, await),
                    Tuple.of(2, choose),
                    Tuple.of(2, sendIpi),
                    Tuple.of(1, awaitIpi),
                    Tuple.of(1, Arbitraries.just(new Instruction.Pause("pause"))));
        }

        private Arbitrary<Instruction.RegisterOnly> registerOnly() {
            Arbitrary<Address> ghost =
                    indices(v.ghosts())
                            .map(i -> new Address(v.ghosts(), i, 0, v.ghosts().bits(), ""));
            Arbitrary<Instruction.RegisterOnly> assign =
                    Combinators.combine(registers, values).as(Instruction.Assign::new);
            Arbitrary<Instruction.RegisterOnly> ghostLoad =
                    Combinators.combine(registers, ghost).as(Instruction.GhostLoad::new);
            Arbitrary<Instruction.RegisterOnly> ghostStore =
                    Combinators.combine(ghost, values).as(Instruction.GhostStore::new);
            return Arbitraries.frequencyOf(
                    Tuple.of(2, assign), Tuple.of(1, ghostLoad), Tuple.of(1, ghostStore));
        }

        /** A word, or some of its bits. */
        private Arbitrary<Address> addresses(WordArray array) {
            return Combinators.combine(indices(array), v.fields() ? fields(array) : whole(array))
                    .as((i, f) -> f.at(array, i));
        }

        /** Mostly an index of the array; one in a few is computed and may be wrong. */
        private Arbitrary<Value> indices(WordArray array) {
            Arbitrary<Value> right =
                    Arbitraries.integers().between(0, array.length() - 1).map(Value::constant);
            Arbitrary<Value> computed = registers.map(r -> r.and(array.length() == 3 ? 3 : 1));
            return Arbitraries.frequencyOf(
                    Tuple.of(16, right), Tuple.of(3, computed), Tuple.of(1, values));
        }

        private Arbitrary<Test> tests() {
            Arbitrary<Value> all = Arbitraries.just(Value.constant(-1));
            Arbitrary<Value> masks = Arbitraries.frequencyOf(Tuple.of(3, all), Tuple.of(1, values));
            return Combinators.combine(masks, Arbitraries.of(comparisons()), values).as(Test::new);
        }

        private Arbitrary<Condition> conditions() {
            Arbitrary<Condition> comparison =
                    Combinators.combine(registers, Arbitraries.of(comparisons()), values)
                            .as(Register::is);
            return Arbitraries.frequencyOf(
                    Tuple.of(3, comparison),
                    Tuple.of(1, values.map(Condition::new)),
                    Tuple.of(1, Combinators.combine(comparison, comparison).as(Condition::and)),
                    Tuple.of(1, comparison.map(Condition::not)));
        }

        /** A ghost, or some of its bits. */
        private Arbitrary<Address> ghosts() {
            WordArray array = v.ghosts();
            return Combinators.combine(
                            Arbitraries.integers().between(0, array.length() - 1),
                            v.fields() ? fields(array) : whole(array))
                    .as((i, f) -> f.at(array, Value.constant(i)));
        }

        /** What a core computes: few different numbers, so that the state space stays small. */
        private Arbitrary<Value> values() {
            Arbitrary<Value> usual = Arbitraries.of(0L, 1L, 2L).map(Value::constant);
            Arbitrary<Value> odd =
                    Arbitraries.of(3L, 63L, 64L, 0x1_0000_0001L, -1L, -2L, Long.MIN_VALUE)
                            .map(Value::constant);
            Arbitrary<Value> register = registers.map(r -> r);
            Arbitrary<Value> leaf =
                    Arbitraries.frequencyOf(
                            Tuple.of(6, usual),
                            Tuple.of(1, odd),
                            Tuple.of(5, register),
                            Tuple.of(1, ghosts().map(Value::current)));
            Arbitrary<Operator> operators = Arbitraries.of(Operator.class);
            Arbitrary<Value> operation =
                    Combinators.combine(operators, leaf, leaf).as((o, a, b) -> a.apply(o, b));
            Arbitrary<Value> nested =
                    Combinators.combine(operators, operation, leaf).as((o, a, b) -> a.apply(o, b));
            return Arbitraries.frequencyOf(
                    Tuple.of(5, leaf), Tuple.of(2, operation), Tuple.of(1, nested));
        }
    }

    // What chance alone would seldom make.

    /** A store-exclusive to where the load-exclusive was. */
    private static Statement exclusives(
            Register old, Register status, Address at, Value value, MemoryOrder order) {
        return new Statement.Repeat(
                new Instruction.LoadExclusive(old, at, order),
                block(new Instruction.StoreExclusive(status, at, value, order)).statements(),
                status.isEqualTo(0));
    }

    /** Two stores to one place, perhaps both in the buffer, before a load. */
    private static Statement forwarding(
            Register into, Address at, Address from, Value first, Value second) {
        return block(
                new Instruction.Store(at, first, MemoryOrder.RELAXED),
                new Instruction.Store(at, second, MemoryOrder.RELAXED),
                new Instruction.Load(into, from, MemoryOrder.RELAXED));
    }

    /** A choice whose consequences differ in a register that lives on. */
    private static Statement choice(Register choice, Register sum, Address at) {
        return block(
                new Instruction.Choose(choice, 3),
                new Instruction.Assign(sum, sum.plus(choice).plus(1)),
                new Instruction.Store(at, sum, MemoryOrder.RELAXED));
    }

    /** A ghost that is changed and read in one step, and read by the next as well. */
    private static Statement ghosts(Register sum, Address ghost, Address at, Value value) {
        return block(
                new Instruction.Pause("pause"),
                new Instruction.GhostStore(ghost, value),
                new Instruction.Assign(sum, sum.plus(Value.current(ghost))),
                new Instruction.Store(at, sum.minus(Value.current(ghost)), MemoryOrder.RELAXED));
    }

    /** Two vectors to one core, one of them twice, and a wait for either, which may be there. */
    private static Statement interrupts(Register taken, long target, Address at) {
        Value core = Value.constant(target);
        return block(
                new Instruction.SendIpi(core, FIRST),
                new Instruction.SendIpi(core, SECOND),
                new Instruction.SendIpi(core, FIRST),
                new Instruction.AwaitIpi(taken, List.of(SECOND, FIRST)),
                new Instruction.Store(at, taken, MemoryOrder.RELAXED));
    }

    private static Statement.Block block(Instruction... instructions) {
        return new Statement.Block(
                Stream.of(instructions).<Statement>map(Statement.Plain::new).toList());
    }

    private record Bits(int from, int width) {
        Address at(WordArray array, Value index) {
            boolean whole = width == array.bits();
            return new Address(array, index, from, width, whole ? "" : from + "+" + width);
        }
    }

    private static Arbitrary<Bits> whole(WordArray array) {
        return Arbitraries.just(new Bits(0, array.bits()));
    }

    /** The whole word, a half of it, or a half that starts at a quarter. */
    private static Arbitrary<Bits> fields(WordArray array) {
        int bits = array.bits();
        int half = bits / 2;
        Bits whole = new Bits(0, bits);
        return bits == 1
                ? whole(array)
                : Arbitraries.of(
                        whole,
                        whole,
                        whole,
                        whole,
                        new Bits(0, half),
                        new Bits(half, bits - half),
                        new Bits(bits / 4, half));
    }
}
