package dev.fracas.model.machine;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TraceWords;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.ViewWords;
import dev.fracas.model.machine.memory.Declaration;
import dev.fracas.model.machine.memory.Locations;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.memory.MemoryLayout;
import dev.fracas.model.machine.memory.MemorySystem;
import dev.fracas.model.machine.memory.MemoryUnit;
import dev.fracas.model.machine.memory.Monitors;
import dev.fracas.model.program.Disassembly;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Program.Role;
import dev.fracas.model.program.WordArray;
import dev.fracas.model.state.Field;
import dev.fracas.model.state.StateLayout;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Cores with their programs over one coherent shared memory: the {@link TransitionSystem} of a
 * fused kernel. Immutable.
 *
 * <p>Wherever this class says core, it means a program with its number, pc, registers and store
 * buffer. That is a core of the hardware, but for the handler of another core's interrupts, which
 * runs on that one: {@link #hostOf}.
 */
public final class Machine implements TransitionSystem {
    /** The most cores that a machine can have, handlers of interrupts included. */
    public static final int MAX_CORES = Step.CORES;

    private static final int ACTORS = 3;

    /** Checkers keep sets of actors in a {@code long}. */
    private static final int MAX_ACTORS = Long.SIZE - 1;

    final CompiledProgram[] programs;
    final Field[] pc;
    final Field[][] slots;

    /** For each core, masks that clear its pc and registers, one for each word of a state. */
    final long[][] frameClear;

    final Interrupts interrupts;

    /**
     * For each core and pc, the interrupts that its instruction sends, by the number of the core
     * that it sends to, or those that it waits for; empty for other instructions.
     */
    final int[][][] interruptsAt;

    final long[] initialMemory;

    /** For each core, the core of the hardware that runs it: itself, but for a handler. */
    private final int[] host;

    /** For each core, the handlers of its interrupts, in the order of their numbers. */
    private final int[][] handlers;

    private final Memory memory;
    private final Exclusives exclusives;
    private final Views views;
    private final Locations locations;
    private final StateLayout layout;
    private final MemoryLayout buffers;
    private final Monitors monitors;

    private final CompiledMachine compiled = new CompiledMachine(this);

    /** Shows a machine as the views that properties read: {@code view.Observatory}. */
    public interface Views {
        <V extends View> StateObserver<V> observeStates(Machine machine, Class<V> view);

        <V extends StepView> StepObserver<V> observeSteps(Machine machine, Class<V> view);

        /** How what such a view shows reads; empty where nobody has said. */
        Optional<ViewWords<?>> words(Class<? extends View> view);
    }

    /**
     * @param programs one for each core, in the order of their core numbers; 1 to 16
     * @throws IllegalArgumentException when the programs do not fit together; a handler of
     *     interrupts needs a core of its own ISA that is no handler, and vectors that no other
     *     program of that core takes. An interrupt may be sent to a core where no program takes its
     *     vector: it stays pending there, {@link #ipi} says so, and a program of that core that
     *     serves for ever does not come to rest. One that is sent to a number that is no core of
     *     the hardware stops its sender: an oops.
     */
    public Machine(List<Program> programs, Memory memory, Exclusives exclusives, Views views) {
        int cores = programs.size();
        if (cores < 1 || cores > MAX_CORES) {
            throw new IllegalArgumentException(
                    "a machine has 1 to " + MAX_CORES + " cores, got " + cores);
        }
        this.memory = memory;
        this.exclusives = exclusives;
        this.views = views;
        this.programs = new CompiledProgram[cores];
        Locations.Builder places = new Locations.Builder();
        for (int core = 0; core < cores; core++) {
            if (programs.get(core).core() != core) {
                throw new IllegalArgumentException("program " + core + " is for another core");
            }
            this.programs[core] = new CompiledProgram(programs.get(core), places);
        }
        Hosts hosts = Hosts.of(programs);
        host = hosts.host();
        handlers = hosts.handlers();
        StateLayout.Builder build = new StateLayout.Builder();
        int[] pcField = new int[cores];
        List<List<Integer>> slotFields = new ArrayList<>();
        for (int core = 0; core < cores; core++) {
            CompiledProgram p = this.programs[core];
            build.group();
            pcField[core] = build.field(p.program.coreName() + " pc", WordArray.bitsFor(p.oops));
            slotFields.add(new ArrayList<>());
            p.declareSlots(build, slotFields.get(core));
        }
        places.declare(build);
        Declaration declaration = new Declaration(cores, programs, places, build);
        MemoryLayout.Declared bufferFields = memory.declare(declaration);
        Monitors.Builder monitorFields = Monitors.declare(exclusives.reading(), declaration);
        Interrupts.Builder interruptFields = new Interrupts.Builder(programs, host, build);
        layout = build.build();
        locations = places.build(layout);
        buffers = bufferFields.in(layout, locations);
        monitors = monitorFields.build(layout, locations);
        interrupts = interruptFields.build(layout);
        if (actors() > MAX_ACTORS) {
            throw new IllegalArgumentException(
                    "a machine has at most %d actors, got %d: its %d cores take %d kinds of interrupts"
                            .formatted(MAX_ACTORS, actors(), cores, interrupts.count()));
        }
        interruptsAt = new int[cores][][];
        pc = new Field[cores];
        slots = new Field[cores][];
        frameClear = new long[cores][layout.words()];
        for (int core = 0; core < cores; core++) {
            interruptsAt[core] = interruptsAt(core);
            pc[core] = layout.fields().get(pcField[core]);
            slots[core] =
                    slotFields.get(core).stream()
                            .map(id -> layout.fields().get(id))
                            .toArray(Field[]::new);
            Arrays.fill(frameClear[core], -1L);
            frameClear[core][pc[core].word()] &= ~(pc[core].mask() << pc[core].shift());
            for (Field slot : slots[core]) {
                frameClear[core][slot.word()] &= ~(slot.mask() << slot.shift());
            }
        }
        initialMemory = new long[layout.words()];
        for (int location = 0; location < locations.count(); location++) {
            WordArray array = locations.array(location);
            if (locations.field(location).bits() == array.bits()) {
                locations.write(
                        initialMemory, 0, location, array.initial(locations.index(location)));
            }
        }
    }

    /**
     * The same machine with other programs, seen as the same views: what those read are words and
     * notes, which the other programs should have too.
     *
     * @throws IllegalArgumentException when the programs do not fit together
     */
    public Machine withPrograms(List<Program> others) {
        return new Machine(others, memory, exclusives, views);
    }

    private int[][] interruptsAt(int core) {
        CompiledProgram p = programs[core];
        int[][] at = new int[p.oops][];
        for (int next = 0; next < p.oops; next++) {
            at[next] =
                    switch (p.program.code().get(p.instruction[next])) {
                        case SendIpi send -> interrupts.sentBy(send);
                        case AwaitIpi await -> interrupts.awaitedBy(await, host[core]);
                        case Instruction other -> new int[0];
                    };
        }
        return at;
    }

    public int cores() {
        return programs.length;
    }

    public Program program(int core) {
        return programs[core].program;
    }

    /**
     * The core of the hardware that the program with that number runs on: for the handler of
     * another core's interrupts that core, for every other program its own.
     */
    public int hostOf(int core) {
        return host[core];
    }

    /** The numbers of the programs that handle the core's interrupts, ascending. */
    public List<Integer> handlersOf(int core) {
        return Arrays.stream(handlers[core]).boxed().toList();
    }

    /**
     * The vectors of the interrupts that come to the program with that number: those that it takes,
     * then those that are sent to its core and that no program takes. A delivery's {@link
     * Step#choice} is a place in this list.
     */
    public List<InterruptVector> vectorsOf(int core) {
        return interrupts.vectorsOf(core);
    }

    /**
     * The number of the program to which an interrupt comes that is sent to a core of the hardware
     * with a vector; nothing where no program sends or takes one.
     */
    public OptionalInt receiverOf(int core, InterruptVector vector) {
        return interrupts.programOf(core, vector);
    }

    /**
     * What the program with that number does in place of coming to an end, as a clause: {@code
     * serves for ever}, {@code handles CALL_FUNCTION_VECTOR of x86:0}; empty for a thread.
     */
    public String roleOf(int core) {
        return switch (program(core).role()) {
            case Role.Task t -> "";
            case Role.Daemon d -> "serves for ever";
            case Role.HandlerOf h ->
                    "handles %s of %s"
                            .formatted(
                                    h.vectors().stream()
                                            .map(InterruptVector::name)
                                            .collect(Collectors.joining(" and ")),
                                    program(h.core()).coreName());
        };
    }

    public Memory memory() {
        return memory;
    }

    /** The memory system that the core has. */
    public MemorySystem memoryOf(int core) {
        return memory.of(program(core).isa());
    }

    public Exclusives exclusives() {
        return exclusives;
    }

    public Locations locations() {
        return locations;
    }

    /**
     * The index in the core's program of the visible instruction that it executes next, or -1 when
     * it has stopped at an address outside the memory.
     */
    public int nextInstruction(long[] states, int at, int core) {
        int next = pcOf(states, at, core);
        return next == programs[core].oops ? -1 : programs[core].instruction[next];
    }

    /** The core's next visible instruction, numbered among the visible ones only. */
    public int pcOf(long[] states, int at, int core) {
        return (int) pc[core].get(states, at);
    }

    /** How many values {@link #pcOf} takes: the visible instructions, and one for an oops. */
    public int pcCount(int core) {
        return programs[core].oops + 1;
    }

    /** The index in the program of the visible instruction with that number; -1 for the oops. */
    public int instructionAt(int core, int pcNumber) {
        return pcNumber == programs[core].oops ? -1 : programs[core].instruction[pcNumber];
    }

    /**
     * The core's accesses that its {@link MemorySystem#buffer} holds, the oldest first, as {@code
     * name=value}.
     */
    public List<String> buffered(long[] states, int at, int core) {
        return buffers.buffered(states, at, core);
    }

    /** Whether every earlier store of the core is in memory. */
    public boolean isDrained(long[] states, int at, int core) {
        return buffers.isDrained(states, at, core);
    }

    /** {@code -}, or the location that the core's exclusive monitor is set on. */
    public String monitor(long[] states, int at, int core) {
        return monitors.describe(states, at, core);
    }

    /**
     * Which interrupts of the program with that number are in flight or pending: {@code -}, {@code
     * in flight}, and where it has several {@code RESCHEDULE_VECTOR pending}...
     */
    public String ipi(long[] states, int at, int core) {
        return interrupts.describe(core, states, at);
    }

    /** Whether an interrupt that comes to the program with that number is in flight or pending. */
    public boolean isInterruptUnderWay(long[] states, int at, int program) {
        return interrupts.anyFor(program, states, at);
    }

    /**
     * How many interrupts, each with a vector of its own, are pending on a core of the hardware.
     */
    public int pendingOn(long[] states, int at, int core) {
        return interrupts.pendingOn(core, states, at);
    }

    /** Whether some interrupt can come to some core. */
    public boolean hasIpis() {
        return interrupts.count() > 0;
    }

    MemoryLayout memoryLayout() {
        return buffers;
    }

    Monitors monitors() {
        return monitors;
    }

    /**
     * Whether a handler of the core's interrupts is at work, so that the program with that number
     * cannot step: {@link #interruptedBy}.
     */
    public boolean isInterrupted(long[] states, int at, int core) {
        return interrupter(states, at, core) >= 0;
    }

    /**
     * The handler that keeps the program with that number from stepping, because it is at work on
     * the same core: it stands anywhere but before an {@code awaitIpi} and has not stopped, or has
     * stores that are not in memory. Of several that are at work, which they can only be before
     * they first wait, the one with the lowest number goes on.
     */
    public OptionalInt interruptedBy(long[] states, int at, int core) {
        int by = interrupter(states, at, core);
        return by < 0 ? OptionalInt.empty() : OptionalInt.of(by);
    }

    /** Whether a handler other than the program itself can be at work on its core. */
    boolean canBeInterrupted(int core) {
        return handlers[host[core]].length > (host[core] == core ? 0 : 1);
    }

    private int interrupter(long[] states, int at, int core) {
        for (int handler : handlers[host[core]]) {
            if (isAtWork(states, at, handler)) {
                return handler == core ? -1 : handler;
            }
        }
        return -1;
    }

    private boolean isAtWork(long[] states, int at, int handler) {
        byte kind = programs[handler].kind[pcOf(states, at, handler)];
        boolean waitsOrStopped =
                kind == CompiledProgram.AWAIT_IPI
                        || kind == CompiledProgram.END
                        || kind == CompiledProgram.OOPSED;
        return !waitsOrStopped || !buffers.isDrained(states, at, handler);
    }

    /**
     * Whether an interrupt that is pending on the core can be taken now; a handler must wait until
     * the stores of the interrupted program are in memory.
     */
    boolean canInterrupt(long[] s, int at, int core) {
        return host[core] == core || buffers.isDrained(s, at, host[core]);
    }

    /**
     * Whether the core need not do anything more: its program has ended, or it serves for ever,
     * waits for an interrupt, and none of {@link #vectorsOf} it is in flight or pending.
     */
    public boolean isAtRest(long[] states, int at, int core) {
        byte kind = programs[core].kind[pcOf(states, at, core)];
        return kind == CompiledProgram.END
                || (kind == CompiledProgram.AWAIT_IPI
                        && programs[core].program.role().servesForEver()
                        && !interrupts.anyFor(core, states, at));
    }

    boolean isFinished(long[] s, int at) {
        for (int core = 0; core < programs.length; core++) {
            if (!isAtRest(s, at, core) || !buffers.isDrained(s, at, core)) {
                return false;
            }
        }
        return !interrupts.anyInFlight(s, at);
    }

    MemoryUnit newMemoryUnit() {
        return buffers.newUnit(monitors);
    }

    @Override
    public StateLayout layout() {
        return layout;
    }

    @Override
    public void initialStates(Successors out) {
        new MachineGenerator(this).initialState(out);
    }

    @Override
    public Generator newGenerator() {
        return new MachineGenerator(this);
    }

    @Override
    public Generator newFastGenerator() {
        return compiled.steps()
                .map(steps -> (Generator) steps.newGenerator())
                .orElseGet(this::newGenerator);
    }

    @Override
    public int movers() {
        return cores();
    }

    @Override
    public TraceWords traceWords() {
        return new MachineWords(this);
    }

    @Override
    public int places(int mover) {
        return pcCount(mover);
    }

    @Override
    public int placeOf(long[] states, int at, int mover) {
        return pcOf(states, at, mover);
    }

    @Override
    public int actors() {
        return ACTORS * programs.length + interrupts.furtherBefore(programs.length);
    }

    /**
     * Each core's program, its memory system and each interrupt that can come to it: weak fairness
     * applies to every one. The first interrupt of a program is numbered with the program, the
     * further ones behind all programs.
     */
    @Override
    public int actorOf(int step) {
        int core = Step.coreOf(step);
        int place = Step.kindOf(step) == Step.Kind.DELIVER ? Step.choiceOf(step) : 0;
        return place == 0
                ? core * ACTORS + Math.max(0, Step.kindNumber(step) - 1)
                : ACTORS * programs.length + interrupts.furtherBefore(core) + place - 1;
    }

    @Override
    public String actorName(int actor) {
        for (int core = 0, next = ACTORS * programs.length; core < programs.length; core++) {
            List<InterruptVector> vectors = vectorsOf(core);
            for (int place = 1; place < vectors.size(); place++) {
                if (next++ == actor) {
                    return programs[core].program.coreName() + " " + vectors.get(place);
                }
            }
        }
        int core = actor / ACTORS;
        String name = programs[core].program.coreName();
        return switch (actor % ACTORS) {
            case 1 -> name + " " + memoryOf(core).buffer();
            case 2 -> name + " interrupt controller";
            default -> name;
        };
    }

    @Override
    public <V extends View> StateObserver<V> observeStates(Class<V> view) {
        return views.observeStates(this, view);
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Class<V> view) {
        return views.observeSteps(this, view);
    }

    @Override
    public Optional<ViewWords<?>> words(Class<? extends View> view) {
        return views.words(view);
    }

    @Override
    public List<String> instructions() {
        List<String> all = new ArrayList<>();
        for (CompiledProgram p : programs) {
            for (int i : p.instruction) {
                all.add(p.program.coreName() + " " + Disassembly.line(p.program, i));
            }
        }
        return all;
    }

    /**
     * Executes one step from the given state and tells what it did.
     *
     * @return the successor and the access, or nothing when the step is not possible there
     */
    @Override
    public Optional<Effect> execute(long[] state, Step step) {
        if (step.core() >= cores()) {
            return Optional.empty();
        }
        MachineGenerator generator = new MachineGenerator(this);
        Successors out = new Successors(layout.words());
        generator.successorsOf(step, state, 0, out);
        for (int i = 0; i < out.count(); i++) {
            if (out.step(i) == step.code()) {
                long[] after =
                        Arrays.copyOfRange(out.states(), out.at(i), out.at(i) + layout.words());
                return Optional.of(Effect.of(this, state, step, generator, after, out, i));
            }
        }
        return Optional.empty();
    }
}
