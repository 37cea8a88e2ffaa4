package dev.fracas.checkers.axiomatic;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What an execution has to satisfy to be allowed. */
public sealed interface Axiom {
    /**
     * No event comes before itself in the union of these relations.
     *
     * @param name as herd7 names the check
     */
    record Acyclic(String name, Set<Relation> union) implements Axiom {
        public Acyclic {
            union = Set.copyOf(union);
        }

        @Override
        public String toString() {
            EnumSet<Relation> inOrder = EnumSet.noneOf(Relation.class);
            inOrder.addAll(union);
            return inOrder.stream()
                    .map(Relation::toString)
                    .collect(Collectors.joining(" | ", "acyclic ", " as " + name));
        }
    }

    /**
     * No write comes between the read and the write of a locked action: {@code empty rmw & (fre;
     * coe)}.
     */
    record Atomic() implements Axiom {
        @Override
        public String toString() {
            return "empty rmw & (fr; co) as atomic";
        }
    }

    /** An acyclicity check. */
    static Acyclic acyclic(String name, Relation first, Relation... others) {
        return new Acyclic(name, EnumSet.of(first, others));
    }
}
