package dev.fracas.counterexamples;

import dev.fracas.model.Successors;
import dev.fracas.model.Transition;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.TransitionSystem.Generator;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.spec.ProgressView;
import dev.fracas.spec.Property;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks, step by step, for what a property is about: a state that breaks an <em>always</em>, a step
 * that a <em>never</em> forbids, a state or step that a <em>sometimes</em> asks for. Belongs to one
 * thread.
 */
public sealed interface Watch {
    /** Whether the initial state shows it. */
    boolean shownInitially(long[] initial);

    /** Whether a step, or the state that it leads to, shows it. */
    boolean shownBy(long[] before, Transition transition);

    /** The watch for a property; none for <em>leads to</em>, which no single step violates. */
    static Optional<Watch> of(TransitionSystem system, Property<?> property) {
        return watch(system, property);
    }

    private static <V extends View> Optional<Watch> watch(
            TransitionSystem system, Property<V> property) {
        return switch (property) {
            case Property.Always<V> always ->
                    Optional.of(ofState(system, always.view(), always.holds(), false));
            case Property.Never<?> never -> Optional.of(ofNever(system, never));
            case Property.Sometimes<V> sometimes ->
                    Optional.of(
                            StepView.class.isAssignableFrom(sometimes.view())
                                    ? ofStep(system, sometimes.view(), sometimes.matches())
                                    : ofState(system, sometimes.view(), sometimes.matches(), true));
            case Property.LeadsTo<V> leadsTo -> Optional.empty();
        };
    }

    private static <V extends StepView> Watch ofNever(
            TransitionSystem system, Property.Never<V> never) {
        return ofStep(system, never.view(), never.matches());
    }

    private static <V extends View> Watch ofState(
            TransitionSystem system,
            Class<V> view,
            Predicate<? super V> predicate,
            boolean shownWhen) {
        if (view == ProgressView.class) {
            return new OfProgress(system, p -> predicate.test(view.cast(p)) == shownWhen);
        }
        return new OfState<>(system.observeStates(view), v -> predicate.test(v) == shownWhen);
    }

    private static <V extends View> Watch ofStep(
            TransitionSystem system, Class<V> view, Predicate<? super V> matches) {
        return ofSteps(system, view.asSubclass(StepView.class), v -> matches.test(view.cast(v)));
    }

    private static <S extends StepView> Watch ofSteps(
            TransitionSystem system, Class<S> view, Predicate<? super S> matches) {
        return new OfStep<>(system.observeSteps(view), matches);
    }

    /** Looks at states through a view. */
    record OfState<V extends View>(StateObserver<V> observer, Predicate<? super V> shown)
            implements Watch {
        @Override
        public boolean shownInitially(long[] initial) {
            return shown.test(observer.at(initial, 0));
        }

        @Override
        public boolean shownBy(long[] before, Transition transition) {
            return shown.test(observer.at(transition.after(), 0));
        }
    }

    /** Looks at steps through a view. */
    record OfStep<V extends StepView>(StepObserver<V> observer, Predicate<? super V> shown)
            implements Watch {
        @Override
        public boolean shownInitially(long[] initial) {
            return false;
        }

        @Override
        public boolean shownBy(long[] before, Transition transition) {
            return shown.test(
                    observer.at(
                            before,
                            0,
                            transition.step().code(),
                            transition.memoryWritten(),
                            transition.after(),
                            0));
        }
    }

    /** Looks at whether the system can still move. */
    final class OfProgress implements Watch {
        private record Progress(boolean stuck, boolean finished) implements ProgressView {}

        private final Generator generator;
        private final Successors out;
        private final int words;
        private final Predicate<? super ProgressView> shown;

        OfProgress(TransitionSystem system, Predicate<? super ProgressView> shown) {
            this.generator = system.newGenerator();
            this.words = system.layout().words();
            this.out = new Successors(words);
            this.shown = shown;
        }

        @Override
        public boolean shownInitially(long[] initial) {
            return shown.test(new Progress(stuck(initial), generator.finished(initial, 0)));
        }

        @Override
        public boolean shownBy(long[] before, Transition transition) {
            return shownInitially(transition.after());
        }

        private boolean stuck(long[] state) {
            out.clear();
            generator.successors(state, 0, out);
            for (int i = 0; i < out.count(); i++) {
                int at = out.at(i);
                if (!Arrays.equals(out.states(), at, at + words, state, 0, words)) {
                    return false;
                }
            }
            return true;
        }
    }
}
