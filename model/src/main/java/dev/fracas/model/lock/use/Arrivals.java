package dev.fracas.model.lock.use;

import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;

/**
 * Ghosts that rank the cores in a lock's queue: 1 for the core that joined first and has not left
 * the critical section since, 0 for a core that is not queued. What {@code first-come-first-served}
 * reads.
 */
final class Arrivals {
    private final int cores;
    private final WordArray rank;

    Arrivals(int cores) {
        this.cores = cores;
        rank = WordArray.ghost("arrival", cores, WordArray.bitsFor(cores));
    }

    WordArray rank() {
        return rank;
    }

    /** This core stands behind all that are queued. */
    void join(Routine r) {
        Value last = Value.constant(1);
        for (int core = 0; core < cores; core++) {
            if (core != r.core()) {
                Register other = r.ghostLoad(rank.at(core));
                last = last.plus(other.isNotEqualTo(0).value());
            }
        }
        r.ghostStore(rank.at(r.core()), last);
    }

    /** This core is gone; those behind it move up. */
    void leave(Routine r) {
        Register mine = r.ghostLoad(rank.at(r.core()));
        r.when(
                mine.isNotEqualTo(0),
                () -> {
                    for (int core = 0; core < cores; core++) {
                        if (core != r.core()) {
                            Register other = r.ghostLoad(rank.at(core));
                            Value isBehind = mine.apply(Operator.LESS, other);
                            r.ghostStore(rank.at(core), other.minus(isBehind));
                        }
                    }
                    r.ghostStore(rank.at(r.core()), 0);
                });
    }
}
