package dev.fracas.model;

import dev.fracas.model.state.StateLayout;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Initial states and, for each state, the states that follow it: all that a checker knows of a
 * model. Immutable and safe to share; the work is done by one {@link Generator} per thread.
 */
public interface TransitionSystem {
    StateLayout layout();

    /** Appends the initial states. */
    void initialStates(Successors out);

    /** A generator for the use of one thread. */
    Generator newGenerator();

    /**
     * A generator that takes longer to make and less for each state, for an exploration that turns
     * out to be large. It generates the same successors in the same order.
     */
    default Generator newFastGenerator() {
        return newGenerator();
    }

    /**
     * How many movers there are, 1 to {@link Step#CORES}: the cores of a machine, the caches on a
     * bus. A step has the number of one, and a <em>leads to</em> is judged of each.
     */
    default int movers() {
        return actors();
    }

    /** The number of actors, 1 to 63. Weak fairness applies to each of them. */
    int actors();

    /** The number of the actor that takes the step with that code, from 0. */
    int actorOf(int step);

    /** A name of an actor for reports: {@code x86:0}, {@code x86:0 store buffer}. */
    String actorName(int actor);

    /** An observer of states for the use of one thread. */
    <V extends View> StateObserver<V> observeStates(Class<V> view);

    /** An observer of steps for the use of one thread. */
    <V extends StepView> StepObserver<V> observeSteps(Class<V> view);

    /** How what such a view shows reads; empty where nobody has said. */
    default Optional<ViewWords<?>> words(Class<? extends View> view) {
        return Optional.empty();
    }

    /** How a trace reads. */
    default TraceWords traceWords() {
        return () -> this;
    }

    /**
     * How many places random runs tell apart for a mover: the instructions of a core, the states of
     * a cache. What coverage is measured by; one where nobody has said.
     */
    default int places(int mover) {
        return 1;
    }

    /** The place of a mover in a state, from 0. */
    default int placeOf(long[] states, int at, int mover) {
        return 0;
    }

    /** Executes one step from the given state; nothing when it is not possible there. */
    default Optional<? extends Transition> execute(long[] state, Step step) {
        int words = layout().words();
        Successors out = new Successors(words);
        newGenerator().successors(state, 0, out);
        for (int i = 0; i < out.count(); i++) {
            if (out.step(i) == step.code()) {
                long[] after = Arrays.copyOfRange(out.states(), out.at(i), out.at(i) + words);
                return Optional.of(new Transition.Plain(step, after, out.written(i)));
            }
        }
        return Optional.empty();
    }

    /** Every instruction that an exploration should reach, described for a person. */
    List<String> instructions();

    /** Computes successors. Keeps scratch space, and so belongs to one thread. */
    interface Generator {
        /** Appends every successor of the state at {@code states[at]}. */
        void successors(long[] states, int at, Successors out);

        /**
         * Every thread has ended, every daemon and handler waits, and nothing is left in a buffer
         * or in flight: no step leads to another state.
         */
        boolean finished(long[] states, int at);

        /** Marks in {@code reached} the instructions that this generator has executed so far. */
        void addReached(boolean[] reached);
    }

    /** Shows states as a view. */
    interface StateObserver<V> {
        /** The view of the state at {@code states[at]}, valid until the next call. */
        V at(long[] states, int at);
    }

    /** Shows steps as a view. */
    interface StepObserver<V> {
        /**
         * The view of a step, valid until the next call.
         *
         * @param step code of the step
         * @param written the location in memory that it wrote, or -1
         */
        V at(long[] before, int b, int step, int written, long[] after, int a);
    }
}
