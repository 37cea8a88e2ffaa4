package dev.fracas.model.lock.use;

import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Property;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One way of using a lock: what a core does with it in one round, and what it is owed for that. */
public interface LockUse {
    /**
     * A use of one's own. A wrong one, which is a defect, owes nothing by itself: it is judged by
     * what the right lock owes.
     */
    static LockUse of(
            String name, BiConsumer<Routine, CriticalSection> round, List<Property<?>> owes) {
        return new LockUse() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void round(Routine r, CriticalSection section) {
                round.accept(r, section);
            }

            @Override
            public List<Property<?>> owes(int cores) {
                return owes;
            }
        };
    }

    /** What a core does that uses the lock so: {@code reads}, {@code tries}. */
    String name();

    /** Emits one round. Ends with nothing held, on every path. */
    void round(Routine r, CriticalSection section);

    /**
     * What a lock that is used so owes, besides what every machine owes.
     *
     * @param cores how many contend; what only one of several can meet is not owed to one
     */
    List<Property<?>> owes(int cores);

    /** Whether such a reader compares two halves of the data, so that writers must write both. */
    default boolean readsPair() {
        return false;
    }

    /**
     * Words, one for each core, of which each is set when its core is given the lock by another.
     * None where nobody is given the lock.
     */
    default Optional<WordArray> grants() {
        return Optional.empty();
    }

    /** What is to be seen of such uses beyond {@code LockView} and {@code LockStep}. */
    default Observatory observatory() {
        return Observatory.GENERAL;
    }
}
