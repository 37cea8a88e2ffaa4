package dev.fracas.checkers.axiomatic;

import dev.fracas.generators.litmus.Action;
import dev.fracas.generators.litmus.Action.Access;
import dev.fracas.generators.litmus.Action.Fence;
import dev.fracas.generators.litmus.Action.Load;
import dev.fracas.generators.litmus.Action.Locked;
import dev.fracas.generators.litmus.Action.Store;
import dev.fracas.generators.litmus.LitmusProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The events of a litmus program and the relations that its text alone decides.
 *
 * <p>Every locked action has a write, also a compare-and-swap that fails: it writes back what it
 * read. So says Intel's manual (SDM volume 2, CMPXCHG: "The destination operand is written back if
 * the comparison fails [...] The processor never produces a locked read without also producing a
 * locked write"). The machine of the model takes a failed compare-and-swap for a locked read; no
 * final state tells one from the other, which the comparison of the two confirms.
 */
final class EventStructure {
    private final LitmusProgram program;
    private final List<Event> events = new ArrayList<>();

    EventStructure(LitmusProgram program) {
        this.program = program;
        for (int word = 0; word < program.words(); word++) {
            add(Event.NO_THREAD, 0, true, word, false);
        }
        for (int thread = 0; thread < program.threads().size(); thread++) {
            List<Action> actions = program.threads().get(thread);
            for (int place = 0; place < actions.size(); place++) {
                switch (actions.get(place)) {
                    case Fence f -> {}
                    case Load l -> add(thread, place, false, l.word(), false);
                    case Store s -> add(thread, place, true, s.word(), false);
                    case Locked l -> {
                        add(thread, place, false, l.word(), true);
                        add(thread, place, true, l.word(), true);
                    }
                }
            }
        }
    }

    private void add(int thread, int place, boolean isWrite, int word, boolean isLocked) {
        events.add(new Event(events.size(), thread, place, isWrite, word, isLocked));
    }

    List<Event> events() {
        return events;
    }

    List<Event> reads() {
        return events.stream().filter(Event::isRead).toList();
    }

    /** The writes of a word, the initial one first. */
    List<Event> writes(int word) {
        return events.stream().filter(e -> e.isWrite() && e.word() == word).toList();
    }

    /** The access that an event belongs to; initial writes have none. */
    Access accessOf(Event event) {
        return (Access) program.threads().get(event.thread()).get(event.place());
    }

    /** Whether a relation that the program decides holds. */
    boolean holds(Relation relation, Event a, Event b) {
        boolean toRead = a.isWrite() && b.isRead();
        return a.isBefore(b)
                && switch (relation) {
                    case PO -> true;
                    case PO_LOC -> a.sharesWordWith(b);
                    case PO_TSO -> !toRead;
                    case MFENCE -> isFencedBetween(a, b);
                    case IMPLIED -> toRead && (a.isLocked() || b.isLocked());
                    case RF, RFE, CO, FR -> false;
                };
    }

    private boolean isFencedBetween(Event a, Event b) {
        List<Action> actions = program.threads().get(a.thread());
        return IntStream.range(a.place(), b.place())
                .anyMatch(place -> actions.get(place) instanceof Fence);
    }
}
