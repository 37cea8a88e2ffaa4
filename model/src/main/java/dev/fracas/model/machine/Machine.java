package dev.fracas.model.machine;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.memory.Declaration;
import dev.fracas.model.machine.memory.Locations;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.memory.MemoryLayout;
import dev.fracas.model.machine.memory.MemorySystem;
import dev.fracas.model.machine.memory.MemoryUnit;
import dev.fracas.model.machine.memory.Monitors;
import dev.fracas.model.program.Disassembly;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Program.Role;
import dev.fracas.model.program.WordArray;
import dev.fracas.model.state.Field;
import dev.fracas.model.state.StateLayout;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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

    final CompiledProgram[] programs;
    final Field[] pc;
    final Field[][] slots;

    /** For each core, masks that clear its pc and registers, one for each word of a state. */
    final long[][] frameClear;

    final boolean ipis;
    final Field[] inFlight;
    final Field[] pending;
    final long[] initialMemory;

    /** For each core, the core of the hardware that runs it: itself, but for a handler. */
    private final int[] host;

    /** For each core, the handler of its interrupts, or -1. */
    private final int[] handler;

    private final Memory memory;
    private final Exclusives exclusives;
    private final Observatory observatory;
    private final Locations locations;
    private final StateLayout layout;
    private final MemoryLayout buffers;
    private final Monitors monitors;

    /** Made when it is first asked for. */
    private Optional<StepCompiler.Compiled> compiled = Optional.empty();

    private boolean isTooLargeToCompile;

    /** Makes the views that properties read; a workload supplies it. */
    public interface Observatory {
        <V extends View> StateObserver<V> observeStates(Machine machine, Class<V> view);

        <V extends StepView> StepObserver<V> observeSteps(Machine machine, Class<V> view);

        /** For machines that nobody observes. */
        Observatory BLIND =
                new Observatory() {
                    @Override
                    public <V extends View> StateObserver<V> observeStates(
                            Machine machine, Class<V> view) {
                        throw new IllegalArgumentException(
                                "this machine shows no " + view.getSimpleName());
                    }

                    @Override
                    public <V extends StepView> StepObserver<V> observeSteps(
                            Machine machine, Class<V> view) {
                        throw new IllegalArgumentException(
                                "this machine shows no " + view.getSimpleName());
                    }
                };
    }

    /**
     * @param programs one for each core, in the order of their core numbers; 1 to 16
     * @throws IllegalArgumentException when the programs do not fit together; a handler of
     *     interrupts needs a core of its own ISA that is no handler and has no other one
     */
    public Machine(
            List<Program> programs, Memory memory, Exclusives exclusives, Observatory observatory) {
        int cores = programs.size();
        if (cores < 1 || cores > MAX_CORES) {
            throw new IllegalArgumentException(
                    "a machine has 1 to " + MAX_CORES + " cores, got " + cores);
        }
        this.memory = memory;
        this.exclusives = exclusives;
        this.observatory = observatory;
        this.programs = new CompiledProgram[cores];
        Locations.Builder places = new Locations.Builder();
        for (int core = 0; core < cores; core++) {
            if (programs.get(core).core() != core) {
                throw new IllegalArgumentException("program " + core + " is for another core");
            }
            this.programs[core] = new CompiledProgram(programs.get(core), places);
        }
        host = hosts(programs);
        handler = new int[cores];
        Arrays.fill(handler, -1);
        for (int core = 0; core < cores; core++) {
            if (host[core] != core) {
                handler[host[core]] = core;
            }
        }
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
        ipis =
                programs.stream()
                        .flatMap(p -> p.code().stream())
                        .anyMatch(i -> i instanceof SendIpi || i instanceof Instruction.AwaitIpi);
        int[] ipiField = new int[cores];
        for (int core = 0; core < cores && ipis; core++) {
            build.group();
            ipiField[core] = build.field("ipi in flight " + core, 1);
            build.field("ipi pending " + core, 1);
        }
        layout = build.build();
        locations = places.build(layout);
        buffers = bufferFields.in(layout, locations);
        monitors = monitorFields.build(layout, locations);
        pc = new Field[cores];
        slots = new Field[cores][];
        frameClear = new long[cores][layout.words()];
        inFlight = new Field[cores];
        pending = new Field[cores];
        for (int core = 0; core < cores; core++) {
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
            if (ipis) {
                inFlight[core] = layout.fields().get(ipiField[core]);
                pending[core] = layout.fields().get(ipiField[core] + 1);
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
     * The same machine with other programs, seen through the same observatory: what its views read
     * are words and tags, which the other programs should have too.
     *
     * @throws IllegalArgumentException when the programs do not fit together
     */
    public Machine withPrograms(List<Program> others) {
        return new Machine(others, memory, exclusives, observatory);
    }

    /** For each program, the one on whose core it runs. */
    private static int[] hosts(List<Program> all) {
        int[] hosts = new int[all.size()];
        Set<Integer> interrupted = new HashSet<>();
        for (Program program : all) {
            int host = program.core();
            if (program.role() instanceof Role.HandlerOf(int core)) {
                host = core;
                refuse(host < 0 || host >= all.size(), program, host, "which does not exist");
                Program served = all.get(host);
                boolean isHandler = served.role() instanceof Role.HandlerOf;
                refuse(isHandler, program, host, "which is a handler itself");
                refuse(!interrupted.add(host), program, host, "which has another handler");
                refuse(served.isa() != program.isa(), program, host, "which has another ISA");
            }
            hosts[program.core()] = host;
        }
        return hosts;
    }

    private static void refuse(boolean wrong, Program handler, int core, String why) {
        if (wrong) {
            throw new IllegalArgumentException(
                    "%s cannot handle the interrupts of core %d, %s"
                            .formatted(handler.coreName(), core, why));
        }
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

    /** The number of the program that handles the core's interrupts, where there is one. */
    public OptionalInt handlerOf(int core) {
        return handler[core] < 0 ? OptionalInt.empty() : OptionalInt.of(handler[core]);
    }

    /**
     * What the program with that number does in place of coming to an end, as a clause: {@code
     * serves for ever}, {@code handles the interrupts of x86:0}; empty for a thread.
     */
    public String roleOf(int core) {
        return switch (program(core).role()) {
            case Role.Task t -> "";
            case Role.Daemon d -> "serves for ever";
            case Role.HandlerOf h -> "handles the interrupts of " + program(h.core()).coreName();
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
     * Whether an interrupt is in flight to, or pending on, the core: {@code -}, {@code in
     * flight}...
     */
    public String ipi(long[] states, int at, int core) {
        if (!ipis) {
            return "-";
        }
        boolean flying = inFlight[core].get(states, at) != 0;
        boolean waits = pending[core].get(states, at) != 0;
        return flying ? (waits ? "in flight, pending" : "in flight") : waits ? "pending" : "-";
    }

    public boolean hasIpis() {
        return ipis;
    }

    MemoryLayout memoryLayout() {
        return buffers;
    }

    Monitors monitors() {
        return monitors;
    }

    /**
     * Whether the handler of the core's interrupts is at work, so that the core's own program
     * cannot step: the handler stands anywhere but before an {@code awaitIpi} and has not stopped,
     * or has stores that are not in memory.
     */
    public boolean isInterrupted(long[] states, int at, int core) {
        int by = handler[core];
        if (by < 0) {
            return false;
        }
        byte kind = programs[by].kind[pcOf(states, at, by)];
        boolean waitsOrStopped =
                kind == CompiledProgram.AWAIT_IPI
                        || kind == CompiledProgram.END
                        || kind == CompiledProgram.OOPSED;
        return !waitsOrStopped || !buffers.isDrained(states, at, by);
    }

    /**
     * Whether an interrupt that is pending on the core can be taken now; a handler must wait until
     * the stores of the interrupted program are in memory.
     */
    boolean canInterrupt(long[] s, int at, int core) {
        return host[core] == core || buffers.isDrained(s, at, host[core]);
    }

    /**
     * Whether the core need not do anything more: its program has ended, or it serves for ever and
     * waits for an interrupt that nobody has sent.
     */
    public boolean isAtRest(long[] states, int at, int core) {
        byte kind = programs[core].kind[pcOf(states, at, core)];
        return kind == CompiledProgram.END
                || (kind == CompiledProgram.AWAIT_IPI
                        && programs[core].program.role().servesForEver()
                        && pending[core].get(states, at) == 0
                        && inFlight[core].get(states, at) == 0);
    }

    boolean isFinished(long[] s, int at) {
        for (int core = 0; core < programs.length; core++) {
            if (!isAtRest(s, at, core)
                    || !buffers.isDrained(s, at, core)
                    || (ipis && inFlight[core].get(s, at) != 0)) {
                return false;
            }
        }
        return true;
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
        return compiledSteps()
                .map(steps -> (Generator) steps.newGenerator())
                .orElseGet(this::newGenerator);
    }

    /** Nothing where a step is too large for a Java method: a choice among thousands, say. */
    private synchronized Optional<StepCompiler.Compiled> compiledSteps() {
        if (compiled.isEmpty() && !isTooLargeToCompile) {
            try {
                compiled = Optional.of(StepCompiler.compile(this));
            } catch (IllegalArgumentException e) {
                isTooLargeToCompile = true;
            }
        }
        return compiled;
    }

    /** Each core's program, each core's memory and each core's interrupt controller. */
    @Override
    public int actors() {
        return ACTORS * programs.length;
    }

    @Override
    public int actorOf(int step) {
        return Step.coreOf(step) * ACTORS + Math.max(0, Step.kindNumber(step) - 1);
    }

    @Override
    public String actorName(int actor) {
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
        return observatory.observeStates(this, view);
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Class<V> view) {
        return observatory.observeSteps(this, view);
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
    public Optional<Effect> execute(long[] state, Step step) {
        boolean isDelivery = step.kind() == Step.Kind.DELIVER;
        if (step.core() >= cores() || (isDelivery && !ipis)) {
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
