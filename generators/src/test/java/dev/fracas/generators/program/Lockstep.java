package dev.fracas.generators.program;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.generators.program.PlainMachine.Core;
import dev.fracas.generators.program.PlainMachine.Outcome;
import dev.fracas.generators.program.PlainMachine.Place;
import dev.fracas.generators.program.PlainMachine.State;
import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Locations;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Operands;
import dev.fracas.model.program.Program.Role;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.WordArray;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Explores a packed machine and its plain twin side by side, and asserts that their graphs are the
 * same: a one-to-one pairing of the states that keeps every step and everything that can be
 * observed. The compiled generator of the packed machine has to do exactly what the interpreting
 * one does.
 */
final class Lockstep {
    private final Machine machine;
    private final PlainMachine plain;
    private final TransitionSystem.Generator generator;
    private final TransitionSystem.Generator compiled;
    private final Successors out;
    private final Successors outOfCompiled;
    private final int words;
    private final Map<LongBuffer, State> plainOf = new HashMap<>();
    private final Map<State, LongBuffer> packedOf = new HashMap<>();
    private final Deque<LongBuffer> open = new ArrayDeque<>();
    private final List<Place> places = new ArrayList<>();
    private final Set<String> reached = new TreeSet<>();
    private final Set<String> happened = new HashSet<>();
    private int transitions;

    private Lockstep(MachineSketch sketch) {
        machine = sketch.machine();
        plain = new PlainMachine(sketch, machine);
        generator = machine.newGenerator();
        compiled = machine.newFastGenerator();
        words = machine.layout().words();
        out = new Successors(words);
        outOfCompiled = new Successors(words);
        Locations locations = machine.locations();
        for (int location = 0; location < locations.count(); location++) {
            places.add(place(locations, location));
        }
    }

    /**
     * What an exploration came by.
     *
     * @param happened the kinds of steps and situations, by name
     */
    record Journey(int states, int transitions, boolean complete, Set<String> happened) {}

    /** Compares up to {@code maxStates} states with their successors. */
    static Journey walk(MachineSketch sketch, int maxStates) {
        return new Lockstep(sketch).walk(maxStates);
    }

    private Journey walk(int maxStates) {
        machine.initialStates(out);
        assertThat(out.count()).isEqualTo(1);
        meet(packed(out, 0), plain.initialState(), () -> "the start");
        int expanded = 0;
        while (!open.isEmpty() && expanded < maxStates) {
            // From both ends, so that a cut exploration has seen long runs too.
            LongBuffer next = expanded % 2 == 0 ? open.removeFirst() : open.removeLast();
            expand(next, requireNonNull(plainOf.get(next)));
            expanded++;
        }
        if (open.isEmpty()) {
            assertThat(packedOf).hasSameSizeAs(plainOf);
        }
        assertThat(reachedBy(generator)).isEqualTo(reached);
        assertThat(reachedBy(compiled)).isEqualTo(reached);
        return new Journey(plainOf.size(), transitions, open.isEmpty(), happened);
    }

