package dev.fracas.counterexamples;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.Transition;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The steps of a trace, executed as far as the system can take them. */
public final class Execution {
    private final Trace trace;
    private final TransitionSystem system;
    private final List<long[]> states;
    private final List<Transition> transitions;
    private final Optional<Outcome.StepNotPossible> stopped;

    private Execution(
            Trace trace,
            TransitionSystem system,
            List<long[]> states,
            List<Transition> transitions,
            Optional<Outcome.StepNotPossible> stopped) {
        this.trace = trace;
        this.system = system;
        this.states = states;
        this.transitions = transitions;
        this.stopped = stopped;
    }

    /** Executes the trace's steps up to the first that is not possible. */
    public static Execution of(Trace trace, TransitionSystem system) {
        List<long[]> states = new ArrayList<>();
        List<Transition> transitions = new ArrayList<>();
        long[] state = initialState(system);
        states.add(state);
        for (Step step : trace.steps()) {
            Optional<? extends Transition> transition = system.execute(state, step);
            if (transition.isEmpty()) {
                String why = ImpossibleStep.why(system, state, step);
                int number = transitions.size() + 1;
                return new Execution(
                        trace,
                        system,
                        states,
                        transitions,
                        Optional.of(new Outcome.StepNotPossible(number, step, why)));
            }
            state = transition.get().after();
            states.add(state);
            transitions.add(transition.get());
        }
        return new Execution(trace, system, states, transitions, Optional.empty());
    }

    /** The state in which every run of the system begins. */
    public static long[] initialState(TransitionSystem system) {
        Successors out = new Successors(system.layout().words());
        system.initialStates(out);
        return Arrays.copyOf(out.states(), system.layout().words());
    }

    public Trace trace() {
        return trace;
    }

    public TransitionSystem system() {
        return system;
    }

    /** The system where it is a machine: what a cost is asked of. */
    public Optional<Machine> machine() {
        return system instanceof Machine machine ? Optional.of(machine) : Optional.empty();
    }

    /** How many steps were executed. */
    public int length() {
        return transitions.size();
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
        return system.newGenerator().finished(lastState(), 0);
    }

    /** Step number {@code step}, 1 to {@link #length}. */
    public Transition transition(int step) {
        return transitions.get(step - 1);
    }

    /** What step number {@code step} was, in words. */
    public String action(int step) {
        return ActionText.of(system, state(step - 1), transition(step).step());
    }

    /** The step that the system could not take, if there was one. */
    public Optional<Outcome.StepNotPossible> stopped() {
        return stopped;
    }
}
