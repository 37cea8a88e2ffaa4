package dev.fracas.counterexamples;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The steps of a trace, executed as far as the machine can take them. */
public final class Execution {
    private final Trace trace;
    private final Machine machine;
    private final List<long[]> states;
    private final List<Effect> effects;
    private final Optional<Outcome.StepNotPossible> stopped;

    private Execution(
            Trace trace,
            Machine machine,
            List<long[]> states,
            List<Effect> effects,
            Optional<Outcome.StepNotPossible> stopped) {
        this.trace = trace;
        this.machine = machine;
        this.states = states;
        this.effects = effects;
        this.stopped = stopped;
    }

    /** Executes the trace's steps up to the first that is not possible. */
    public static Execution of(Trace trace, Machine machine) {
        List<long[]> states = new ArrayList<>();
        List<Effect> effects = new ArrayList<>();
        long[] state = initialState(machine);
        states.add(state);
        for (Step step : trace.steps()) {
            Optional<Effect> effect = take(machine, state, step);
            if (effect.isEmpty()) {
                String why = ImpossibleStep.why(machine, state, step);
                int number = effects.size() + 1;
                return new Execution(
                        trace,
                        machine,
                        states,
                        effects,
                        Optional.of(new Outcome.StepNotPossible(number, step, why)));
            }
            state = effect.get().after();
            states.add(state);
            effects.add(effect.get());
        }
        return new Execution(trace, machine, states, effects, Optional.empty());
    }

    /** What a step does in a state; nothing where it is not possible, whatever the machine. */
    public static Optional<Effect> take(Machine machine, long[] state, Step step) {
        return machine.execute(state, step);
    }

    /** The state in which every run of the machine begins. */
    public static long[] initialState(Machine machine) {
        Successors out = new Successors(machine.layout().words());
        machine.initialStates(out);
        return Arrays.copyOf(out.states(), machine.layout().words());
    }

    public Trace trace() {
        return trace;
    }

    public Machine machine() {
        return machine;
    }

    /** How many steps were executed. */
    public int length() {
        return effects.size();
    }

    /** The packed state after that many steps, 0 to {@link #length}; not to be written. */
    public long[] state(int after) {
        return states.get(after);
    }

    public long[] lastState() {
        return states.getLast();
    }

    /** Whether every program has come to its end, and nothing is left in a buffer or in flight. */
    public boolean isComplete() {
        return machine.newGenerator().finished(lastState(), 0);
    }

    /** What step number {@code step} did, 1 to {@link #length}. */
    public Effect effect(int step) {
        return effects.get(step - 1);
    }

    /** What step number {@code step} was, in words. */
    public String action(int step) {
        return ActionText.of(machine, state(step - 1), effect(step).step());
    }

    /** The step that the machine could not take, if there was one. */
    public Optional<Outcome.StepNotPossible> stopped() {
        return stopped;
    }
}
