package dev.fracas.checkers.axiomatic;

import static dev.fracas.generators.litmus.Action.load;
import static dev.fracas.generators.litmus.Action.store;
import static dev.fracas.generators.litmus.LitmusProgram.thread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.generators.litmus.Action;
import dev.fracas.generators.litmus.FinalState;
import dev.fracas.generators.litmus.LitmusArbitraries;
import dev.fracas.generators.litmus.LitmusProgram;
import dev.fracas.model.machine.memory.Memory;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/**
 * The machine executes step by step what the axioms allow as a whole, and nothing else: on random
 * litmus programs, both have the same final states.
 */
class MachineAgainstAxiomsTest {
    private static final int X = 0;
    private static final int Y = 1;
    private static final int Z = 2;

    @Property(seed = "1", tries = 500, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void machineAndAxiomsHaveTheSameFinalStates(@ForAll("programs") LitmusProgram program) {
        compare(program);
    }

    @Tag("nightly")
    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void alsoOnTenThousandPrograms(@ForAll("programs") LitmusProgram program) {
        compare(program);
    }

    private static void compare(LitmusProgram program) {
        Set<FinalState> sc = MachineRuns.underSequentialConsistency(program);
        Set<FinalState> tso = MachineRuns.underTotalStoreOrder(program);

        assertThat(Ends.of(sc))
                .as("%nthe machine under SC, against the axioms")
                .isEqualTo(Ends.of(AllowedExecutions.finalStates(program, Ends.SC)));
        assertThat(Ends.of(tso))
                .as("%nthe machine under TSO, against the axioms")
                .isEqualTo(Ends.of(AllowedExecutions.finalStates(program, Ends.TSO)));
        assertThat(tso).as("%nwhat TSO allows includes what SC allows").containsAll(sc);

        Statistics.label("a store buffer shows")
                .collect(tso.size() > sc.size())
                .coverage(c -> c.check(true).percentage(p -> p > 10));
        Statistics.label("only one end")
                .collect(tso.size() == 1)
                .coverage(c -> c.check(true).percentage(p -> p < 50));
        Statistics.label("a compare-and-swap fails in one run and wins in another")
                .collect(hasRacingCompareAndSwap(program, tso))
                .coverage(c -> c.check(true).count(n -> n > 0));
    }

    private static boolean hasRacingCompareAndSwap(LitmusProgram program, Set<FinalState> ends) {
        return IntStream.range(0, program.threads().size())
                .anyMatch(thread ->
                        IntStream.range(0, program.observations(thread).size())
                                .anyMatch(r ->
                                        program.observations(thread).get(r)
                                                        instanceof Action.CompareAndSwap c
                                                && ends.stream()
                                                                .map(end ->
                                                                        end.registers()
                                                                                .get(thread)
                                                                                .get(r))
                                                                .map(old -> old == c.expected())
                                                                .distinct()
                                                                .count()
                                                        == 2));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aSmallerBufferShowsNothingNewAndALargerOneNeither(
            @ForAll("programs") LitmusProgram program) {
        Set<FinalState> all = MachineRuns.underTotalStoreOrder(program);
        int enough = program.unboundedBuffer();

        for (int entries = 1; entries < enough; entries++) {
            assertThat(all).containsAll(ends(program, entries));
        }
        assertThat(ends(program, Math.min(enough + 1, 8))).isEqualTo(all);
    }

    /**
     * Why the machine is given buffers for all stores of a thread, and not two as in most checks.
     */
    @Example
    void aBufferOfTwoHidesWhatTheThirdStoreShows() {
        LitmusProgram sb =
                LitmusProgram.of(
                        thread(store(X, 1), store(Z, 1), store(Z, 2), load(Y)),
                        thread(store(Y, 1), store(Z, 3), store(Z, 4), load(X)));

        assertThat(sb.unboundedBuffer()).isEqualTo(3);
        assertThat(Ends.of(ends(sb, 2))).noneMatch(end -> end.contains("0:r0=0 1:r0=0"));
        assertThat(Ends.of(ends(sb, 3))).anyMatch(end -> end.contains("0:r0=0 1:r0=0"));
    }

    private static Set<FinalState> ends(LitmusProgram program, int storeBuffer) {
        return MachineRuns.finalStates(program, Memory.totalStoreOrder(storeBuffer));
    }

    @Provide
    Arbitrary<LitmusProgram> programs() {
        return LitmusArbitraries.programs();
    }
}
