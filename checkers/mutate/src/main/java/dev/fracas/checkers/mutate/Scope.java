package dev.fracas.checkers.mutate;

import dev.fracas.model.program.Program.Site;
import java.util.Set;

/**
 * What of a program may be got wrong.
 *
 * @param fixed classes whose lines stay as they are: workloads and the hardware's part
 * @param locking methods whose calls take or release a lock
 */
public record Scope(Set<String> fixed, Set<String> locking) {
    public Scope {
        fixed = Set.copyOf(fixed);
        locking = Set.copyOf(locking);
    }

    /** Every line may be got wrong, and no method locks. */
    public static Scope everything() {
        return new Scope(Set.of(), Set.of());
    }

    boolean holds(Site site) {
        return !site.source().isEmpty() && !fixed.contains(site.source().getFirst().type());
    }
}
