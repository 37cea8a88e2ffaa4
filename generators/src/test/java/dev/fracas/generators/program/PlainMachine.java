package dev.fracas.generators.program;

import static java.util.Objects.requireNonNull;

import dev.fracas.model.Step;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.memory.SequentialConsistency;
import dev.fracas.model.machine.memory.TotalStoreOrder;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Assign;
import dev.fracas.model.program.Instruction.Await;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.Branch;
import dev.fracas.model.program.Instruction.Choose;
import dev.fracas.model.program.Instruction.CompareAndSwap;
import dev.fracas.model.program.Instruction.End;
import dev.fracas.model.program.Instruction.Fence;
import dev.fracas.model.program.Instruction.FetchAndOp;
import dev.fracas.model.program.Instruction.GhostLoad;
import dev.fracas.model.program.Instruction.GhostStore;
import dev.fracas.model.program.Instruction.Jump;
import dev.fracas.model.program.Instruction.Load;
import dev.fracas.model.program.Instruction.LoadExclusive;
import dev.fracas.model.program.Instruction.Pause;
import dev.fracas.model.program.Instruction.RegisterOnly;
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Instruction.StoreExclusive;
import dev.fracas.model.program.Instruction.Swap;
import dev.fracas.model.program.Instruction.Visible;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Program.Role;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Constant;
import dev.fracas.model.program.Value.Current;
import dev.fracas.model.program.Value.Operation;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * The plain twin of the packed machine: what each instruction means, written for a reader, over
 * maps and records. Slow.
 */
final class PlainMachine {
    /** Where a core stands that has stopped for ever at an index outside of its array. */
    static final int OOPSED = -1;

    /** A run of bits of one word of memory. */
    record Place(WordArray array, int index, int shift, int bits) {
        Cell cell() {
            return new Cell(array.name(), index);
        }

        boolean sharesLineWith(Place other) {
            return index == other.index && array.line().equals(other.array.line());
        }
    }

    /** One word of memory. */
    record Cell(String array, int index) {}

    /** A store that has not reached memory. */
    record Buffered(Place place, long value) {}

    /** A load-exclusive that a store-exclusive may still ask for; {@code loaded} if emulated. */
    record Monitor(Place place, Optional<Long> loaded) {}

    /**
     * @param next index in the code of the visible instruction that comes next, or {@link #OOPSED}
     * @param registers the live registers
     * @param buffer the oldest store first
     * @param inFlight the interrupts on their way to this core of the hardware; a handler has none
     * @param pending those that have arrived and have not been taken
     */
    record Core(
            int next,
            Map<Register, Long> registers,
            List<Buffered> buffer,
            Optional<Monitor> monitor,
            Set<InterruptVector> inFlight,
            Set<InterruptVector> pending) {}

    record State(List<Core> cores, Map<Cell, Long> memory) {}

    /** What an instruction did at its address; absent where it did not read or write. */
    record Access(Place place, Optional<Long> read, Optional<Long> written) {}

    /** Where a step leads, what it did, and which place in memory itself it wrote. */
    record Outcome(State after, Optional<Access> access, Optional<Place> reachedMemory) {}

    private final List<Program> programs;
    private final IntFunction<List<InterruptVector>> interruptsOf;
    private final Memory memory;
    private final Exclusives exclusives;
    private final Map<Cell, Long> initialMemory = new HashMap<>();
    private final List<List<Set<Register>>> liveRegisters = new ArrayList<>();
    private final List<List<Boolean>> liveMonitor = new ArrayList<>();

    /**
     * @param machine whose numbers for interrupts are in the names of steps
     */
    PlainMachine(MachineSketch sketch, Machine machine) {
        interruptsOf = machine::vectorsOf;
        programs = sketch.programs();
        memory = sketch.memory();
        exclusives = sketch.exclusives();
        for (WordArray array : sketch.arrays()) {
            for (int i = 0; i < array.length(); i++) {
                initialMemory.put(new Cell(array.name(), i), array.initial(i));
            }
        }
        for (Program program : programs) {
            List<Set<Register>> registers = new ArrayList<>();
            List<Boolean> monitors = new ArrayList<>();
            for (int at = 0; at < program.code().size(); at++) {
                registers.add(liveRegisters(program, at));
                monitors.add(
                        wanted(
                                program,
                                at,
                                i -> i instanceof StoreExclusive,
                                i -> i instanceof LoadExclusive));
            }
            liveRegisters.add(registers);
            liveMonitor.add(monitors);
        }
    }

