package dev.fracas.model.machine;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A machine of x86 cores with its state, for tests that make one step after the other. */
final class Play {
    final Machine machine;
    long[] state;

    private Play(Machine machine) {
        this.machine = machine;
        Successors out = new Successors(machine.layout().words());
        machine.initialStates(out);
        this.state = Arrays.copyOf(out.states(), machine.layout().words());
    }

    @SafeVarargs
    static Play of(Memory memory, Consumer<Routine>... bodies) {
        List<Program> programs = new ArrayList<>();
        for (Consumer<Routine> body : bodies) {
            Routine r = new Routine(programs.size(), bodies.length, Isa.X86_64);
            body.accept(r);
            programs.add(r.build());
        }
        return new Play(
                new Machine(programs, memory, Exclusives.ARCHITECTURAL, Observatory.GENERAL));
    }

    /** The next instruction of each of these cores, in this order. */
    Play instructions(int... cores) {
        for (int core : cores) {
            step(core, Step.Kind.INSTRUCTION);
        }
        return this;
    }

    Play flush(int core) {
        return step(core, Step.Kind.MEMORY);
    }

    Play deliver(int core) {
        return step(core, Step.Kind.DELIVER);
    }

    Play deliver(int core, InterruptVector vector) {
        return step(core, Step.Kind.DELIVER, machine.vectorsOf(core).indexOf(vector));
    }

    /** The next instruction of the core, with one of several outcomes. */
    Play choose(int core, int choice) {
        return step(core, Step.Kind.INSTRUCTION, choice);
    }

    private Play step(int core, Step.Kind kind) {
        return step(core, kind, 0);
    }

    private Play step(int core, Step.Kind kind, int choice) {
        state = machine.execute(state, new Step(core, kind, choice)).orElseThrow().after();
        return this;
    }

    String ipi(int core) {
        return machine.ipi(state, 0, core);
    }

    /**
     * What can happen next, as {@code "0 INSTRUCTION"}; the compiled generator must say the same.
     */
    List<String> possible() {
        Successors interpreted = new Successors(machine.layout().words());
        Successors compiled = new Successors(machine.layout().words());
        machine.newGenerator().successors(state, 0, interpreted);
        machine.newFastGenerator().successors(state, 0, compiled);
        if (!steps(interpreted).equals(steps(compiled))) {
            throw new AssertionError(steps(interpreted) + " is not " + steps(compiled));
        }
        return steps(interpreted);
    }

    private static List<String> steps(Successors out) {
        TreeSet<String> steps = new TreeSet<>();
        for (int i = 0; i < out.count(); i++) {
            Step step = Step.of(out.step(i));
            steps.add(step.core() + " " + step.kind());
        }
        return List.copyOf(steps);
    }

    long value(Word word) {
        return machine.locations().read(state, 0, machine.locations().whole(word.array(), 0));
    }

    boolean finished() {
        return machine.newGenerator().finished(state, 0);
    }
}
