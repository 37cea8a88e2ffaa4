package dev.fracas.counterexamples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TraceTest {
    private final Trace run = Traces.bothInside();

    @Test
    void stepsCannotBeChangedAfterwards() {
        List<Step> steps = new ArrayList<>(run.steps());
        Trace trace = Trace.run(run.machine(), run.property(), steps, "");
        steps.clear();
        assertThat(trace.steps()).hasSize(4);
    }

    @Test
    void aFiniteRunIsAllStem() {
        assertThat(run.isLasso()).isFalse();
        assertThat(run.stem()).isEqualTo(run.steps());
        assertThat(run.cycle()).isEmpty();
    }

    @Test
    void aLassoIsAStemAndACycle() {
        Trace lasso = Traces.starvation();
        assertThat(lasso.stem()).isEqualTo(Steps.of("0"));
        assertThat(lasso.cycle()).hasSize(28);
    }

    @Test
    void contextSwitchesAreCountedBetweenCoresOnly() {
        assertThat(Trace.run(run.machine(), "p", Steps.of("0 0f 1 1 0"), "").contextSwitches())
                .isEqualTo(2);
        assertThat(Trace.run(run.machine(), "p", List.of(), "").contextSwitches()).isZero();
    }

    @Test
    void aLoopStartsWithinTheTrace() {
        assertThatThrownBy(() -> new Trace(run.machine(), "p", run.steps(), OptionalInt.of(5), ""))
                .hasMessage("a loop starts after 0 to 4 steps, got 5");
    }
}
