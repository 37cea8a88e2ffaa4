package dev.fracas.counterexamples.rendering;

import dev.fracas.counterexamples.Execution;
import dev.fracas.model.Step;
import java.util.Set;

/** What the steps of an execution did, in the words of a table: without who did it. */
interface Phrases {
    static Phrases of(Execution execution) {
        return execution
                .machine()
                .<Phrases>map(machine -> new StepPhrase(execution, machine))
                .orElse(step -> plain(execution, step));
    }

    private static String plain(Execution execution, int number) {
        Step step = execution.transition(number).step();
        return execution.system().traceWords().step(execution.state(number - 1), step);
    }

    /** The phrase for a step that is not a spin. */
    String of(int step);

    /** The phrase for that many spins of a mover, of which the given step is one. */
    default String spins(int step, int times) {
        return times == 1 ? of(step) : "%s, %d times".formatted(of(step), times);
    }

    /** What the mover's place is part of after the step and was not before it. */
    default Set<String> entered(int step) {
        return Set.of();
    }
}
