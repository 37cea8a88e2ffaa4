package dev.fracas.counterexamples.itf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.counterexamples.ActionText;
import dev.fracas.counterexamples.Execution;
import dev.fracas.counterexamples.Outcome;
import dev.fracas.counterexamples.RecordedTrace;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.SampleLock;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.Traces;
import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a file: it is read as it was written, or refused in one line. */
class DamagedTraceFileTest {
    private static final String TEXT =
            TraceFile.text(Replay.of(Traces.contention(), SampleLock.CATALOGUE));

    @Test
    void noBeginningOfAFilePassesForTheWhole() {
        for (int length = 0; length < TEXT.stripTrailing().length(); length++) {
            String beginning = TEXT.substring(0, length);
            assertThatThrownBy(() -> TraceFile.parse("f", beginning, SampleLock.CATALOGUE))
                    .isInstanceOf(TraceFormatException.class)
                    .hasMessageMatching("f:[^\\n]+");
        }
    }

    @Test
    void everyCharacterCanBeLeftOutOrReplaced() {
        List<String> others = List.of("", "9", "x");
        for (int at = 0; at < TEXT.length(); at++) {
            String other = others.get(at % others.size());
            readsOrComplains(TEXT.substring(0, at) + other + TEXT.substring(at + 1));
        }
    }

    private static void readsOrComplains(String text) {
        try {
            RecordedTrace read = TraceFile.parse("f", text, SampleLock.CATALOGUE);
            assertThat(Replay.of(read, SampleLock.CATALOGUE).headline()).doesNotContain("\n");
        } catch (TraceFormatException e) {
            assertThat(e.getMessage()).matches("f:[^\\n]+");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyRunIsReadAsItWasWritten(long seed) throws TraceFormatException {
        Replay walk = walk(new Random(seed));
        RecordedTrace read = TraceFile.parse("f", TraceFile.text(walk), SampleLock.CATALOGUE);
        assertThat(read.trace()).isEqualTo(walk.trace());
        assertThat(read.actions())
                .startsWith(ActionText.INITIAL)
                .hasSize(walk.trace().steps().size() + 1);
        assertThat(Replay.of(read, SampleLock.CATALOGUE).outcome())
                .isEqualTo(walk.outcome())
                .isNotInstanceOf(Outcome.StateDiffers.class);
    }

    private static Replay walk(Random random) {
        Trace start = random.nextBoolean() ? Traces.bothInside() : Traces.starvation();
        TransitionSystem machine = SampleLock.CATALOGUE.system(start.machine());
        long[] state = Execution.initialState(machine);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Successors out = new Successors(machine.layout().words());
            machine.newGenerator().successors(state, 0, out);
            if (out.count() == 0) {
                break;
            }
            Step step = Step.of(out.step(random.nextInt(out.count())));
            steps.add(step);
            state = machine.execute(state, step).orElseThrow().after();
        }
        return Replay.of(
                Trace.run(start.machine(), "no-deadlock", steps, "walk"), SampleLock.CATALOGUE);
    }
}
