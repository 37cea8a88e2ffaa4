package dev.fracas.checkers.hunt;

import dev.fracas.checkers.hunt.RunOutcome.Violation;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the runs of one form add up to. Runs are added in the order of their numbers, between
 * batches.
 */
final class HuntTotals {
    /** Behaviours are counted up to here; each takes some 50 bytes to remember. */
    static final int MOST_BEHAVIOURS = 1_000_000;

    /** The run with the shortest violation of a property, and how many there are. */
    record Best(long run, Violation violation, int[] steps, long violations) {}

    final Form form;
    final Corpus corpus = new Corpus();
    final Places places;
    private final boolean learns;
    private final Map<Property<?>, Best> best = new HashMap<>();
    private final Set<Long> behaviours = new HashSet<>();
    private long runs;
    private long steps;

    HuntTotals(Form form, boolean learns) {
        this.form = form;
        this.learns = learns;
        this.places = new Places(form.system());
    }

    void add(long number, RunOutcome outcome) {
        steps += outcome.steps();
        if (outcome.whole()) {
            runs++;
        }
        if (behaviours.size() < MOST_BEHAVIOURS) {
            behaviours.add(outcome.behaviour());
        }
        boolean isNew = false;
        for (int pair : outcome.fresh()) {
            isNew |= places.add(pair);
        }
        if (isNew && learns) {
            corpus.add(outcome.beginning());
        }
        for (Violation violation : outcome.violations()) {
            best.merge(
                    form.properties().get(violation.property()),
                    new Best(number, violation, outcome.recorded(), 1),
                    HuntTotals::shorter);
        }
    }

    private static Best shorter(Best old, Best found) {
        Best best = found.violation.length() < old.violation.length() ? found : old;
        return new Best(best.run, best.violation, best.steps, old.violations + 1);
    }

    Optional<Best> best(Property<?> property) {
        return Optional.ofNullable(best.get(property));
    }

    /** The properties violated so far. */
    Set<Property<?>> violated() {
        return best.keySet();
    }

    long runs() {
        return runs;
    }

    long steps() {
        return steps;
    }

    int behaviours() {
        return behaviours.size();
    }

    FormReport report(boolean[] reached) {
        List<String> all = form.system().instructions();
        List<String> unreached = new ArrayList<>();
        for (int i = 0; i < reached.length; i++) {
            if (!reached[i]) {
                unreached.add(all.get(i));
            }
        }
        return new FormReport(
                form.description(), runs, steps, behaviours.size(), places.count(), unreached);
    }
}