    private void expand(LongBuffer packed, State state) {
        Map<Step, Outcome> expected = plain.successors(state);
        noteReached(state, expected.keySet());
        out.clear();
        generator.successors(packed.array(), 0, out);
        compareCompiled(packed.array(), state);
        List<Step> steps = new ArrayList<>();
        List<LongBuffer> after = new ArrayList<>();
        List<Integer> written = new ArrayList<>();
        for (int i = 0; i < out.count(); i++) {
            steps.add(Step.of(out.step(i)));
            after.add(packed(out, i));
            written.add(out.written(i));
        }
        same(steps.size(), expected.size(), () -> "number of steps from " + state);
        same(new HashSet<>(steps), expected.keySet(), () -> "steps from " + state);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Outcome outcome = requireNonNull(expected.get(step));
            meet(after.get(i), outcome.after(), () -> step + " after " + state);
            same(
                    name(written.get(i)),
                    outcome.reachedMemory().map(this::name),
                    () -> "memory written by " + step + " in " + state);
            compareEffect(packed, state, step, after.get(i), outcome);
            transitions++;
        }
        boolean finished = generator.finished(packed.array(), 0);
        same(finished, plain.finished(state), () -> "finished: " + state);
        if (finished) {
            happened.add("finished");
            for (int c = 0; c < machine.cores(); c++) {
                if (next(state, c) instanceof Instruction.AwaitIpi) {
                    happened.add("finished while one waits");
                }
            }
        }
    }

    private void compareCompiled(long[] packed, State state) {
        outOfCompiled.clear();
        compiled.successors(packed, 0, outOfCompiled);
        same(outOfCompiled.count(), out.count(), () -> "number of compiled steps from " + state);
        for (int i = 0; i < out.count(); i++) {
            Step step = Step.of(out.step(i));
            Supplier<String> where = () -> "compiled " + step + " from " + state;
            same(outOfCompiled.step(i), out.step(i), where);
            same(outOfCompiled.written(i), out.written(i), where);
            same(packed(outOfCompiled, i), packed(out, i), where);
        }
        same(
                compiled.finished(packed, 0),
                generator.finished(packed, 0),
                () -> "finished, compiled: " + state);
    }

    private void meet(LongBuffer packed, State state, Supplier<String> where) {
        State known = plainOf.putIfAbsent(packed, state);
        LongBuffer twin = packedOf.putIfAbsent(state, packed);
        if (known == null && twin == null) {
            open.addLast(packed);
            compareObservables(packed.array(), state, where);
        } else {
            boolean paired = state.equals(known) && packed.equals(twin);
            same(paired, true, () -> where.get() + " pairs differently than before: " + state);
        }
    }

    private void compareObservables(long[] packed, State state, Supplier<String> where) {
        for (int location = 0; location < places.size(); location++) {
            Place place = places.get(location);
            same(
                    machine.locations().read(packed, 0, location),
                    PlainMachine.read(place, state.memory()),
                    () -> where.get() + ": " + name(place));
        }
        for (int c = 0; c < machine.cores(); c++) {
            Core core = state.cores().get(c);
            same(
                    machine.nextInstruction(packed, 0, c),
                    core.next(),
                    () -> where.get() + ": next instruction");
            same(
                    machine.buffered(packed, 0, c),
                    core.buffer().stream()
                            .map(b -> name(b.place()) + "=" + Long.toUnsignedString(b.value()))
                            .toList(),
                    () -> where.get() + ": store buffer");
            same(
                    machine.monitor(packed, 0, c),
                    core.monitor().map(m -> name(m.place())).orElse("-"),
                    () -> where.get() + ": monitor");
            int program = c;
            same(
                    machine.ipi(packed, 0, c),
                    interrupts(state, program),
                    () -> where.get() + ": interrupts");
            noteInterrupts(state, c);
            boolean interrupted = plain.interrupted(state, c);
            same(
                    machine.isInterrupted(packed, 0, c),
                    interrupted,
                    () -> where.get() + ": is interrupted");
            if (interrupted && core.next() >= 0 && !(next(state, c) instanceof Instruction.End)) {
                happened.add("interrupted");
            }
        }
    }

    private static void same(Object actual, Object expected, Supplier<String> where) {
        if (!actual.equals(expected)) {
            assertThat(actual).as(where.get()).isEqualTo(expected);
        }
    }

    private void compareEffect(
            LongBuffer packed, State state, Step step, LongBuffer after, Outcome outcome) {
        Supplier<String> where = () -> step + " in " + state;
        Effect effect = machine.execute(packed.array(), step).orElseThrow();
        same(LongBuffer.wrap(effect.after()), after, where);
        same(name(effect.memoryWritten()), outcome.reachedMemory().map(this::name), where);
        if (step.kind() == Step.Kind.MEMORY || step.kind() == Step.Kind.DELIVER) {
            happened.add(step.kind().name());
            if (step.kind() == Step.Kind.DELIVER
                    && state.cores()
                            .get(machine.hostOf(step.core()))
                            .pending()
                            .contains(machine.vectorsOf(step.core()).get(step.choice()))) {
                happened.add("delivered while one was pending");
            }
            return;
        }
        Core before = state.cores().get(step.core());
        Core later = outcome.after().cores().get(step.core());
        Optional<Long> read = outcome.access().flatMap(PlainMachine.Access::read);
        Optional<Long> wrote = outcome.access().flatMap(PlainMachine.Access::written);
        same(effect.instruction(), before.next(), where);
        same(name(effect.location()), outcome.access().map(a -> name(a.place())), where);
        same(effect.read() ? Optional.of(effect.valueRead()) : Optional.empty(), read, where);
        same(effect.wrote() ? Optional.of(effect.valueWritten()) : Optional.empty(), wrote, where);
        Instruction instruction = machine.program(step.core()).code().get(before.next());
        happened.add(instruction.getClass().getSimpleName());
        if (Operands.of(instruction).stream().anyMatch(Lockstep::isCurrent)) {
            happened.add("current ghost in a visible instruction");
        }
        if (instruction instanceof Instruction.AwaitIpi
                && step.kind() == Step.Kind.INSTRUCTION
                && machine.program(step.core()).role() instanceof Role.HandlerOf) {
            happened.add("interrupt taken by a handler");
        }
        if (instruction instanceof Instruction.AwaitIpi await && await.vectors().size() > 1) {
            Set<InterruptVector> pending = state.cores().get(machine.hostOf(step.core())).pending();
            if (step.kind() == Step.Kind.INSTRUCTION && pending.containsAll(await.vectors())) {
                happened.add("either of two pending interrupts taken");
            }
            if (step.choice() > 0) {
                happened.add("the second of two vectors taken");
            }
        }
        if (instruction instanceof Instruction.SendIpi
                && later.next() != PlainMachine.OOPSED
                && inFlight(state).equals(inFlight(outcome.after()))) {
            happened.add("sent while one was in flight");
        }
        if (step.kind() == Step.Kind.SPIN) {
            happened.add("spin");
        }
        if (later.next() == PlainMachine.OOPSED) {
            happened.add("oops");
        }
        if (read.isPresent() && !before.buffer().isEmpty()) {
            Place place = outcome.access().orElseThrow().place();
            boolean same = false;
            boolean part = false;
            for (PlainMachine.Buffered store : before.buffer()) {
                same |= store.place().equals(place);
                part |=
                        store.place().cell().equals(place.cell())
                                && store.place().bits() != place.bits();
            }
            if (same) {
                happened.add("forwarded");
            }
            if (part) {
                happened.add("forwarded between sizes");
            }
        }
        if (instruction instanceof Instruction.StoreExclusive) {
            happened.add(step.choice() == 0 ? "exclusive stored" : "exclusive failed");
        }
    }

    private static List<Set<InterruptVector>> inFlight(State state) {
        return state.cores().stream().map(Core::inFlight).toList();
    }

    private Instruction next(State state, int core) {
        return machine.program(core).code().get(state.cores().get(core).next());
    }

    private static boolean isCurrent(Value value) {
        return switch (value) {
            case Value.Constant c -> false;
            case Value.Register r -> false;
            case Value.Current c -> true;
            case Value.Operation o -> isCurrent(o.left()) || isCurrent(o.right());
        };
    }

    private void noteReached(State state, Set<Step> steps) {
        for (Step step : steps) {
            if (step.kind() == Step.Kind.INSTRUCTION || step.kind() == Step.Kind.SPIN) {
                reached.add(step.core() + " " + state.cores().get(step.core()).next());
            }
        }
        for (int c = 0; c < machine.cores(); c++) {
            int next = state.cores().get(c).next();
            if (next >= 0 && machine.program(c).code().get(next) instanceof Instruction.End) {
                reached.add(c + " " + next);
            }
        }
    }

    private Set<String> reachedBy(TransitionSystem.Generator generator) {
        boolean[] marks = new boolean[machine.instructions().size()];
        generator.addReached(marks);
        Set<String> names = new TreeSet<>();
        int mark = 0;
        for (int c = 0; c < machine.cores(); c++) {
            for (int i = 0; i < machine.program(c).code().size(); i++) {
                if (machine.program(c).code().get(i) instanceof Instruction.Visible
                        && marks[mark++]) {
                    names.add(c + " " + i);
                }
            }
        }
        return names;
    }

    private LongBuffer packed(Successors out, int i) {
        long[] copy = new long[words];
        System.arraycopy(out.states(), out.at(i), copy, 0, words);
        return LongBuffer.wrap(copy);
    }

    // ---- names

    /** The place of a location, from its name: {@code x[1].4+2} is bits 4 and 5 of {@code x[1]}. */
    private static Place place(Locations locations, int location) {
        WordArray array = locations.array(location);
        String name = locations.name(location);
        int dot = name.indexOf('.');
        if (dot < 0) {
            return new Place(array, locations.index(location), 0, array.bits());
        }
        int plus = name.indexOf('+');
        int shift = Integer.parseInt(name.substring(dot + 1, plus));
        int bits = Integer.parseInt(name.substring(plus + 1));
        return new Place(array, locations.index(location), shift, bits);
    }

    private Optional<String> name(int location) {
        return location < 0 ? Optional.empty() : Optional.of(machine.locations().name(location));
    }

    private String name(Place place) {
        WordArray array = place.array();
        String element =
                array.length() == 1 ? array.name() : array.name() + "[" + place.index() + "]";
        boolean whole = place.bits() == array.bits();
        return whole ? element : element + "." + place.shift() + "+" + place.bits();
    }

    private String interrupts(State state, int program) {
        List<InterruptVector> vectors = machine.vectorsOf(program);
        Core hardware = state.cores().get(machine.hostOf(program));
        List<String> all = new ArrayList<>();
        for (InterruptVector vector : vectors) {
            boolean isTaken = isTaken(program, vector);
            String is =
                    Stream.of(
                                    hardware.inFlight().contains(vector) ? "in flight" : "",
                                    hardware.pending().contains(vector) ? "pending" : "")
                            .filter(word -> !word.isEmpty())
                            .collect(Collectors.joining(", "));
            if (!is.isEmpty()) {
                all.add(
                        (vectors.size() == 1 && isTaken ? "" : vector + " ")
                                + is
                                + (isTaken ? "" : ", which no program takes"));
            }
        }
        return all.isEmpty() ? "-" : String.join("; ", all);
    }

    private boolean isTaken(int program, InterruptVector vector) {
        if (machine.program(program).role() instanceof Role.HandlerOf handler) {
            return handler.vectors().contains(vector);
        }
        return machine.program(program).code().stream()
                .anyMatch(i ->
                        i instanceof Instruction.AwaitIpi await
                                && await.vectors().contains(vector));
    }

    /** What comes up where a core has several interrupts. */
    private void noteInterrupts(State state, int c) {
        Set<InterruptVector> pending = state.cores().get(machine.hostOf(c)).pending();
        if (pending.size() > 1) {
            happened.add("two vectors pending on one core");
        }
        if (machine.handlersOf(c).size() > 1 && plain.interrupted(state, c)) {
            happened.add("one of several handlers of a core at work");
            for (int handler : machine.handlersOf(c)) {
                boolean waits =
                        plain.interrupted(state, handler)
                                && state.cores().get(handler).next() >= 0
                                && next(state, handler) instanceof Instruction.AwaitIpi;
                if (waits && machine.vectorsOf(handler).stream().anyMatch(pending::contains)) {
                    happened.add("an interrupt waits for the core's other handler");
                }
            }
        }
        for (InterruptVector vector : machine.vectorsOf(c)) {
            if (pending.contains(vector) && !isTaken(c, vector)) {
                happened.add("an interrupt that no program takes");
            }
        }
    }
}
