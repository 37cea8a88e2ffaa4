package dev.fracas.counterexamples.minimization;

import dev.fracas.counterexamples.Trace;
import dev.fracas.model.Step;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The machines that are one kind of thing smaller than a trace's, the most wanted first, each with
 * the trace's steps carried over to it.
 */
final class SmallerMachines {
    private SmallerMachines() {}

    static List<Trace> than(Trace trace) {
        List<Trace> smaller = new ArrayList<>();
        MachineDescription machine = trace.machine();
        for (int core = machine.cores().size() - 1;
                core >= 0 && machine.cores().size() > 1;
                core--) {
            smaller.add(withoutCore(trace, core));
        }
        for (int rounds = 1; rounds < machine.rounds(); rounds++) {
            smaller.add(on(machine.withRounds(rounds), trace));
        }
        for (Memory memory : machine.memory().smaller()) {
            smaller.add(on(machine.withMemory(memory), trace));
        }
        return smaller;
    }

    private static Trace withoutCore(Trace trace, int gone) {
        List<Isa> cores = new ArrayList<>(trace.machine().cores());
        cores.remove(gone);
        List<Step> stem = without(trace.stem(), gone);
        List<Step> all = new ArrayList<>(stem);
        all.addAll(without(trace.cycle(), gone));
        OptionalInt loop = trace.isLasso() ? OptionalInt.of(stem.size()) : OptionalInt.empty();
        return new Trace(
                trace.machine().withCores(cores), trace.property(), all, loop, trace.note());
    }

    private static List<Step> without(List<Step> steps, int gone) {
        return steps.stream()
                .filter(step -> step.core() != gone)
                .map(step ->
                        step.core() < gone
                                ? step
                                : new Step(step.core() - 1, step.kind(), step.choice()))
                .toList();
    }

    private static Trace on(MachineDescription machine, Trace trace) {
        return new Trace(machine, trace.property(), trace.steps(), trace.loop(), trace.note());
    }
}
