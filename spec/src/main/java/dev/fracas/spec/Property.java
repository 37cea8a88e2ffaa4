package dev.fracas.spec;

import java.util.List;
import java.util.function.Predicate;

/**
 * Something that must hold, as data plus a predicate over a narrow {@link View}.
 *
 * <p>Four kinds, after the words that a specification uses: {@link Always always} (of every state),
 * {@link Never never} (of any step), {@link LeadsTo leads to} (under weak fairness) and {@link
 * Sometimes sometimes} (must be reachable; the guard against a check that holds only because
 * nothing happened).
 *
 * @param <V> the view that the predicate reads
 */
public sealed interface Property<V extends View> {
    /** Short and stable, for instance {@code S1} or {@code mutual-exclusion}. */
    String id();

    /** One English sentence that states the property. */
    String sentence();

    Source source();

    Class<V> view();

    /** Ids that it had once, under which trace files may still name it. */
    List<String> formerIds();

    /** The same property, which had these ids once. */
    Property<V> formerly(String... ids);

    /** Whether that is its id, or one that it had once. */
    default boolean isCalled(String id) {
        return id().equals(id) || formerIds().contains(id);
    }

    /** Holds in every reachable state. */
    record Always<V extends View>(
            String id,
            String sentence,
            Source source,
            Class<V> view,
            Predicate<? super V> holds,
            List<String> formerIds)
            implements Property<V> {
        @Override
        public Property<V> formerly(String... ids) {
            return new Always<>(id, sentence, source, view, holds, List.of(ids));
        }
    }

    /** No step of any run matches. */
    record Never<V extends StepView>(
            String id,
            String sentence,
            Source source,
            Class<V> view,
            Predicate<? super V> matches,
            List<String> formerIds)
            implements Property<V> {
        @Override
        public Property<V> formerly(String... ids) {
            return new Never<>(id, sentence, source, view, matches, List.of(ids));
        }
    }

    /**
     * Whenever {@code trigger} is true of a core, {@code goal} becomes true of it later, in every
     * run that is weakly fair: a core or device that stays able to step does step.
     */
    record LeadsTo<V extends View>(
            String id,
            String sentence,
            Source source,
            Class<V> view,
            OfCore<? super V> trigger,
            OfCore<? super V> goal,
            List<String> formerIds)
            implements Property<V> {
        @Override
        public Property<V> formerly(String... ids) {
            return new LeadsTo<>(id, sentence, source, view, trigger, goal, List.of(ids));
        }
    }

    /** Some reachable state, or step when {@code V} is a {@link StepView}, matches. */
    record Sometimes<V extends View>(
            String id,
            String sentence,
            Source source,
            Class<V> view,
            Predicate<? super V> matches,
            List<String> formerIds)
            implements Property<V> {
        @Override
        public Property<V> formerly(String... ids) {
            return new Sometimes<>(id, sentence, source, view, matches, List.of(ids));
        }
    }

    /** A predicate of one core. */
    @FunctionalInterface
    interface OfCore<V> {
        boolean test(V view, int core);
    }

    static <V extends View> Property<V> always(
            String id, String sentence, Source source, Class<V> view, Predicate<? super V> holds) {
        return new Always<>(id, sentence, source, view, holds, List.of());
    }

    static <V extends StepView> Property<V> never(
            String id,
            String sentence,
            Source source,
            Class<V> view,
            Predicate<? super V> matches) {
        return new Never<>(id, sentence, source, view, matches, List.of());
    }

    static <V extends View> Property<V> leadsTo(
            String id,
            String sentence,
            Source source,
            Class<V> view,
            OfCore<? super V> trigger,
            OfCore<? super V> goal) {
        return new LeadsTo<>(id, sentence, source, view, trigger, goal, List.of());
    }

    static <V extends View> Property<V> sometimes(
            String id,
            String sentence,
            Source source,
            Class<V> view,
            Predicate<? super V> matches) {
        return new Sometimes<>(id, sentence, source, view, matches, List.of());
    }

    /** {@code always}, {@code never}, {@code leads to} or {@code sometimes}. */
    default String kind() {
        return switch (this) {
            case Always<V> a -> "always";
            case Never<?> n -> "never";
            case LeadsTo<V> l -> "leads to";
            case Sometimes<V> s -> "sometimes";
        };
    }
}
