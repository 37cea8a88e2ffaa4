package dev.fracas.model.program;

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
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Instruction.StoreExclusive;
import dev.fracas.model.program.Instruction.Swap;
import dev.fracas.model.program.Instruction.Visible;
import dev.fracas.model.program.Program.Role;
import dev.fracas.model.program.Program.Site;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Builds the {@link Program} of one core, in the order in which the calls are made. Reads like the
 * kernel function that it follows: accesses return the register that received the value, {@link
 * #when}, {@link #loop} and {@link #gotoLabel} are the control flow.
 *
 * <p>Not safe for use by several threads; a routine builds one program.
 */
public final class Routine {
    /** Enough for an exit that unmaps 64 pages; what is longer is a loop that was unrolled. */
    private static final int MAX_INSTRUCTIONS = 1 << 16;

    private final int core;
    private final int cores;
    private final Isa isa;
    private final List<Instruction> code = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    private final List<Register> registers = new ArrayList<>();
    private final Set<String> registerNames = new HashSet<>();
    private final Map<String, Register> localsByName = new HashMap<>();
    private final List<Label> pendingTargets = new ArrayList<>();
    private final List<Runnable> afterNextStep = new ArrayList<>();
    private final Set<Note> nextStepNotes = new LinkedHashSet<>();
    private final Map<Note, Runnable> listeners = new HashMap<>();
    private final SourceLine.Makers makers = SourceLine.Makers.ofRoutine();
    private final Set<Note> notes = new LinkedHashSet<>();
    private Zone zone = Zone.KERNEL;
    private Zone outerZone = Zone.KERNEL;

    /** How many lines were under way where the zone was entered. */
    private int zoneEntered = -1;

    private Role role = new Role.Task();
    private String routineName = "";
    private String nextLabel = "";

    /**
     * @param core this core's number
     * @param cores how many cores the machine has
     */
    public Routine(int core, int cores, Isa isa) {
        this.core = core;
        this.cores = cores;
        this.isa = isa;
    }

    public int core() {
        return core;
    }

    public int cores() {
        return cores;
    }

    public Isa isa() {
        return isa;
    }

    // ---- what the program is for

    /**
     * Makes this the program of a daemon: the machine has finished where it waits for an interrupt,
     * none is on its way, and every thread has ended.
     *
     * @throws IllegalStateException when the program has another role already
     */
    public void daemon() {
        takeRole(new Role.Daemon());
    }

    /**
     * Makes this the program that handles a core's interrupts with these vectors: each time around
     * it waits with {@link #awaitIpi} for any of them. While it does anything else, the program of
     * the interrupted core stands still, and so do the core's other handlers.
     *
     * @param interrupted number of the interrupted core
     * @param vectors at least one; a core's other programs take others
     * @throws IllegalStateException when the program has another role already
     * @see Role.HandlerOf
     */
    public void handlerOf(int interrupted, InterruptVector... vectors) {
        takeRole(new Role.HandlerOf(interrupted, List.of(vectors)));
    }

    private void takeRole(Role taken) {
        if (!(role instanceof Role.Task)) {
            throw new IllegalStateException("the program has a role already: " + role);
        }
        role = taken;
    }

    // ---- accesses: each a step of its own

    public Register load(Addressable from, MemoryOrder order) {
        Address a = from.address();
        Register into = fresh(a);
        emit(new Load(into, a, order));
        return into;
    }

    public void store(Addressable to, Value value, MemoryOrder order) {
        emit(new Store(to.address(), value, order));
    }

    public void store(Addressable to, long value, MemoryOrder order) {
        store(to, Value.constant(value), order);
    }

    /** Atomically adds; returns what the word held before. */
    public Register fetchAndAdd(Addressable word, Value operand, MemoryOrder order) {
        return fetchAnd(Operator.ADD, word, operand, order);
    }

    public Register fetchAndAdd(Addressable word, long operand, MemoryOrder order) {
        return fetchAndAdd(word, Value.constant(operand), order);
    }

    public Register fetchAndOr(Addressable word, long operand, MemoryOrder order) {
        return fetchAnd(Operator.OR, word, Value.constant(operand), order);
    }

    public Register fetchAndAnd(Addressable word, long operand, MemoryOrder order) {
        return fetchAnd(Operator.AND, word, Value.constant(operand), order);
    }

    /**
     * Atomically replaces the word by {@code word operator operand}; returns what it held before.
     */
    public Register fetchAnd(
            Operator operator, Addressable word, Value operand, MemoryOrder order) {
        Address a = word.address();
        Register old = fresh(a);
        emit(new FetchAndOp(old, operator, a, operand, order));
        return old;
    }

    /** Atomically stores; returns what the word held before. */
    public Register swap(Addressable word, Value value, MemoryOrder order) {
        Address a = word.address();
        Register old = fresh(a);
        emit(new Swap(old, a, value, order));
        return old;
    }

    public Register swap(Addressable word, long value, MemoryOrder order) {
        return swap(word, Value.constant(value), order);
    }

    /** Stores {@code desired} if the word holds {@code expected}; returns what it held before. */
    public Register compareAndSwap(
            Addressable word, Value expected, Value desired, MemoryOrder order) {
        Address a = word.address();
        Register old = fresh(a);
        emit(new CompareAndSwap(old, a, expected, desired, order));
        return old;
    }

    public Register compareAndSwap(
            Addressable word, long expected, long desired, MemoryOrder order) {
        return compareAndSwap(word, Value.constant(expected), Value.constant(desired), order);
    }

    /** {@code LDXR}, {@code LDAXR}: loads and sets this core's exclusive monitor. */
    public Register loadExclusive(Addressable from, MemoryOrder order) {
        Address a = from.address();
        Register into = fresh(a);
        emit(new LoadExclusive(into, a, order));
        return into;
    }

    /** {@code STXR}, {@code STLXR}: returns 0 when it stored, 1 when the monitor was lost. */
    public Register storeExclusive(Addressable to, Value value, MemoryOrder order) {
        Register status = register("status", 1);
        emit(new StoreExclusive(status, to.address(), value, order));
        return status;
    }

    /** A full fence: {@code smp_mb()}. */
    public void fence() {
        fence("fence");
    }

    /**
     * A full fence that a reader knows by another name: {@code invlpg}, {@code tlbi vae1is; dsb
     * ish}, {@code iret}. What it does besides is said by the ghosts behind it, which belong to its
     * step.
     */
    public void fence(String what) {
        emit(new Fence(what));
    }

    /** Spins until the word passes the test; returns the value that passed. */
    public Register await(Addressable from, Test test, MemoryOrder order) {
        Address a = from.address();
        Register into = fresh(a);
        emit(new Await(into, a, test, order));
        return into;
    }

    /** Picks any of 0 to {@code bound - 1}; every choice is explored. */
    public Register choose(String name, int bound) {
        Register into = register(name, WordArray.bitsFor(bound - 1));
        emit(new Choose(into, bound));
        return into;
    }

    /**
     * Sends an inter-processor interrupt, after the core's own stores are visible. One that is in
     * flight to the core with that vector already is the same one.
     *
     * @param target number of a core of the hardware: of a program that is no handler. Any other
     *     number is an oops.
     */
    public void sendIpi(Value target, InterruptVector vector) {
        emit(new SendIpi(target, vector));
    }

    public void sendIpi(long target, InterruptVector vector) {
        sendIpi(Value.constant(target), vector);
    }

    /**
     * Halts until an interrupt with one of these vectors is pending on the core, and takes it.
     * Returns the position of its vector among them. Which one is taken where several are pending
     * is open; a vector that is always pending anew can keep another waiting for ever.
     */
    public Register awaitIpi(InterruptVector... vectors) {
        Register taken = register("vector", WordArray.bitsFor(Math.max(0, vectors.length - 1)));
        emit(new AwaitIpi(taken, List.of(vectors)));
        return taken;
    }

    /** A step without effect, so that other cores can come between. */
    public void pause(String what) {
        emit(new Pause(what));
    }

    // ---- registers and ghosts: part of the step before

    /** A new register. Its name gets a number when another has the name: {@code owner2}. */
    public Register register(String name, int bits) {
        String unique = name;
        for (int number = 2; !registerNames.add(unique); number++) {
            unique = name + number;
        }
        Register made = new Register(unique, bits, registers.size());
        registers.add(made);
        return made;
    }

    /**
     * This core's register of that name, made at the first call. It keeps its value between the
     * calls of a protocol's routines, as a variable on the kernel stack would.
     *
     * @throws IllegalArgumentException when it was made with another width
     */
    public Register local(String name, int bits) {
        Register local = localsByName.computeIfAbsent(name, n -> register(n, bits));
        if (local.bits() != bits) {
            throw new IllegalArgumentException(
                    "local %s has %d bits, not %d".formatted(name, local.bits(), bits));
        }
        return local;
    }

    public void assign(Register into, Value value) {
        emit(new Assign(into, value));
    }

    public void assign(Register into, long value) {
        assign(into, Value.constant(value));
    }

    public Register ghostLoad(Addressable from) {
        Address a = requireGhost(from);
        Register into = fresh(a);
        emit(new GhostLoad(into, a));
        return into;
    }

    public void ghostStore(Addressable to, Value value) {
        emit(new GhostStore(requireGhost(to), value));
    }

    public void ghostStore(Addressable to, long value) {
        ghostStore(to, Value.constant(value));
    }

    /**
     * Has {@code ghosts} emitted right behind the next step, as part of it.
     *
     * <p>The next step is the one emitted next; {@link #end} and {@link #build} refuse to end the
     * program while ghosts wait for one.
     */
    public void afterNextStep(Runnable ghosts) {
        afterNextStep.add(ghosts);
    }

    // ---- control flow

    /** A place in the code that {@link #gotoLabel} can name before it is known. */
    public static final class Label {
        private final String name;
        private int target = -1;

        private Label(String name) {
            this.name = name;
        }
    }

    /** A label that stands nowhere yet. */
    public Label label(String name) {
        return new Label(name);
    }

    /** Puts a label before the next instruction. */
    public void place(Label label) {
        if (label.target >= 0) {
            throw new IllegalStateException("label " + label.name + " is placed twice");
        }
        label.target = code.size();
        if (!label.name.isEmpty()) {
            nextLabel = label.name;
        }
    }

    /** A label placed here. */
    public Label here(String name) {
        Label label = label(name);
        place(label);
        return label;
    }

    public void gotoLabel(Label label) {
        emitJump(new Jump(-1), label);
    }

    public void gotoWhen(Condition condition, Label label) {
        emitJump(new Branch(condition, -1), label);
    }

    public void when(Condition condition, Runnable then) {
        Label after = label("");
        gotoWhen(condition.not(), after);
        then.run();
        place(after);
    }

    public void whenElse(Condition condition, Runnable then, Runnable otherwise) {
        Label elsewhere = label("");
        Label after = label("");
        gotoWhen(condition.not(), elsewhere);
        then.run();
        gotoLabel(after);
        place(elsewhere);
        otherwise.run();
        place(after);
    }

    /** Repeats {@code body} until the condition that it returns is true. */
    public void doUntil(Supplier<Condition> body) {
        Label top = here("");
        Condition done = body.get();
        gotoWhen(done.not(), top);
    }

    /** Repeats {@code body} for ever, unless it jumps out. */
    public void loop(Runnable body) {
        Label top = here("");
        body.run();
        gotoLabel(top);
    }

    /** Ends the program here, wherever the code goes on. */
    public void end() {
        emit(new End());
    }

    // ---- whose code it is

    /** What {@code body} emits is the kernel's, as is everything outside of any zone. */
    public void kernel(Runnable body) {
        in(Zone.KERNEL, body);
    }

    /** What {@code body} emits is another mechanism's, which is judged where it stands alone. */
    public void borrowed(Runnable body) {
        in(Zone.BORROWED, body);
    }

    /** What {@code body} emits is the workload's: it uses the kernel and is not judged itself. */
    public void workload(Runnable body) {
        in(Zone.WORKLOAD, body);
    }

    /** What {@code body} emits is done by hardware. */
    public void hardware(Runnable body) {
        in(Zone.HARDWARE, body);
    }

    private void in(Zone inner, Runnable body) {
        Zone zoneBefore = zone;
        Zone outerBefore = outerZone;
        int enteredBefore = zoneEntered;
        outerZone = zone;
        zone = inner;
        zoneEntered = SourceLine.ofCallers(makers).size();
        body.run();
        zone = zoneBefore;
        outerZone = outerBefore;
        zoneEntered = enteredBefore;
    }

    /**
     * What {@code body} emits takes or releases a lock that others share: said by each routine of a
     * lock that other mechanisms use, around all that it emits.
     */
    public void locking(Runnable body) {
        List<SourceLine> lines = SourceLine.ofCallers(makers);
        int caller = 0;
        while (caller < lines.size() && lines.get(caller).isInMethodOf(lines.getFirst())) {
            caller++;
        }
        if (caller >= lines.size()) {
            body.run();
            return;
        }
        // The body of a zone is text of whoever enters the zone, and so is a call that stands in
        // it.
        boolean isOutside = lines.size() - 1 - caller <= zoneEntered;
        noted(new Locking(lines.get(caller), lines.getFirst(), isOutside ? outerZone : zone), body);
    }

    // ---- names and notes

    /** Puts a ghost note on every instruction that {@code body} emits. */
    public void noted(Note note, Runnable body) {
        boolean added = notes.add(note);
        body.run();
        if (added) {
            notes.remove(note);
        }
    }

    /** Marks what {@code body} emits as the code of a kernel function. */
    public void routine(String name, Runnable body) {
        String outer = routineName;
        routineName = name;
        body.run();
        routineName = outer;
    }

    /** Puts a note on the next step only. */
    public void noteNextStep(Note note) {
        nextStepNotes.add(note);
    }

    /**
     * Notes that the step just emitted is an event that someone may want to record, for instance
     * that the core joined a queue. Costs nothing when nobody asked for it with {@link #onEvent}.
     */
    public void event(Note event) {
        listeners.getOrDefault(event, () -> {}).run();
    }

    /** Has {@code ghosts} emitted, as part of the same step, wherever the event is noted. */
    public void onEvent(Note event, Runnable ghosts) {
        listeners.put(event, ghosts);
    }

    /** The finished program; appends the last {@code End}. */
    public Program build() {
        emit(new End());
        List<Instruction> linked = new ArrayList<>(code.size());
        for (int i = 0; i < code.size(); i++) {
            linked.add(
                    switch (code.get(i)) {
                        case Jump j -> new Jump(targetOf(i));
                        case Branch b -> new Branch(b.condition(), targetOf(i));
                        case Instruction other -> other;
                    });
        }
        return new Program(core, isa, linked, sites, registers, role);
    }

    private int targetOf(int jump) {
        Label label = pendingTargets.get(jump);
        if (label.target < 0) {
            throw new IllegalStateException("label " + label.name + " is used but placed nowhere");
        }
        return label.target;
    }

    private void emitJump(Instruction jump, Label label) {
        emit(jump);
        pendingTargets.set(code.size() - 1, label);
    }

    private void emit(Instruction instruction) {
        if (code.size() >= MAX_INSTRUCTIONS) {
            throw new IllegalStateException(
                    "a program has at most " + MAX_INSTRUCTIONS + " instructions");
        }
        boolean step = instruction instanceof Visible;
        Set<Note> noted = new LinkedHashSet<>(notes);
        if (step) {
            noted.addAll(nextStepNotes);
            nextStepNotes.clear();
        }
        if (instruction instanceof End && !afterNextStep.isEmpty()) {
            throw new IllegalStateException("the program ends, but ghosts wait for its next step");
        }
        code.add(instruction);
        sites.add(new Site(routineName, nextLabel, zone, noted, SourceLine.ofCallers(makers)));
        pendingTargets.add(NOWHERE);
        nextLabel = "";
        if (step && !afterNextStep.isEmpty()) {
            List<Runnable> ghosts = List.copyOf(afterNextStep);
            afterNextStep.clear();
            ghosts.forEach(Runnable::run);
        }
    }

    private final Label NOWHERE = new Label("nowhere");

    private Register fresh(Address a) {
        String name = a.field().isEmpty() ? a.array().name() : a.field();
        return register(name, a.bits());
    }

    private static Address requireGhost(Addressable place) {
        Address a = place.address();
        if (!a.array().ghost()) {
            throw new IllegalArgumentException(a + " is a word of memory, not a ghost");
        }
        return a;
    }
}
