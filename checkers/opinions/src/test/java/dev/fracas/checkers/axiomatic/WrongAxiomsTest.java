package dev.fracas.checkers.axiomatic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.generators.litmus.FinalState;
import dev.fracas.generators.litmus.LitmusArbitraries;
import dev.fracas.generators.litmus.LitmusProgram;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;

/**
 * The comparison of machine and axioms can fail: axioms that are wrong in one place are told from
 * the machine by the random programs, always the same ones here.
 */
class WrongAxiomsTest {
    private static final long SEED = 20090817;
    private static final int PROGRAMS = 500;

    /** Machines of one kind: how a program can end on them. */
    private interface Machines extends Function<LitmusProgram, Set<FinalState>> {}

    /** A model that lacks something, and what that is. */
    private record Weakened(String lacks, AxiomaticModel model) {}

    /**
     * Coherence per word is an order without this one: a circle of it needs a read that sees a
     * write other than the last before it, and from-reads closes that circle too; and among the
     * writes alone the other check has it.
     */
    private static final Set<String> REDUNDANT = Set.of("co of sc-per-location");

    @Example
    void axiomsOfScAreNoneOfTheTsoMachine() {
        assertThat(firstDifference(MachineRuns::underTotalStoreOrder, Ends.SC)).isPresent();
    }

    @Example
    void axiomsOfTsoAreNoneOfTheScMachine() {
        assertThat(firstDifference(MachineRuns::underSequentialConsistency, Ends.TSO)).isPresent();
    }

    @Example
    void whateverTheAxiomsOfScLackIsNoticed() {
        assertThatEachIsNoticed(MachineRuns::underSequentialConsistency, Ends.SC, 6);
    }

    @Example
    void whateverTheAxiomsOfTsoLackIsNoticed() {
        assertThatEachIsNoticed(MachineRuns::underTotalStoreOrder, Ends.TSO, 12);
    }

    /** Each axiom is needed, and each relation in it, but for the redundant one. */
    private static void assertThatEachIsNoticed(
            Machines machines, AxiomaticModel model, int parts) {
        Set<String> noticed = new TreeSet<>();
        Set<String> expected = new TreeSet<>();
        for (Weakened weakened : weakenings(model)) {
            if (!REDUNDANT.contains(weakened.lacks())) {
                expected.add(weakened.lacks());
                if (firstDifference(machines, weakened.model()).isPresent()) {
                    noticed.add(weakened.lacks());
                }
            }
        }
        assertThat(expected).hasSize(parts);
        assertThat(noticed).isEqualTo(expected);
    }

    @Example
    void whatIsRedundantIsNotMissed() {
        for (Weakened weakened : weakenings(Ends.TSO)) {
            if (REDUNDANT.contains(weakened.lacks())) {
                assertThat(programs(50))
                        .allSatisfy(program ->
                                assertThat(AllowedExecutions.finalStates(program, weakened.model()))
                                        .isEqualTo(
                                                AllowedExecutions.finalStates(program, Ends.TSO)));
            }
        }
    }

    /**
     * The model without one of its axioms, and without one relation of one of them, each in turn.
     */
    private static List<Weakened> weakenings(AxiomaticModel model) {
        List<Weakened> weakenings = new ArrayList<>();
        for (Axiom axiom : model.axioms()) {
            switch (axiom) {
                case Axiom.Atomic atomic ->
                        weakenings.add(new Weakened("atomic", replacing(model, axiom, List.of())));
                case Axiom.Acyclic acyclic -> {
                    weakenings.add(
                            new Weakened(acyclic.name(), replacing(model, axiom, List.of())));
                    for (Relation relation : acyclic.union()) {
                        weakenings.add(
                                new Weakened(
                                        relation + " of " + acyclic.name(),
                                        replacing(
                                                model,
                                                axiom,
                                                List.of(without(acyclic, relation)))));
                    }
                }
            }
        }
        return weakenings;
    }

    private static AxiomaticModel replacing(
            AxiomaticModel model, Axiom replaced, List<Axiom> replacement) {
        List<Axiom> axioms = new ArrayList<>();
        for (Axiom axiom : model.axioms()) {
            axioms.addAll(axiom.equals(replaced) ? replacement : List.of(axiom));
        }
        return new AxiomaticModel("weaker " + model.id(), axioms);
    }

    private static Axiom without(Axiom.Acyclic acyclic, Relation relation) {
        Set<Relation> fewer = EnumSet.copyOf(acyclic.union());
        fewer.remove(relation);
        return new Axiom.Acyclic(acyclic.name(), fewer);
    }

    /** The first of the programs that end otherwise on the machines than by the axioms. */
    private static Optional<LitmusProgram> firstDifference(
            Machines machines, AxiomaticModel axioms) {
        return programs(PROGRAMS)
                .filter(program ->
                        !machines.apply(program)
                                .equals(AllowedExecutions.finalStates(program, axioms)))
                .findFirst();
    }

    private static Stream<LitmusProgram> programs(int count) {
        RandomGenerator<LitmusProgram> programs = LitmusArbitraries.programs().generator(PROGRAMS);
        Random random = new Random(SEED);
        return Stream.generate(() -> programs.next(random).value()).limit(count);
    }
}
