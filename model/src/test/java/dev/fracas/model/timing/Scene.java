package dev.fracas.model.timing;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.state.StateLayout;
import dev.fracas.spec.Isa;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A few tiny programs on a machine, for tests that say in which order the steps are made. */
record Scene(List<Isa> isas, Memory memory, Exclusives exclusives, List<Program> programs) {
    static Scene on(Isa... isas) {
        return new Scene(
                List.of(isas), Memory.sequentialConsistency(), Exclusives.ARCHITECTURAL, List.of());
    }

    Scene under(Memory other) {
        return new Scene(isas, other, exclusives, programs);
    }

    Scene under(Exclusives other) {
        return new Scene(isas, memory, other, programs);
    }

    /** The program of the next core. */
    Scene core(Consumer<Routine> body) {
        int core = programs.size();
        Routine routine = new Routine(core, isas.size(), isas.get(core));
        body.accept(routine);
        List<Program> more = new ArrayList<>(programs);
        more.add(routine.build());
        return new Scene(isas, memory, exclusives, more);
    }

    Machine machine() {
        return new Machine(programs, memory, exclusives, Observatory.GENERAL);
    }

    long[] initialState() {
        StateLayout layout = machine().layout();
        Successors initial = new Successors(layout.words());
        machine().initialStates(initial);
        return Arrays.copyOf(initial.states(), layout.words());
    }

    Estimate run(HardwareModel hardware, Step... steps) {
        return run(hardware, CorePair.DEFAULT, steps);
    }

    Estimate run(HardwareModel hardware, CorePair pair, Step... steps) {
        return new Estimator(machine(), hardware, LatencyTable.of(pair)).estimate(List.of(steps));
    }

    /** The cycles of each step. */
    List<Long> cycles(HardwareModel hardware, Step... steps) {
        return cyclesOf(run(hardware, steps));
    }

    static List<Long> cyclesOf(Estimate estimate) {
        return estimate.steps().stream().map(StepCost::cycles).toList();
    }

    /** Instructions of these cores, one after the other. */
    static Step[] inOrder(int... cores) {
        return Arrays.stream(cores).mapToObj(Scene::instruction).toArray(Step[]::new);
    }

    static Step instruction(int core) {
        return new Step(core, Step.Kind.INSTRUCTION, 0);
    }

    static Step spin(int core) {
        return new Step(core, Step.Kind.SPIN, 0);
    }

    static Step flush(int core) {
        return new Step(core, Step.Kind.MEMORY, 0);
    }

    static Step deliver(int core) {
        return new Step(core, Step.Kind.DELIVER, 0);
    }
}
