package dev.fracas.counterexamples.minimization;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.Execution;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.Watch;
import dev.fracas.model.Step;
import dev.fracas.model.Transition;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries candidates for a smaller trace by replaying them, and counts them. */
final class Trials {
    private final Catalogue catalogue;
    private final Property<?> property;
    private int count;

    Trials(Catalogue catalogue, Property<?> property) {
        this.catalogue = catalogue;
        this.property = property;
    }

    int count() {
        return count;
    }

    /** The system, unless its mechanism cannot be put on such a machine. */
    Optional<TransitionSystem> system(MachineDescription description) {
        try {
            return Optional.of(catalogue.system(description));
        } catch (IllegalArgumentException unsuitable) {
            return Optional.empty();
        }
    }

    /** The shortest trace on that machine as the search finds it, if it replays. */
    Optional<ShortestTrace.Found> search(
            ShortestTrace search, MachineDescription description, int maxSteps) {
        count++;
        return search.search(description, property, maxSteps)
                .filter(found -> found.trace().machine().equals(description))
                .filter(found -> found.trace().steps().size() <= maxSteps)
                .filter(found -> confirms(found.trace()));
    }

    /**
     * The candidate itself if it replays. A finite run may also leave out steps that are not
     * possible, and ends where it shows the property.
     */
    Optional<Trace> attempt(Trace candidate) {
        count++;
        Optional<TransitionSystem> system = system(candidate.machine());
        if (system.isEmpty()) {
            return Optional.empty();
        }
        Optional<Trace> played =
                candidate.isLasso() ? Optional.of(candidate) : play(candidate, system.get());
        return played.filter(trace -> Replay.of(trace, system.get(), property).isConfirmed());
    }

    /** As {@link #attempt}, but with every step of the candidate. */
    Optional<Trace> attemptExactly(Trace candidate) {
        count++;
        return Optional.of(candidate).filter(this::confirms);
    }

    private boolean confirms(Trace trace) {
        return system(trace.machine())
                .map(system -> Replay.of(trace, system, property).isConfirmed())
                .orElse(false);
    }

    private Optional<Trace> play(Trace wanted, TransitionSystem system) {
        Optional<Watch> watch = Watch.of(system, property);
        if (watch.isEmpty()) {
            return Optional.empty();
        }
        long[] state = Execution.initialState(system);
        List<Step> taken = new ArrayList<>();
        boolean shown = watch.get().shownInitially(state);
        for (Step step : wanted.steps()) {
            if (shown) {
                break;
            }
            Optional<? extends Transition> taking = system.execute(state, step);
            if (taking.isPresent()) {
                taken.add(step);
                shown = watch.get().shownBy(state, taking.get());
                state = taking.get().after();
            }
        }
        return shown
                ? Optional.of(Trace.run(wanted.machine(), wanted.property(), taken, wanted.note()))
                : Optional.empty();
    }
}
