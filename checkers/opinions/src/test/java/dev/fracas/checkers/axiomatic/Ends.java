package dev.fracas.checkers.axiomatic;

import dev.fracas.generators.litmus.FinalState;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Final states as a person reads them, in order. */
final class Ends {
    static final AxiomaticModel SC = AxiomaticModel.sequentialConsistency();
    static final AxiomaticModel TSO = AxiomaticModel.totalStoreOrder();

    private Ends() {}

    static Set<String> of(Collection<FinalState> ends) {
        return ends.stream()
                .map(FinalState::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
