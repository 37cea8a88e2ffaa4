package dev.fracas.model.machine.view;

import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.model.ViewWords;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Word;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import dev.fracas.spec.interrupts.InterruptView;
import dev.fracas.spec.machine.MachineView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The views that a machine shows: always {@link MachineView} and {@link InterruptView}, and those
 * of each subsystem that it carries. Immutable; those of several subsystems go together by {@link
 * #and}.
 *
 * <pre>{@code
 * Observatory.GENERAL
 *         .showing(PageView.class, state -> new PageState(state, stale), PageWords::ofState)
 *         .locks(List.of(pageTableLock.word()))
 * }</pre>
 */
public final class Observatory implements Machine.Views {
    private record Shown<R>(
            Function<? super R, ? extends View> made, Optional<ViewWords<?>> words) {}

    /** Shows what every machine shows, and nothing else. */
    public static final Observatory GENERAL = new Observatory(Map.of(), Map.of(), List.of());

    private final Map<Class<?>, Shown<StateReader>> states;
    private final Map<Class<?>, Shown<StepReader>> steps;
    private final List<Word> locks;

    private Observatory(
            Map<Class<?>, Shown<StateReader>> states,
            Map<Class<?>, Shown<StepReader>> steps,
            List<Word> locks) {
        this.states = states;
        this.steps = steps;
        this.locks = List.copyOf(locks);
    }

    /**
     * Shows states as such a view too.
     *
     * @param made makes the view, once for each observer; it reads the state through the reader
     * @throws IllegalArgumentException when such a view is shown already
     */
    public <V extends View> Observatory showing(
            Class<V> view, Function<? super StateReader, ? extends V> made) {
        return withStates(view, new Shown<>(made, Optional.empty()));
    }

    /** As above, and says how such a view reads. */
    public <V extends View> Observatory showing(
            Class<V> view,
            Function<? super StateReader, ? extends V> made,
            ViewWords.StateWords<? super V> words) {
        return withStates(
                view, new Shown<>(made, Optional.of(new ViewWords.OfState<>(view, words))));
    }

    /**
     * Shows steps as such a view too.
     *
     * @param made makes the view, once for each observer; it reads the step through the reader
     * @throws IllegalArgumentException when such a view is shown already
     */
    public <V extends StepView> Observatory showingSteps(
            Class<V> view, Function<? super StepReader, ? extends V> made) {
        return withSteps(view, new Shown<>(made, Optional.empty()));
    }

    /** As above, and says how such a view reads. */
    public <V extends StepView> Observatory showingSteps(
            Class<V> view,
            Function<? super StepReader, ? extends V> made,
            ViewWords.StepWords<? super V> words) {
        return withSteps(view, new Shown<>(made, Optional.of(new ViewWords.OfStep<>(view, words))));
    }

    /**
     * Counts those words among the locks whose balance {@link MachineView} tells of. A lock's word
     * is 0 while it is free; it is released by a locked operation that takes away what its holder
     * has put there.
     */
    public Observatory locks(List<Word> words) {
        List<Word> all = new ArrayList<>(locks);
        all.addAll(words);
        return new Observatory(states, steps, all.stream().distinct().toList());
    }

    /**
     * Shows what the other one shows too, and follows its locks.
     *
     * @throws IllegalArgumentException when both show the same view
     */
    public Observatory and(Observatory other) {
        return new Observatory(union(states, other.states), union(steps, other.steps), locks)
                .locks(other.locks);
    }

    private Observatory withStates(Class<?> view, Shown<StateReader> shown) {
        if (general().containsKey(view)) {
            throw new IllegalArgumentException(
                    "every machine shows " + view.getSimpleName() + " by itself");
        }
        return new Observatory(union(states, Map.of(view, shown)), steps, locks);
    }

    private Observatory withSteps(Class<?> view, Shown<StepReader> shown) {
        return new Observatory(states, union(steps, Map.of(view, shown)), locks);
    }

    private static <R> Map<Class<?>, Shown<R>> union(
            Map<Class<?>, Shown<R>> some, Map<Class<?>, Shown<R>> others) {
        Map<Class<?>, Shown<R>> all = new LinkedHashMap<>(some);
        others.forEach((view, shown) -> {
            if (all.put(view, shown) != null) {
                throw new IllegalArgumentException(view.getSimpleName() + " is shown already");
            }
        });
        return all;
    }

    private Map<Class<?>, Shown<StateReader>> general() {
        Map<Class<?>, Shown<StateReader>> shown = new LinkedHashMap<>();
        shown.put(
                MachineView.class,
                new Shown<>(
                        state -> new MachineState(state, locks),
                        Optional.of(
                                new ViewWords.OfState<>(
                                        MachineView.class, MachineState::inWords))));
        shown.put(InterruptView.class, new Shown<>(InterruptState::new, Optional.empty()));
        return shown;
    }

    private Map<Class<?>, Shown<StateReader>> allStates() {
        return union(general(), states);
    }

    @Override
    public <V extends View> StateObserver<V> observeStates(Machine machine, Class<V> view) {
        StateReader reader = new StateReader(machine);
        V shown = view.cast(find(allStates(), view).made.apply(reader));
        return (at, index) -> {
            reader.moveTo(at, index);
            return shown;
        };
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Machine machine, Class<V> view) {
        StepReader reader = new StepReader(machine);
        V shown = view.cast(find(steps, view).made.apply(reader));
        return (before, b, step, written, after, a) -> {
            reader.moveTo(before, b, step, written, after, a);
            return shown;
        };
    }

    private <R> Shown<R> find(Map<Class<?>, Shown<R>> in, Class<?> view) {
        Shown<R> shown = in.get(view);
        if (shown == null) {
            throw new IllegalArgumentException(
                    "this machine shows no %s; it shows %s"
                            .formatted(view.getSimpleName(), names()));
        }
        return shown;
    }

    private String names() {
        return Stream.concat(allStates().keySet().stream(), steps.keySet().stream())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
    }

    @Override
    public Optional<ViewWords<?>> words(Class<? extends View> view) {
        Map<Class<?>, Shown<StateReader>> all = allStates();
        if (all.containsKey(view)) {
            return find(all, view).words;
        }
        return steps.containsKey(view) ? find(steps, view).words : Optional.empty();
    }
}
