package dev.fracas.model.lock;

import dev.fracas.model.ViewWords.CoreNames;
import dev.fracas.spec.lock.LockStep;
import dev.fracas.spec.lock.LockView;
import java.util.ArrayList;
import java.util.List;

/** What a state or a step of a lock shows of a violation. */
public final class LockWords {
    private LockWords() {}

    public static String ofState(LockView view, CoreNames names) {
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
        if (view.tornPairAccepted()) {
            clauses.add("a reader accepted two halves that were not written together");
        }
        if (view.upgradedOnStaleRead()) {
            clauses.add("what a reader had read changed before its upgrade had succeeded");
        }
        if (view.downgradedOnLostWrite()) {
            clauses.add("what a writer had written changed before its downgrade was done");
        }
        return clauses.isEmpty() ? "no core is inside" : String.join(", ", clauses);
    }

    private static void clause(
            List<String> clauses, CoreNames names, int cores, String one, String several) {
        if (cores != 0) {
            clauses.add(names.of(cores) + " " + (Integer.bitCount(cores) == 1 ? one : several));
        }
    }

    public static String ofStep(LockStep step, String action, CoreNames names) {
        String core = names.of(1 << step.core());
        if (step.writesCounter()) {
            return "%s turns the counter from %s to %s"
                    .formatted(
                            core,
                            Long.toUnsignedString(step.counterBefore()),
                            Long.toUnsignedString(step.counterAfter()));
        }
        if (step.givesTo() != 0) {
            return core + " gives the lock to " + names.of(step.givesTo());
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
