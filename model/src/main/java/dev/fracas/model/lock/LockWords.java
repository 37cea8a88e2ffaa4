package dev.fracas.model.lock;

import dev.fracas.model.ViewWords;
import dev.fracas.model.ViewWords.CoreNames;
import dev.fracas.spec.View;
import dev.fracas.spec.lock.LockStep;
import dev.fracas.spec.lock.LockView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a state or a step of a lock shows of a violation. */
public final class LockWords {
    private static final String STOPPED = CoreNames.STOPPED;

    private LockWords() {}

    /** The words for that view, where it is one of a lock. */
    public static Optional<ViewWords<?>> of(Class<? extends View> view) {
        if (view == LockView.class) {
            return Optional.of(new ViewWords.OfState<>(LockView.class, LockWords::ofState));
        }
        return view == LockStep.class
                ? Optional.of(new ViewWords.OfStep<>(LockStep.class, LockWords::ofStep))
                : Optional.empty();
    }

    static String ofState(LockView view, CoreNames names) {
        List<String> clauses = new ArrayList<>();
        clause(clauses, names, view.holders(), "is inside", "are inside");
        clause(clauses, names, view.readers(), "reads inside", "read inside");
        if (Integer.bitCount(view.holders()) < 2) {
            for (int core = 0; core < view.cores(); core++) {
                if ((view.waiting() >> core & 1) != 0) {
                    int rank = view.arrivalRank(core);
                    clauses.add(
                            names.of(1 << core)
                                    + " waits"
                                    + (rank == 0 ? "" : " as number " + rank + " in the queue"));
                }
            }
        }
        clause(clauses, names, view.oopsed(), "has " + STOPPED, "have " + STOPPED);
        if (view.tornPairAccepted()) {
            clauses.add("a reader accepted two halves that were not written together");
        }
        return clauses.isEmpty() ? "no core is inside" : String.join(", ", clauses);
    }

    private static void clause(
            List<String> clauses, CoreNames names, int cores, String one, String several) {
        if (cores != 0) {
            clauses.add(names.of(cores) + " " + (Integer.bitCount(cores) == 1 ? one : several));
        }
    }

    static String ofStep(LockStep step, String action, CoreNames names) {
        String core = names.of(1 << step.core());
        if (step.writesCounter()) {
            return "%s turns the counter from %s to %s"
                    .formatted(
                            core,
                            Long.toUnsignedString(step.counterBefore()),
                            Long.toUnsignedString(step.counterAfter()));
        }
        if (step.beginsRelease()) {
            int owners = step.before().owners();
            return "%s releases while %s"
                    .formatted(
                            core,
                            owners == 0
                                    ? "no core owns the lock"
                                    : names.of(owners) + " got inside last");
        }
        return action + ", and then " + ofState(step.after(), names);
    }
}