    State initialState() {
        State blank = new State(programs.stream().map(p -> blankCore()).toList(), initialMemory);
        Draft draft = new Draft(blank);
        for (int core = 0; core < programs.size(); core++) {
            Map<Register, Long> zeros = new HashMap<>();
            programs.get(core).registers().forEach(r -> zeros.put(r, 0L));
            draft.advance(core, 0, zeros);
        }
        return draft.state();
    }

    private static Core blankCore() {
        return new Core(0, Map.of(), List.of(), Optional.empty(), Set.of(), Set.of());
    }

    boolean finished(State state) {
        for (int c = 0; c < programs.size(); c++) {
            Core core = state.cores().get(c);
            boolean idle =
                    !(programs.get(c).role() instanceof Role.Task)
                            && next(state, c) instanceof AwaitIpi
                            && interruptsOf.apply(c).stream()
                                    .noneMatch(hardware(state, c).pending()::contains);
            boolean ended = core.next() != OOPSED && next(state, c) instanceof End;
            if (!(ended || idle) || !core.buffer().isEmpty() || !core.inFlight().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * What the core executes next; a core that has stopped after an oops is like one at its end.
     */
    private Instruction next(State state, int c) {
        int next = state.cores().get(c).next();
        return next == OOPSED ? new End() : programs.get(c).code().get(next);
    }

    /**
     * Whether a handler has begun and not returned that the program has to wait for: any that runs
     * on its core; of two that have begun, the later one waits.
     */
    boolean interrupted(State state, int c) {
        List<Integer> begun =
                programs.stream()
                        .filter(p -> p.role() instanceof Role.HandlerOf)
                        .map(Program::core)
                        .filter(handler -> host(handler) == host(c) && hasBegun(state, handler))
                        .toList();
        return !begun.isEmpty() && begun.getFirst() != c;
    }

    private boolean hasBegun(State state, int handler) {
        Instruction next = next(state, handler);
        boolean waits = next instanceof AwaitIpi || next instanceof End;
        return !waits || !state.cores().get(handler).buffer().isEmpty();
    }

    /** The core of the hardware that the program runs on. */
    private int host(int c) {
        return programs.get(c).role() instanceof Role.HandlerOf handler ? handler.core() : c;
    }

    private Core hardware(State state, int c) {
        return state.cores().get(host(c));
    }

    /** Whether an interrupt can be delivered to the program now. */
    private boolean interruptible(State state, int c) {
        return host(c) == c || hardware(state, c).buffer().isEmpty();
    }

    /** Entries of the core's store buffer, 0 for none. */
    private int bufferDepth(int c) {
        return switch (memory.of(programs.get(c).isa())) {
            case SequentialConsistency sc -> 0;
            case TotalStoreOrder(int storeBuffer) -> storeBuffer;
        };
    }

    Map<Step, Outcome> successors(State state) {
        Map<Step, Outcome> all = new LinkedHashMap<>();
        for (int c = 0; c < programs.size(); c++) {
            Core core = state.cores().get(c);
            if (core.next() != OOPSED && !interrupted(state, c)) {
                instruction(state, c, all);
            }
            if (!core.buffer().isEmpty()) {
                Draft draft = new Draft(state);
                Buffered oldest = core.buffer().getFirst();
                draft.buffer(c, core.buffer().subList(1, core.buffer().size()));
                draft.write(oldest.place(), oldest.value());
                draft.commit(new Step(c, Step.Kind.MEMORY, 0), all);
            }
            List<InterruptVector> interrupts = interruptsOf.apply(c);
            for (int place = 0; place < interrupts.size(); place++) {
                InterruptVector vector = interrupts.get(place);
                if (hardware(state, c).inFlight().contains(vector)) {
                    Draft draft = new Draft(state);
                    draft.inFlight(host(c), vector, false);
                    draft.pending(host(c), vector, true);
                    draft.commit(new Step(c, Step.Kind.DELIVER, place), all);
                }
            }
        }
        return all;
    }

    private void instruction(State state, int c, Map<Step, Outcome> all) {
        Core core = state.cores().get(c);
        Visible visible = (Visible) programs.get(c).code().get(core.next());
        Map<Register, Long> registers = core.registers();
        boolean drained = core.buffer().isEmpty();
        Step step = new Step(c, Step.Kind.INSTRUCTION, 0);
        Step spin = new Step(c, Step.Kind.SPIN, 0);
        Draft draft = new Draft(state);
        switch (visible) {
            case Load l -> {
                Optional<Place> place = place(l.from(), registers, state.memory());
                if (place.isEmpty()) {
                    draft.oops(c);
                } else {
                    long value = seenBy(core, place.get(), state.memory());
                    draft.reads(place.get(), value);
                    draft.advance(c, core.next() + 1, with(registers, l.into(), value));
                }
                draft.commit(step, all);
            }
            case Store s -> {
                Optional<Place> place = place(s.to(), registers, state.memory());
                boolean locked = s.order() == MemoryOrder.SEQ_CST;
                if (place.isEmpty()) {
                    draft.oops(c);
                } else if (bufferDepth(c) == 0 || (locked && drained)) {
                    draft.writes(place.get(), evaluate(s.value(), registers, state.memory()));
                    draft.write(place.get(), evaluate(s.value(), registers, state.memory()));
                    draft.advance(c, core.next() + 1, registers);
                } else if (!locked && core.buffer().size() < bufferDepth(c)) {
                    long value =
                            cut(evaluate(s.value(), registers, state.memory()), place.get().bits());
                    List<Buffered> longer = new ArrayList<>(core.buffer());
                    longer.add(new Buffered(place.get(), value));
                    draft.writes(place.get(), value);
                    draft.buffer(c, longer);
                    draft.advance(c, core.next() + 1, registers);
                } else {
                    return;
                }
                draft.commit(step, all);
            }
            case FetchAndOp f -> {
                Optional<Place> place = place(f.word(), registers, state.memory());
                if (place.isPresent()) {
                    long old = read(place.get(), state.memory());
                    long value =
                            apply(
                                    f.operator(),
                                    old,
                                    evaluate(f.operand(), registers, state.memory()));
                    atomic(c, place.get(), f.old(), Optional.of(value), state, all);
                } else {
                    draft.oops(c);
                    draft.commit(step, all);
                }
            }
            case Swap s -> {
                Optional<Place> place = place(s.word(), registers, state.memory());
                if (place.isPresent()) {
                    long value = evaluate(s.value(), registers, state.memory());
                    atomic(c, place.get(), s.old(), Optional.of(value), state, all);
                } else {
                    draft.oops(c);
                    draft.commit(step, all);
                }
            }
            case CompareAndSwap s -> {
                Optional<Place> place = place(s.word(), registers, state.memory());
                if (place.isPresent()) {
                    long old = read(place.get(), state.memory());
                    long expected =
                            cut(
                                    evaluate(s.expected(), registers, state.memory()),
                                    place.get().bits());
                    long desired = evaluate(s.desired(), registers, state.memory());
                    Optional<Long> value =
                            old == expected ? Optional.of(desired) : Optional.empty();
                    atomic(c, place.get(), s.old(), value, state, all);
                } else {
                    draft.oops(c);
                    draft.commit(step, all);
                }
            }
            case LoadExclusive l -> {
                Optional<Place> place = place(l.from(), registers, state.memory());
                if (place.isEmpty()) {
                    draft.oops(c);
                } else {
                    long value = seenBy(core, place.get(), state.memory());
                    Optional<Long> loaded =
                            exclusives == Exclusives.EMULATED
                                    ? Optional.of(value)
                                    : Optional.empty();
                    draft.monitor(c, Optional.of(new Monitor(place.get(), loaded)));
                    draft.reads(place.get(), value);
                    draft.advance(c, core.next() + 1, with(registers, l.into(), value));
                }
                draft.commit(step, all);
            }
            case StoreExclusive s -> {
                Optional<Place> place = place(s.to(), registers, state.memory());
                if (place.isEmpty()) {
                    draft.oops(c);
                    draft.commit(step, all);
                } else if (drained) {
                    storeExclusive(c, s, place.get(), state, all);
                }
            }
            case Fence f -> {
                if (drained) {
                    draft.advance(c, core.next() + 1, registers);
                    draft.commit(step, all);
                }
            }
            case Await a -> {
                Optional<Place> place = place(a.from(), registers, state.memory());
                if (place.isEmpty()) {
                    draft.oops(c);
                    draft.commit(step, all);
                    return;
                }
                long value = seenBy(core, place.get(), state.memory());
                draft.reads(place.get(), value);
                long masked = value & evaluate(a.test().mask(), registers, state.memory());
                long operand = evaluate(a.test().operand(), registers, state.memory());
                if (apply(a.test().comparison(), masked, operand) == 1) {
                    draft.advance(c, core.next() + 1, with(registers, a.into(), value));
                    draft.commit(step, all);
                } else {
                    draft.commit(spin, all);
                }
            }
            case Choose choose -> {
                for (int choice = 0; choice < choose.bound(); choice++) {
                    Draft chosen = new Draft(state);
                    chosen.advance(c, core.next() + 1, with(registers, choose.into(), choice));
                    chosen.commit(new Step(c, Step.Kind.INSTRUCTION, choice), all);
                }
            }
            case SendIpi s -> {
                if (drained) {
                    long target = evaluate(s.target(), registers, state.memory());
                    if (Long.compareUnsigned(target, programs.size()) < 0
                            && host((int) target) == target) {
                        draft.inFlight((int) target, s.vector(), true);
                        draft.advance(c, core.next() + 1, registers);
                    } else {
                        draft.oops(c);
                    }
                    draft.commit(step, all);
                }
            }
            case AwaitIpi a -> {
                boolean isPending = false;
                for (int i = 0; i < a.vectors().size(); i++) {
                    InterruptVector vector = a.vectors().get(i);
                    if (!hardware(state, c).pending().contains(vector)) {
                        continue;
                    }
                    isPending = true;
                    if (interruptible(state, c)) {
                        Draft taking = new Draft(state);
                        taking.pending(host(c), vector, false);
                        taking.advance(c, core.next() + 1, with(registers, a.taken(), i));
                        taking.commit(new Step(c, Step.Kind.INSTRUCTION, i), all);
                    }
                }
                if (!isPending) {
                    draft.commit(spin, all);
                }
            }
            case Pause p -> {
                draft.advance(c, core.next() + 1, registers);
                draft.commit(step, all);
            }
            case End e -> {}
        }
    }

    /** A locked operation: waits for an empty buffer, reads, and writes if there is a value. */
    private void atomic(
            int c,
            Place place,
            Register into,
            Optional<Long> value,
            State state,
            Map<Step, Outcome> all) {
        Core core = state.cores().get(c);
        if (!core.buffer().isEmpty()) {
            return;
        }
        long old = read(place, state.memory());
        Draft draft = new Draft(state);
        draft.reads(place, old);
        if (value.isPresent()) {
            draft.writes(place, value.get());
            draft.write(place, value.get());
        }
        draft.advance(c, core.next() + 1, with(core.registers(), into, old));
        draft.commit(new Step(c, Step.Kind.INSTRUCTION, 0), all);
    }

    private void storeExclusive(
            int c, StoreExclusive s, Place place, State state, Map<Step, Outcome> all) {
        Core core = state.cores().get(c);
        Map<Register, Long> registers = core.registers();
        boolean stands =
                core.monitor().isPresent()
                        && core.monitor().get().place().equals(place)
                        && core.monitor()
                                .get()
                                .loaded()
                                .map(loaded -> loaded == read(place, state.memory()))
                                .orElse(true);
        if (stands) {
            Draft stored = new Draft(state);
            stored.monitor(c, Optional.empty());
            stored.writes(place, evaluate(s.value(), registers, state.memory()));
            stored.write(place, evaluate(s.value(), registers, state.memory()));
            stored.advance(c, core.next() + 1, with(registers, s.status(), 0));
            stored.commit(new Step(c, Step.Kind.INSTRUCTION, 0), all);
        }
        if (!stands || exclusives == Exclusives.ARCHITECTURAL_SPURIOUS) {
            Draft failed = new Draft(state);
            failed.monitor(c, Optional.empty());
            failed.looksAt(place);
            failed.advance(c, core.next() + 1, with(registers, s.status(), 1));
            failed.commit(new Step(c, Step.Kind.INSTRUCTION, 1), all);
        }
    }

    /** A state in the making. */
    private final class Draft {
        private final List<Core> cores;
        private final Map<Cell, Long> memory;
        private Optional<Access> access = Optional.empty();
        private Optional<Place> reachedMemory = Optional.empty();

        Draft(State from) {
            cores = new ArrayList<>(from.cores());
            memory = new HashMap<>(from.memory());
        }

        State state() {
            return new State(List.copyOf(cores), Map.copyOf(memory));
        }

        void commit(Step step, Map<Step, Outcome> all) {
            if (all.put(step, new Outcome(state(), access, reachedMemory)) != null) {
                throw new IllegalStateException(step + " leads to two states");
            }
        }

        void looksAt(Place place) {
            access = Optional.of(new Access(place, Optional.empty(), Optional.empty()));
        }

        void reads(Place place, long value) {
            access = Optional.of(new Access(place, Optional.of(value), Optional.empty()));
        }

        void writes(Place place, long value) {
            Optional<Long> read = access.flatMap(Access::read);
            access = Optional.of(new Access(place, read, Optional.of(cut(value, place.bits()))));
        }

        /** Writes memory itself: the line is lost to every monitor that a write can take away. */
        void write(Place place, long value) {
            setBits(place, value);
            reachedMemory = Optional.of(place);
            if (exclusives != Exclusives.EMULATED) {
                for (int c = 0; c < cores.size(); c++) {
                    Optional<Monitor> monitor = cores.get(c).monitor();
                    if (monitor.isPresent() && monitor.get().place().sharesLineWith(place)) {
                        monitor(c, Optional.empty());
                    }
                }
            }
        }

        private void setBits(Place place, long value) {
            long old = word(place, memory);
            long field = WordArray.mask(place.bits()) << place.shift();
            long shifted = cut(value, place.bits()) << place.shift();
            memory.put(place.cell(), (old & ~field) | shifted);
        }

        void buffer(int c, List<Buffered> buffer) {
            Core o = cores.get(c);
            cores.set(
                    c,
                    new Core(
                            o.next(),
                            o.registers(),
                            List.copyOf(buffer),
                            o.monitor(),
                            o.inFlight(),
                            o.pending()));
        }

        void monitor(int c, Optional<Monitor> monitor) {
            Core o = cores.get(c);
            cores.set(
                    c,
                    new Core(
                            o.next(),
                            o.registers(),
                            o.buffer(),
                            monitor,
                            o.inFlight(),
                            o.pending()));
        }

        void inFlight(int c, InterruptVector vector, boolean is) {
            Core o = cores.get(c);
            interrupts(c, changed(o.inFlight(), vector, is), o.pending());
        }

        void pending(int c, InterruptVector vector, boolean is) {
            Core o = cores.get(c);
            interrupts(c, o.inFlight(), changed(o.pending(), vector, is));
        }

        private void interrupts(
                int c, Set<InterruptVector> inFlight, Set<InterruptVector> pending) {
            Core o = cores.get(c);
            cores.set(
                    c,
                    new Core(o.next(), o.registers(), o.buffer(), o.monitor(), inFlight, pending));
        }

        private static Set<InterruptVector> changed(
                Set<InterruptVector> from, InterruptVector vector, boolean is) {
            Set<InterruptVector> changed = new HashSet<>(from);
            if (is) {
                changed.add(vector);
            } else {
                changed.remove(vector);
            }
            return Set.copyOf(changed);
        }

        void oops(int c) {
            Core o = cores.get(c);
            cores.set(
                    c,
                    new Core(
                            OOPSED,
                            Map.of(),
                            o.buffer(),
                            Optional.empty(),
                            o.inFlight(),
                            o.pending()));
        }

        /** Executes register-only instructions from {@code at} up to the next visible one. */
        void advance(int c, int at, Map<Register, Long> from) {
            Map<Register, Long> registers = new HashMap<>(from);
            int next = at;
            while (programs.get(c).code().get(next) instanceof RegisterOnly instruction) {
                next++;
                switch (instruction) {
                    case Assign a ->
                            assign(registers, a.into(), evaluate(a.value(), registers, memory));
                    case Jump j -> next = j.target();
                    case Branch b -> {
                        if (evaluate(b.condition().value(), registers, memory) != 0) {
                            next = b.target();
                        }
                    }
                    case GhostLoad g -> {
                        Optional<Place> place = place(g.from(), registers, memory);
                        if (place.isEmpty()) {
                            oops(c);
                            return;
                        }
                        assign(registers, g.into(), read(place.get(), memory));
                    }
                    case GhostStore g -> {
                        Optional<Place> place = place(g.to(), registers, memory);
                        if (place.isEmpty()) {
                            oops(c);
                            return;
                        }
                        setBits(place.get(), evaluate(g.value(), registers, memory));
                    }
                }
            }
            registers.keySet().retainAll(liveRegisters.get(c).get(next));
            Core o = cores.get(c);
            cores.set(
                    c,
                    new Core(
                            next,
                            Map.copyOf(registers),
                            o.buffer(),
                            o.monitor().filter(liveMonitor(c, next)),
                            o.inFlight(),
                            o.pending()));
        }

        private Predicate<Monitor> liveMonitor(int c, int at) {
            boolean live = liveMonitor.get(c).get(at);
            return monitor -> live;
        }
    }

    // ---- memory

    static long read(Place place, Map<Cell, Long> memory) {
        return cut(word(place, memory) >>> place.shift(), place.bits());
    }

    private static long word(Place place, Map<Cell, Long> memory) {
        return requireNonNull(memory.get(place.cell()));
    }

    /** What a core loads: each bit from its newest store to it, or else from memory. */
    private static long seenBy(Core core, Place place, Map<Cell, Long> memory) {
        long seen = 0;
        for (int bit = 0; bit < place.bits(); bit++) {
            int inWord = place.shift() + bit;
            long value = word(place, memory) >>> inWord & 1;
            for (Buffered store : core.buffer()) {
                int inStore = inWord - store.place().shift();
                if (store.place().cell().equals(place.cell())
                        && inStore >= 0
                        && inStore < store.place().bits()) {
                    value = store.value() >>> inStore & 1;
                }
            }
            seen |= value << bit;
        }
        return seen;
    }

    private static Optional<Place> place(
            Address address, Map<Register, Long> registers, Map<Cell, Long> memory) {
        long index = evaluate(address.index(), registers, memory);
        return Long.compareUnsigned(index, address.array().length()) < 0
                ? Optional.of(
                        new Place(address.array(), (int) index, address.shift(), address.bits()))
                : Optional.empty();
    }

    // ---- registers and values

    private static long cut(long value, int bits) {
        return value & WordArray.mask(bits);
    }

    private static void assign(Map<Register, Long> registers, Register into, long value) {
        registers.put(into, cut(value, into.bits()));
    }

    private static Map<Register, Long> with(
            Map<Register, Long> registers, Register into, long value) {
        Map<Register, Long> changed = new HashMap<>(registers);
        assign(changed, into, value);
        return changed;
    }

    private static long evaluate(
            Value value, Map<Register, Long> registers, Map<Cell, Long> memory) {
        return switch (value) {
            case Constant c -> c.value();
            case Current c -> read(place(c.of(), registers, memory).orElseThrow(), memory);
            case Register r -> {
                Long held = registers.get(r);
                yield requireNonNull(held, () -> r + " is read where it is dead");
            }
            case Operation o ->
                    apply(
                            o.operator(),
                            evaluate(o.left(), registers, memory),
                            evaluate(o.right(), registers, memory));
        };
    }

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(64);

    /** Arithmetic on numbers from 0 to 2^64-1. */
    static long apply(Operator operator, long left, long right) {
        BigInteger a = BigInteger.valueOf(left).mod(MODULUS);
        BigInteger b = BigInteger.valueOf(right).mod(MODULUS);
        boolean tooFar = b.compareTo(BigInteger.valueOf(64)) >= 0;
        BigInteger result =
                switch (operator) {
                    case ADD -> a.add(b);
                    case SUBTRACT -> a.subtract(b);
                    case MULTIPLY -> a.multiply(b);
                    case AND -> a.and(b);
                    case OR -> a.or(b);
                    case XOR -> a.xor(b);
                    case SHIFT_LEFT -> tooFar ? BigInteger.ZERO : a.shiftLeft(b.intValue());
                    case SHIFT_RIGHT -> tooFar ? BigInteger.ZERO : a.shiftRight(b.intValue());
                    case EQUAL -> truth(a.equals(b));
                    case NOT_EQUAL -> truth(!a.equals(b));
                    case LESS -> truth(a.compareTo(b) < 0);
                    case LESS_OR_EQUAL -> truth(a.compareTo(b) <= 0);
                };
        return result.mod(MODULUS).longValue();
    }

    private static BigInteger truth(boolean is) {
        return is ? BigInteger.ONE : BigInteger.ZERO;
    }

    // ---- what is live

    private static Set<Register> liveRegisters(Program program, int at) {
        Set<Register> live = new HashSet<>();
        for (Register register : program.registers()) {
            if (wanted(
                    program,
                    at,
                    i -> operands(i).stream().anyMatch(v -> mentions(v, register)),
                    i -> destination(i).equals(Optional.of(register)))) {
                live.add(register);
            }
        }
        return live;
    }

    /** Whether some path from {@code at} comes to a use before it comes to a definition. */
    private static boolean wanted(
            Program program, int at, Predicate<Instruction> uses, Predicate<Instruction> defines) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> ahead = new ArrayDeque<>(List.of(at));
        while (!ahead.isEmpty()) {
            int i = ahead.pop();
            Instruction instruction = program.code().get(i);
            if (!seen.add(i)) {
                continue;
            }
            if (uses.test(instruction)) {
                return true;
            }
            if (defines.test(instruction)) {
                continue;
            }
            switch (instruction) {
                case End e -> {}
                case Jump j -> ahead.push(j.target());
                case Branch b -> {
                    ahead.push(b.target());
                    ahead.push(i + 1);
                }
                default -> ahead.push(i + 1);
            }
        }
        return false;
    }

    private static boolean mentions(Value value, Register register) {
        return switch (value) {
            case Constant c -> false;
            case Current c -> false;
            case Register r -> r.equals(register);
            case Operation o -> mentions(o.left(), register) || mentions(o.right(), register);
        };
    }

    private static List<Value> operands(Instruction instruction) {
        return switch (instruction) {
            case Load l -> List.of(l.from().index());
            case Store s -> List.of(s.to().index(), s.value());
            case FetchAndOp f -> List.of(f.word().index(), f.operand());
            case Swap s -> List.of(s.word().index(), s.value());
            case CompareAndSwap c -> List.of(c.word().index(), c.expected(), c.desired());
            case LoadExclusive l -> List.of(l.from().index());
            case StoreExclusive s -> List.of(s.to().index(), s.value());
            case Await a -> List.of(a.from().index(), a.test().mask(), a.test().operand());
            case SendIpi s -> List.of(s.target());
            case Assign a -> List.of(a.value());
            case Branch b -> List.of(b.condition().value());
            case GhostLoad g -> List.of(g.from().index());
            case GhostStore g -> List.of(g.to().index(), g.value());
            case Fence f -> List.of();
            case Choose c -> List.of();
            case AwaitIpi a -> List.of();
            case Pause p -> List.of();
            case End e -> List.of();
            case Jump j -> List.of();
        };
    }

    private static Optional<Register> destination(Instruction instruction) {
        return switch (instruction) {
            case Load l -> Optional.of(l.into());
            case FetchAndOp f -> Optional.of(f.old());
            case Swap s -> Optional.of(s.old());
            case CompareAndSwap c -> Optional.of(c.old());
            case LoadExclusive l -> Optional.of(l.into());
            case StoreExclusive s -> Optional.of(s.status());
            case Await a -> Optional.of(a.into());
            case AwaitIpi a -> Optional.of(a.taken());
            case Choose c -> Optional.of(c.into());
            case Assign a -> Optional.of(a.into());
            case GhostLoad g -> Optional.of(g.into());
            default -> Optional.empty();
        };
    }
}
