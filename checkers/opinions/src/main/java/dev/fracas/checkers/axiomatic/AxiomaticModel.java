package dev.fracas.checkers.axiomatic;

import static dev.fracas.checkers.axiomatic.Axiom.acyclic;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A memory model as axioms: it allows the executions that satisfy each.
 *
 * @param id short name
 */
public record AxiomaticModel(String id, List<Axiom> axioms) {
    public AxiomaticModel {
        axioms = List.copyOf(axioms);
    }

    /**
     * Sequential consistency: one order of all events that every thread and every read agrees with
     * (Lamport 1979; Shasha and Snir 1988).
     */
    public static AxiomaticModel sequentialConsistency() {
        return new AxiomaticModel(
                "sc",
                List.of(
                        acyclic("sc", Relation.PO, Relation.RF, Relation.CO, Relation.FR),
                        new Axiom.Atomic()));
    }

    /**
     * x86-TSO: each word is coherent by itself, and there is one order of the events in memory that
     * every thread keeps, but for its reads that pass its own writes. A read that its own thread's
     * write serves may be early, and so only external reads-from counts.
     */
    public static AxiomaticModel totalStoreOrder() {
        return new AxiomaticModel(
                "tso",
                List.of(
                        acyclic(
                                "sc-per-location",
                                Relation.PO_LOC,
                                Relation.RF,
                                Relation.CO,
                                Relation.FR),
                        acyclic(
                                "ghb",
                                Relation.PO_TSO,
                                Relation.MFENCE,
                                Relation.IMPLIED,
                                Relation.RFE,
                                Relation.CO,
                                Relation.FR),
                        new Axiom.Atomic()));
    }

    /** One axiom a line, as a cat file has them. */
    @Override
    public String toString() {
        return axioms.stream()
                .map(Axiom::toString)
                .collect(Collectors.joining("\n", id + "\n", ""));
    }
}
