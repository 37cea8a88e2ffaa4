package dev.fracas.model.machine;

import java.util.Optional;

/** A machine's steps as byte code, made when somebody first asks for them and then kept. */
final class CompiledMachine {
    private final Machine machine;
    private Optional<StepCompiler.Compiled> steps = Optional.empty();
    private boolean isTooLarge;

    CompiledMachine(Machine machine) {
        this.machine = machine;
    }

    /** Nothing where a step is too large for a Java method: a choice among thousands, say. */
    synchronized Optional<StepCompiler.Compiled> steps() {
        if (steps.isEmpty() && !isTooLarge) {
            try {
                steps = Optional.of(StepCompiler.compile(machine));
            } catch (IllegalArgumentException e) {
                isTooLarge = true;
            }
        }
        return steps;
    }
}
