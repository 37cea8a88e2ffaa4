package dev.fracas.model.timing;

import dev.fracas.model.Step;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.InterruptVector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run that is costed while it is made: {@link #step} after each step, {@link #finish} at any
 * time. Belongs to one thread.
 */
public final class PricedRun {
    /** A store in a store buffer: the bits that it will write, and since when it is there. */
    private record BufferedStore(int location, Address address, int element, long since) {
        boolean covers(Address wanted, int wantedElement) {
            return address.array().equals(wanted.array())
                    && element == wantedElement
                    && address.shift() <= wanted.shift()
                    && address.shift() + address.bits() >= wanted.shift() + wanted.bits();
        }
    }

    /** What comes to one core of the hardware with one vector. */
    private record Interrupt(int core, InterruptVector vector) {}

    /** Cycles and traffic of one access to a line. */
    private record AccessCost(long cycles, Traffic traffic) {
        static final AccessCost FREE = new AccessCost(0, Traffic.NONE);
    }

    private final Machine machine;
    private final LatencyModel latencies;
    private final CoherentLine[] lines;
    private final ProgramPath[] paths;

    /** Instructions before each core's first visible one, until they are charged with it. */
    private final int[] entered;

    /** For each core of the hardware; a handler of interrupts uses those of {@link #hardware}. */
    private final long[] ready;

    /** The program that was last executed there: between two of them the buffer drains. */
    private final int[] running;

    private final long[] flushed;

    /** When the last interrupt of each kind was sent, until it arrives, and when one arrived. */
    private final Map<Interrupt, Long> sent = new HashMap<>();

    private final Map<Interrupt, Long> delivered = new HashMap<>();
    private final long[] busy;
    private final List<Deque<BufferedStore>> buffers = new ArrayList<>();
    private final List<StepCost> steps = new ArrayList<>();
    private Traffic traffic = Traffic.NONE;
    private Sent sentInAll = Sent.NOTHING;
    private long criticalPath;

    PricedRun(Machine machine, LatencyModel latencies) {
        int cores = machine.cores();
        this.machine = machine;
        this.latencies = latencies;
        this.lines = latencies.coldLines();
        this.paths = new ProgramPath[cores];
        this.entered = new int[cores];
        this.ready = new long[cores];
        this.running = new int[cores];
        this.flushed = new long[cores];
        this.busy = new long[cores];
        GhostWords ghosts = new GhostWords();
        for (int core = 0; core < cores; core++) {
            running[core] = machine.hostOf(core);
            paths[core] = new ProgramPath(machine.program(core), ghosts);
            entered[core] = paths[core].enter();
            buffers.add(new ArrayDeque<>());
        }
    }

    /** Costs the next step of the run. */
    public StepCost step(Effect effect) {
        StepCost cost =
                switch (effect.step().kind()) {
                    case INSTRUCTION, SPIN -> execute(effect);
                    case MEMORY -> flush(effect);
                    case DELIVER -> deliver(effect);
                };
        if (cost.keepsCoreBusy()) {
            busy[effect.step().core()] += cost.cycles();
        }
        criticalPath = Math.max(criticalPath, cost.finish());
        traffic = traffic.plus(cost.traffic());
        sentInAll = sentInAll.plus(Sent.by(machine, cost));
        steps.add(cost);
        return cost;
    }

    /** The cost of the steps so far. */
    public Estimate finish() {
        return new Estimate(
                criticalPath, Arrays.stream(busy).boxed().toList(), traffic, sentInAll, steps);
    }

    /**
     * The core that executes what the step's program says: a handler of interrupts has the clock,
     * the caches and the store buffer of the core that it interrupts. The two never have stores in
     * their buffers at once.
     */
    private int hardware(Effect effect) {
        return machine.hostOf(effect.step().core());
    }

    private StepCost execute(Effect effect) {
        int program = effect.step().core();
        int core = hardware(effect);
        Instruction instruction = machine.program(program).code().get(effect.instruction());
        if (instruction instanceof AwaitIpi
                && effect.step().kind() == Step.Kind.SPIN
                && core != program) {
            // no interrupt, no instruction: the core executes the program that is not interrupted
            return new StepCost(
                    effect.step(), effect.instruction(), 0, ready[core], 0, Traffic.NONE);
        }
        Access access = access(instruction, effect);
        long start = ready[core];
        if (Access.drainsBuffer(instruction) || running[core] != program) {
            start = Math.max(start, flushed[core]);
        }
        running[core] = program;
        if (instruction instanceof AwaitIpi await
                && effect.step().kind() == Step.Kind.INSTRUCTION) {
            InterruptVector taken = await.vectors().get(effect.step().choice());
            start = Math.max(start, delivered.getOrDefault(new Interrupt(core, taken), 0L));
        }
        if (access == Access.LOAD || access == Access.STORE) {
            start = Math.max(start, line(effect.location()).arrives(core));
        }
        AccessCost cost =
                switch (access) {
                    case LOAD -> serve(core, effect.location(), line(effect.location()).load(core));
                    case STORE ->
                            serve(core, effect.location(), line(effect.location()).store(core));
                    case FORWARD -> serve(core, effect.location(), Service.HIT);
                    case BUFFER, NONE -> AccessCost.FREE;
                };
        long done = start + latencies.instructions(1 + entered[program]) + cost.cycles();
        entered[program] = 0;
        if (access == Access.STORE) {
            line(effect.location()).wrote(core, done);
        } else if (access == Access.BUFFER && instruction instanceof Store store) {
            buffers.get(core).addLast(buffered(store, effect, done));
        }
        boolean oopsed = machine.nextInstruction(effect.after(), 0, program) < 0;
        if (!oopsed && instruction instanceof SendIpi send) {
            int target = (int) paths[program].evaluate(send.target());
            sent.merge(new Interrupt(target, send.vector()), done, Math::max);
        }
        long finish = done + (oopsed ? 0 : latencies.instructions(goOn(program, effect)));
        StepCost charged =
                new StepCost(
                        effect.step(),
                        effect.instruction(),
                        start - ready[core],
                        start,
                        finish - start,
                        cost.traffic());
        ready[core] = finish;
        return charged;
    }

    private StepCost flush(Effect effect) {
        int core = hardware(effect);
        BufferedStore store = buffers.get(core).removeFirst();
        CoherentLine line = line(store.location());
        long possible = Math.max(store.since(), flushed[core]);
        long start = Math.max(possible, line.arrives(core));
        AccessCost cost = serve(core, store.location(), line.store(core));
        flushed[core] = start + cost.cycles();
        line.wrote(core, flushed[core]);
        return new StepCost(
                effect.step(), -1, start - possible, start, cost.cycles(), cost.traffic());
    }

    private StepCost deliver(Effect effect) {
        InterruptVector vector =
                machine.vectorsOf(effect.step().core()).get(effect.step().choice());
        Interrupt arrives = new Interrupt(hardware(effect), vector);
        StepCost cost =
                new StepCost(
                        effect.step(),
                        -1,
                        0,
                        sent.getOrDefault(arrives, 0L),
                        latencies.interrupt(),
                        Traffic.ONE_INTERRUPT);
        delivered.merge(arrives, cost.finish(), Math::max);
        sent.remove(arrives);
        return cost;
    }

    private Access access(Instruction instruction, Effect effect) {
        if (effect.location() < 0) {
            return Access.NONE;
        }
        int element = machine.locations().index(effect.location());
        Deque<BufferedStore> own = buffers.get(hardware(effect));
        boolean forwarded =
                Access.loadedFrom(instruction)
                        .filter(from -> own.stream().anyMatch(b -> b.covers(from, element)))
                        .isPresent();
        return forwarded ? Access.FORWARD : Access.of(instruction, effect, machine.exclusives());
    }

    private BufferedStore buffered(Store store, Effect effect, long since) {
        int element = machine.locations().index(effect.location());
        return new BufferedStore(effect.location(), store.to(), element, since);
    }

    private CoherentLine line(int location) {
        return lines[machine.locations().line(location)];
    }

    private AccessCost serve(int core, int location, Service service) {
        int line = machine.locations().line(location);
        return new AccessCost(
                latencies.cycles(core, line, service), latencies.traffic(core, line, service));
    }

    /** Leads the core to its next visible instruction; returns how many others it executed. */
    private int goOn(int core, Effect effect) {
        int executed = paths[core].follow(effect);
        int expected = machine.nextInstruction(effect.after(), 0, core);
        if (paths[core].next() != expected) {
            throw new IllegalArgumentException(
                    "a step is missing: %s goes on at instruction %d, the steps so far lead to %d"
                            .formatted(
                                    machine.program(core).coreName(),
                                    expected,
                                    paths[core].next()));
        }
        return executed;
    }
}
