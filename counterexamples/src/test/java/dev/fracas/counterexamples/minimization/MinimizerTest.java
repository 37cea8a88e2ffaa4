package dev.fracas.counterexamples.minimization;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.SampleLock;
import dev.fracas.counterexamples.Steps;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.Traces;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MinimizerTest {
    private static final Catalogue CATALOGUE = SampleLock.CATALOGUE;
    private static final ShortestTrace SEARCH = new TinySearch(CATALOGUE);

    /** Two cores get inside on a machine of three, after a round of the third. */
    private static Trace longWinded() {
        MachineDescription machine =
                SampleLock.on("looking", AARCH64, X86_64, AARCH64).withRounds(2);
        return Trace.run(
                machine,
                "mutual-exclusion",
                Steps.of("0 0 0f 1s 0 0 2s 0f 0 0f 1 2 1 1f 0s 2"),
                "walked");
    }

    private static Minimized minimize(Trace trace, ShortestTrace search) {
        Minimized minimized = new Minimizer(CATALOGUE, search).minimize(trace);
        assertThat(Replay.of(minimized.trace(), CATALOGUE).isConfirmed()).isTrue();
        assertThat(minimized.explanation()).doesNotContain("\n");
        return minimized;
    }

    @Test
    void withASearchTheMachineAndTheScheduleAreProvedSmall() {
        Minimized minimized = minimize(longWinded(), SEARCH);
        MachineDescription machine = minimized.trace().machine();
        assertThat(machine.cores()).hasSize(2);
        assertThat(machine.rounds()).isEqualTo(1);
        assertThat(machine.memory()).isEqualTo(Memory.sequentialConsistency());
        assertThat(minimized.trace().steps()).hasSize(4);
        assertThat(minimized.trace().contextSwitches()).isEqualTo(2);
        assertThat(minimized.trace().note()).isEqualTo("minimized, and proved shortest");
        assertThat(minimized.provedShortest()).isTrue();
        assertThat(minimized.candidatesTried()).isPositive();
        assertThat(minimized.explanation())
                .isEqualTo(
                        "cores arm,x86,arm -> arm,x86; rounds 2 -> 1; memory tso:2 -> sc;"
                                + " steps 16 -> 4; context switches 9 -> 2; proved shortest: no"
                                + " run of this machine with fewer steps shows it");
    }

    @Test
    void withoutASearchTheTraceIsShortenedStepByStep() {
        Minimized minimized = minimize(longWinded(), ShortestTrace.NONE);
        assertThat(minimized.trace().machine().rounds()).isEqualTo(1);
        assertThat(minimized.trace().machine().memory()).isEqualTo(Memory.sequentialConsistency());
        assertThat(minimized.trace().machine().cores()).hasSize(2);
        assertThat(minimized.trace().steps()).hasSize(4);
        assertThat(minimized.trace().contextSwitches()).isEqualTo(2);
        assertThat(minimized.provedShortest()).isFalse();
        assertThat(minimized.explanation()).contains("not proved shortest");
    }

    @Test
    void aTraceThatNeedsTheStoreBufferKeepsIt() {
        Minimized minimized = minimize(Traces.lostUpdate(), SEARCH);
        assertThat(minimized.trace().machine().memory()).isEqualTo(Memory.sequentialConsistency());
        assertThat(minimized.trace().steps()).hasSize(8);
    }

    @Test
    void aMachineThatIsUnsuitableIsPassedOver() {
        Catalogue pairsOnly =
                new Catalogue() {
                    @Override
                    public Mechanism mechanism(String id) {
                        return CATALOGUE.mechanism(id);
                    }

                    @Override
                    public TransitionSystem system(MachineDescription d) {
                        if (d.cores().size() < 3) {
                            throw new IllegalArgumentException("for three cores or more");
                        }
                        return CATALOGUE.system(d);
                    }
                };
        Minimized minimized =
                new Minimizer(pairsOnly, new TinySearch(pairsOnly)).minimize(longWinded());
        assertThat(minimized.trace().machine().cores()).containsExactly(AARCH64, X86_64, AARCH64);
        assertThat(minimized.trace().steps()).hasSize(4);
    }

    @Test
    void aLassoIsShortenedInItsStemAndInItsCycle() {
        Trace starvation = Traces.starvation();
        Trace slow =
                Trace.lasso(
                        starvation.machine(),
                        starvation.property(),
                        Steps.of("0 1 0 0 0 0f 0f 0 1 0 0 0 0f 0f 0 1"),
                        Steps.of("1 1 0 0 0 0f 0f 0 " + "1 0 0 0 0f 0f 0 ".repeat(3)),
                        "");
        assertThat(Replay.of(slow, CATALOGUE).isConfirmed()).isTrue();
        Minimized minimized = minimize(slow, ShortestTrace.NONE);
        Trace trace = minimized.trace();
        assertThat(trace.machine().cores()).containsExactly(X86_64, AARCH64);
        assertThat(trace.machine().memory()).isEqualTo(Memory.totalStoreOrder(2));
        assertThat(trace.stem()).isEmpty();
        assertThat(trace.cycle()).hasSize(25);
        assertThat(trace.contextSwitches()).isEqualTo(2);
        assertThat(minimized.provedShortest()).isFalse();
    }

    @Test
    void aStandstillKeepsItsEmptyCycle() {
        Trace trace = minimize(Traces.standstill(), ShortestTrace.NONE).trace();
        assertThat(trace.cycle()).isEmpty();
        assertThat(trace.isLasso()).isTrue();
    }

    @Test
    void aSearchThatReturnsNonsenseIsNotBelieved() {
        Trace harmless =
                Trace.run(Traces.bothInside().machine(), "mutual-exclusion", Steps.of("0"), "");
        ShortestTrace liar =
                (machine, property, maxSteps) ->
                        Optional.of(new ShortestTrace.Found(harmless, true));
        Minimized minimized = minimize(Traces.bothInside(), liar);
        assertThat(minimized.trace().steps()).hasSize(4);
        assertThat(minimized.provedShortest()).isFalse();
    }

    @Test
    void whatIsSmallStaysAsItIs() {
        Trace small = minimize(Traces.bothInside(), SEARCH).trace();
        Minimized again = minimize(small, SEARCH);
        assertThat(again.trace()).isEqualTo(small);
        assertThat(again.explanation()).startsWith("nothing could be made smaller; proved");
    }

    @Test
    void coresKeepTheirWorkWhenAnotherGoes() {
        MachineDescription machine = SampleLock.on("looking", X86_64, AARCH64, X86_64);
        Trace trace = Trace.run(machine, "mutual-exclusion", Steps.of("0 1 2 1 2"), "");
        List<List<Isa>> smaller =
                SmallerMachines.than(trace).stream()
                        .map(t -> t.machine().cores())
                        .limit(3)
                        .toList();
        assertThat(smaller)
                .containsExactly(
                        List.of(X86_64, AARCH64),
                        List.of(X86_64, X86_64),
                        List.of(AARCH64, X86_64));
        assertThat(SmallerMachines.than(trace).get(2).steps()).isEqualTo(Steps.of("0 1 0 1"));
    }

    @Test
    void aTraceThatDoesNotReplayIsRefused() {
        Trace broken =
                Trace.run(Traces.bothInside().machine(), "mutual-exclusion", Steps.of("0f"), "");
        assertThatThrownBy(() -> minimize(broken, SEARCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "only a trace that replays can be minimized: The trace of"
                                + " mutual-exclusion does not replay: step 1 is not possible");
    }
}
