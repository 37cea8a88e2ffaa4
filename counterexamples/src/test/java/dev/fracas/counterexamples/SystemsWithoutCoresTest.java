package dev.fracas.counterexamples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.counterexamples.SmallSystem.Drawn;
import dev.fracas.counterexamples.itf.TraceFile;
import dev.fracas.counterexamples.itf.TraceFormatException;
import dev.fracas.counterexamples.minimization.Minimized;
import dev.fracas.counterexamples.minimization.Minimizer;
import dev.fracas.counterexamples.minimization.TinySearch;
import dev.fracas.counterexamples.rendering.MermaidRendering;
import dev.fracas.counterexamples.rendering.TextRendering;
import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.mechanism.MachineDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is drawn at random says nothing of how it reads: all that works here works for any. */
class SystemsWithoutCoresTest {
    private static final int SYSTEMS = 200;
    private static final int LONGEST = 40;

    @Test
    void tracesOfThemAreWrittenReadReplayedAndMinimized() throws TraceFormatException {
        int violated = 0;
        int smaller = 0;
        for (long seed = 0; seed < SYSTEMS; seed++) {
            Drawn drawn = new Drawn(seed);
            Catalogue catalogue = Catalogue.of(List.of(drawn));
            Optional<Trace> walk = walkToTheLastPlace(drawn, new Random(seed));
            if (walk.isEmpty()) {
                continue;
            }
            violated++;
            Replay replay = Replay.of(walk.get(), catalogue);
            assertThat(replay.isConfirmed()).as(replay.headline()).isTrue();

            RecordedTrace read = TraceFile.parse("f", TraceFile.text(replay), catalogue);
            assertThat(read.trace()).isEqualTo(walk.get());
            assertThat(Replay.of(read, catalogue).isConfirmed()).isTrue();
            assertThat(TextRendering.of(replay).text()).contains("mover:0", "place   7");
            assertThat(MermaidRendering.of(replay)).contains("as mover:0");

            Minimizer minimizer = new Minimizer(catalogue, new TinySearch(catalogue));
            Minimized minimized = minimizer.minimize(walk.get());
            Trace small = minimized.trace();
            assertThat(minimized.provedShortest()).isTrue();
            assertThat(Replay.of(small, catalogue).isConfirmed()).isTrue();
            // A smaller machine comes before fewer steps, and may need more of them.
            if (small.machine().equals(walk.get().machine())) {
                assertThat(small.steps().size()).isLessThanOrEqualTo(walk.get().steps().size());
            }
            smaller += small.machine().cores().size() < 3 ? 1 : 0;
        }
        assertThat(violated).isGreaterThan(SYSTEMS / 4);
        assertThat(smaller).isGreaterThan(SYSTEMS / 20);
    }

    private static Optional<Trace> walkToTheLastPlace(Drawn drawn, Random random) {
        MachineDescription description = drawn.of(3);
        TransitionSystem system = drawn.system(description);
        Watch watch = Watch.of(system, Drawn.NEVER_THERE).orElseThrow();
        long[] state = Execution.initialState(system);
        List<Step> steps = new ArrayList<>();
        while (steps.size() < LONGEST) {
            Successors out = new Successors(system.layout().words());
            system.newGenerator().successors(state, 0, out);
            if (out.count() == 0) {
                return Optional.empty();
            }
            Step step = Step.of(out.step(random.nextInt(out.count())));
            var taken = system.execute(state, step).orElseThrow();
            steps.add(step);
            if (watch.shownBy(state, taken)) {
                return Optional.of(Trace.run(description, Drawn.NEVER_THERE.id(), steps, "a walk"));
            }
            state = taken.after();
        }
        return Optional.empty();
    }

    @Test
    void anImpossibleStepIsRefusedWithWhatIsPossible() {
        Drawn drawn = new Drawn(1);
        Step nobody = new Step(9, Step.Kind.INSTRUCTION, 0);
        Trace trace = Trace.run(drawn.of(2), Drawn.NEVER_THERE.id(), List.of(nobody), "");
        assertThat(Replay.of(trace, Catalogue.of(List.of(drawn))).headline())
                .contains("nothing has number 9, the last is mover:1; possible instead: ");
    }

    @Test
    void theyAreNoMachines() {
        Drawn drawn = new Drawn(1);
        assertThatThrownBy(() -> drawn.machine(drawn.of(1)))
                .hasMessage("drawn-1 is no machine: it has no cores with programs");
    }
}
