package dev.fracas.checkers.explore;

import dev.fracas.model.TransitionSystem;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.spec.ProgressView;
import dev.fracas.spec.Property;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import java.util.function.Predicate;

/**
 * Tells of single states or steps whether they decide one property: violate it, or show it. Belongs
 * to one thread.
 */
public abstract class PropertyProbe {
    /** What a property is a predicate of. */
    public enum Subject {
        STATE,
        STEP,
        PROGRESS
    }

    /** Decides nothing: for runs to a state that is known already. */
    static final PropertyProbe NOTHING = new PropertyProbe(Subject.STATE) {};

    private final Subject subject;

    private PropertyProbe(Subject subject) {
        this.subject = subject;
    }

    /** What to ask the probe about: only the method for it ever says yes. */
    public Subject subject() {
        return subject;
    }

    /** Judges the state at {@code s[at]}. */
    public boolean state(long[] s, int at) {
        return false;
    }

    /** Judges a step; {@code written} is the location that it wrote, or -1. */
    public boolean step(long[] b, int before, int step, int written, long[] a, int after) {
        return false;
    }

    /** Judges a state that no step leaves. */
    public boolean stuck(boolean finished) {
        return false;
    }

    /**
     * The probe for a property.
     *
     * @throws IllegalArgumentException for a leads-to property, which no single state decides
     */
    public static PropertyProbe of(TransitionSystem system, Property<?> property) {
        return switch (property) {
            case Property.Always<?> always -> always(system, always);
            case Property.Never<?> never -> never(system, never);
            case Property.Sometimes<?> sometimes -> sometimes(system, sometimes);
            case Property.LeadsTo<?> leadsTo ->
                    throw new IllegalArgumentException(
                            leadsTo.id() + ": a leads-to property is judged on cycles");
        };
    }

    private static <V extends View> PropertyProbe always(
            TransitionSystem system, Property.Always<V> p) {
        return of(system, p.view(), p.holds(), true);
    }

    private static <V extends View> PropertyProbe sometimes(
            TransitionSystem system, Property.Sometimes<V> p) {
        return of(system, p.view(), p.matches(), false);
    }

    private static <V extends StepView> PropertyProbe never(
            TransitionSystem system, Property.Never<V> p) {
        return ofSteps(system, p.view(), p.matches(), false);
    }

    @SuppressWarnings("unchecked") // V is the view that is asked for just before each cast
    private static <V extends View> PropertyProbe of(
            TransitionSystem system,
            Class<V> view,
            Predicate<? super V> predicate,
            boolean negate) {
        if (view == ProgressView.class) {
            return ofProgress((Predicate<ProgressView>) predicate, negate);
        }
        if (StepView.class.isAssignableFrom(view)) {
            return ofSteps(
                    system,
                    view.asSubclass(StepView.class),
                    (Predicate<StepView>) predicate,
                    negate);
        }
        StateObserver<V> observer = system.observeStates(view);
        return new PropertyProbe(Subject.STATE) {
            @Override
            public boolean state(long[] s, int at) {
                return predicate.test(observer.at(s, at)) != negate;
            }
        };
    }

    private static PropertyProbe ofProgress(Predicate<ProgressView> predicate, boolean negate) {
        return new PropertyProbe(Subject.PROGRESS) {
            @Override
            public boolean stuck(boolean finished) {
                return predicate.test(new Stuck(finished)) != negate;
            }
        };
    }

    private static <S extends StepView> PropertyProbe ofSteps(
            TransitionSystem system,
            Class<S> view,
            Predicate<? super S> predicate,
            boolean negate) {
        StepObserver<S> observer = system.observeSteps(view);
        return new PropertyProbe(Subject.STEP) {
            @Override
            public boolean step(long[] b, int before, int step, int written, long[] a, int after) {
                return predicate.test(observer.at(b, before, step, written, a, after)) != negate;
            }
        };
    }

    /** A state that no step leaves. */
    private record Stuck(boolean finished) implements ProgressView {
        @Override
        public boolean stuck() {
            return true;
        }
    }
}
