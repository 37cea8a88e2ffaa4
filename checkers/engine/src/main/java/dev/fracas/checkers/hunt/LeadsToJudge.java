package dev.fracas.checkers.hunt;

import dev.fracas.model.TransitionSystem;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.spec.Property;
import dev.fracas.spec.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Judges leads-to properties on one run after another. A run violates one when it comes back to a
 * state that it was in, some core was owed the goal all the way round, and the way round is weakly
 * fair: going round for ever is then a fair run in which the goal never comes. Fair is what {@link
 * dev.fracas.checkers.explore.FairCycles} calls fair: every actor steps in the cycle, or is unable
 * to in some state of it. An actor that can step in place somewhere on the way counts as one that
 * steps, since that step can be put in. A state that no move leaves is a cycle without moves.
 *
 * <p>Sound and not complete: a core that starves on no cycle of at most {@link Recurrence#WINDOW}
 * steps that the run happens to close is not noticed. Belongs to one thread.
 */
final class LeadsToJudge {
    private final List<Ledger<?>> ledgers = new ArrayList<>();
    private final Recurrence recurrence;

    /** For each actor, the last state that a fair cycle must not begin after. */
    private final int[] satisfied;

    private final long allActors;

    LeadsToJudge(TransitionSystem system, List<Property<?>> properties, int cores) {
        for (int i = 0; i < properties.size(); i++) {
            if (properties.get(i) instanceof Property.LeadsTo<?> leadsTo) {
                ledgers.add(ledger(i, system, leadsTo, cores));
            }
        }
        recurrence = new Recurrence(system.layout().words());
        satisfied = new int[system.actors()];
        allActors = (1L << system.actors()) - 1;
    }

    private static <V extends View> Ledger<V> ledger(
            int index, TransitionSystem system, Property.LeadsTo<V> property, int cores) {
        return new Ledger<>(index, system.observeStates(property.view()), property, cores);
    }

    /** Whether there is anything to judge. */
    boolean isNeeded() {
        return !ledgers.isEmpty();
    }

    void begin() {
        recurrence.begin();
        Arrays.fill(satisfied, -1);
        ledgers.forEach(Ledger::begin);
    }

    /**
     * Judges the state after that many steps.
     *
     * @param by the actor that stepped to it, or -1 at the start
     * @param moves what is possible in it
     */
    void state(long[] state, long hash, int after, int by, Moves moves) {
        if (by >= 0) {
            satisfied[by] = Math.max(satisfied[by], after - 1);
        }
        for (long left = (~moves.able() & allActors) | moves.idle(); left != 0; left &= left - 1) {
            satisfied[Long.numberOfTrailingZeros(left)] = after;
        }
        int fairFrom = Integer.MAX_VALUE;
        for (int last : satisfied) {
            fairFrom = Math.min(fairFrom, last);
        }
        for (Ledger<?> ledger : ledgers) {
            int since = ledger.note(state, after);
            if (since < fairFrom && ledger.violatedAfter < 0) {
                int start =
                        fairFrom >= after
                                ? after
                                : recurrence.occurrence(state, hash, since, fairFrom, after);
                if (start >= 0) {
                    ledger.violatedAfter = after;
                    ledger.cycleStart = start;
                }
            }
        }
        recurrence.add(state, hash, after);
    }

    /** Calls back for each property violated in this run. */
    void violations(Violations into) {
        for (Ledger<?> ledger : ledgers) {
            if (ledger.violatedAfter >= 0) {
                into.violated(ledger.property, ledger.cycleStart, ledger.violatedAfter);
            }
        }
    }

    /** Receives violations. */
    @FunctionalInterface
    interface Violations {
        /** A property violated by a cycle of the run, from one number of steps to another. */
        void violated(int property, int cycleStart, int cycleEnd);
    }

    /** What is owed by one property. */
    private static final class Ledger<V extends View> {
        private static final int NOTHING_OWED = Integer.MAX_VALUE;

        private final int property;
        private final StateObserver<V> observer;
        private final Property.LeadsTo<V> leadsTo;

        /** For each core, the last state that showed its goal. */
        private final int[] lastGoal;

        private final boolean[] owed;
        private int violatedAfter;
        private int cycleStart;

        Ledger(int property, StateObserver<V> observer, Property.LeadsTo<V> leadsTo, int cores) {
            this.property = property;
            this.observer = observer;
            this.leadsTo = leadsTo;
            this.lastGoal = new int[cores];
            this.owed = new boolean[cores];
        }

        void begin() {
            Arrays.fill(lastGoal, -1);
            Arrays.fill(owed, false);
            violatedAfter = -1;
        }

        /** The state since which, itself excluded, something is owed for longest. */
        int note(long[] state, int after) {
            V view = observer.at(state, 0);
            int since = NOTHING_OWED;
            for (int core = 0; core < owed.length; core++) {
                if (leadsTo.goal().test(view, core)) {
                    owed[core] = false;
                    lastGoal[core] = after;
                } else {
                    owed[core] = owed[core] || leadsTo.trigger().test(view, core);
                    since = owed[core] ? Math.min(since, lastGoal[core]) : since;
                }
            }
            return since;
        }
    }
}
