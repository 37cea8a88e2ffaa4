package dev.fracas.counterexamples.rendering;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.counterexamples.Golden;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.SampleLock;
import dev.fracas.counterexamples.Steps;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.Traces;
import dev.fracas.model.Step;
import dev.fracas.model.timing.Estimate;
import dev.fracas.model.timing.Sent;
import dev.fracas.model.timing.StepCost;
import dev.fracas.model.timing.Traffic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextRenderingTest {
    private static Replay replay(Trace trace) {
        return Replay.of(trace, SampleLock.CATALOGUE);
    }

    private static String text(Trace trace) {
        return TextRendering.of(replay(trace)).text();
    }

    @Test
    void aShortTraceFitsOnAPage() {
        Golden.assertPinned("both-inside.txt", text(Traces.bothInside()));
    }

    @Test
    void storeBuffersAndChangedWordsHaveColumns() {
        Golden.assertPinned("lost-update.txt", text(Traces.lostUpdate()));
    }

    @Test
    void spinsAreFolded() {
        Golden.assertPinned("deadlock.txt", text(Traces.deadlock()));
        assertThat(text(Traces.deadlock())).contains("5-6", "spins 2 times, lock = 1");
    }

    @Test
    void spinsOfSeveralCoresAreFoldedSideBySide() {
        Trace trace =
                Trace.run(
                        SampleLock.on("looking", X86_64, AARCH64, AARCH64)
                                .withDefect(SampleLock.FORGOTTEN),
                        "no-deadlock",
                        Steps.of("0 0 0f 1s 2s 1s 2s 1s 0 0 0f"),
                        "");
        assertThat(text(trace))
                .containsPattern("4-8 +spins 3 times, lock = 1 +spins 2 times, lock = 1");
    }

    @Test
    void aLassoSaysWhereItsCycleBeginsAndWhereItGoesBack() {
        Golden.assertPinned("starvation.txt", text(Traces.starvation()));
        assertThat(text(Traces.starvation()))
                .contains("-- the cycle begins --", "-- back to the state after step 1 --");
    }

    @Test
    void aStandstillSaysSo() {
        Golden.assertPinned("standstill.txt", text(Traces.standstill()));
    }

    @Test
    void whatMustBeReachableIsShown() {
        Golden.assertPinned("contention.txt", text(Traces.contention()));
    }

    @Test
    void everyInstructionHasItsPhrase() {
        Golden.assertPinned(
                "every-instruction.txt", TextRendering.of(EveryInstruction.replay()).text());
    }

    @Test
    void aTraceThatDoesNotReplayIsShownAsFarAsItGoes() {
        Trace trace =
                Trace.run(
                        Traces.bothInside().machine(),
                        "mutual-exclusion",
                        Steps.of("0 1 0 1f 0"),
                        "");
        Golden.assertPinned("does-not-replay.txt", text(trace));
    }

    @Test
    void narrowPagesWrapTheirCells() {
        Trace trace =
                Trace.run(
                        SampleLock.on("looking", X86_64, AARCH64, X86_64, AARCH64),
                        "mutual-exclusion",
                        Steps.of("0 1 2 3 0 1"),
                        "");
        String text = TextRendering.of(replay(trace)).withWidth(80).text();
        Golden.assertPinned("narrow.txt", text);
        assertThat(text.lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void noLineEndsWithASpace() {
        assertThat(text(Traces.lostUpdate()).lines()).noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void costsHaveColumns() {
        Trace trace = Traces.bothInside();
        List<StepCost> costs = new ArrayList<>();
        for (Step step : trace.steps()) {
            int core = step.core();
            Traffic traffic = new Traffic(1 - core, core, core, 0, 0);
            costs.add(new StepCost(step, 0, 0, 330L * costs.size(), 360, traffic));
        }
        Estimate estimate =
                new Estimate(1350, List.of(720L, 720L), Traffic.NONE, Sent.NOTHING, costs);
        Golden.assertPinned(
                "costs.txt", TextRendering.of(replay(trace)).withEstimate(estimate).text());
    }

    @Test
    void costsOfAnotherTraceAreRefused() {
        Estimate none = new Estimate(0, List.of(), Traffic.NONE, Sent.NOTHING, List.of());
        assertThatThrownBy(() -> TextRendering.of(replay(Traces.bothInside())).withEstimate(none))
                .hasMessage("4 steps were executed, got the cost of 0");
    }
}
