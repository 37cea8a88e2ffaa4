package dev.fracas.checkers.explore;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static dev.fracas.model.program.InterruptVector.RESCHEDULE_VECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.FairCycles.Lasso;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.machine.view.StateReader;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * One core sends a vector again and again, another sends a second vector once, to the same core.
 */
class InterruptFairnessTest {
    /** What a program's interrupts are, as the machine describes them. */
    private record Shown(StateReader state) implements View {
        String interrupt(int program) {
            return state.machine().ipi(state.states(), state.at(), program);
        }
    }

    private static void againAndAgain(Routine r) {
        r.loop(() -> r.sendIpi(0, CALL_FUNCTION_VECTOR));
    }

    private static void once(Routine r) {
        r.sendIpi(0, RESCHEDULE_VECTOR);
    }

    @Test
    void anInterruptArrivesHoweverOftenAnotherVectorDoes() {
        Machine machine =
                machine(
                        r -> {
                            r.daemon();
                            r.loop(() -> r.awaitIpi(CALL_FUNCTION_VECTOR));
                        },
                        InterruptFairnessTest::againAndAgain,
                        InterruptFairnessTest::once);

        assertThat(starved(machine, 0, "RESCHEDULE_VECTOR in flight")).isEmpty();
    }

    @Test
    void aHandlerTakesItsInterruptHoweverOftenTheThreadTakesAnother() {
        Machine machine =
                machine(
                        r -> r.loop(() -> r.awaitIpi(CALL_FUNCTION_VECTOR)),
                        InterruptFairnessTest::againAndAgain,
                        InterruptFairnessTest::once,
                        handlerOf(RESCHEDULE_VECTOR));

        assertThat(starved(machine, 3, "in flight")).isEmpty();
        assertThat(starved(machine, 3, "pending")).isEmpty();
    }

    /** As on hardware, where a vector of higher priority can do so: only its arrival is fair. */
    @Test
    void aHandlerThatIsAlwaysAtWorkAnewCanKeepTheCoresOtherHandlerWaiting() {
        Machine machine =
                machine(
                        r -> {},
                        InterruptFairnessTest::againAndAgain,
                        InterruptFairnessTest::once,
                        handlerOf(RESCHEDULE_VECTOR),
                        handlerOf(CALL_FUNCTION_VECTOR));

        assertThat(starved(machine, 3, "in flight")).isEmpty();
        assertThat(starved(machine, 3, "pending")).isPresent();
    }

    private static Consumer<Routine> handlerOf(InterruptVector vector) {
        return r -> {
            r.handlerOf(0, vector);
            r.loop(() -> {
                r.awaitIpi(vector);
                r.pause("handles " + vector);
            });
        };
    }

    /** A fair run in which a program's interrupt stays as it is for ever. */
    private static Optional<Lasso> starved(Machine machine, int program, String stays) {
        Predicate<Shown> waits = shown -> shown.interrupt(program).contains(stays);
        Property.LeadsTo<Shown> property =
                new Property.LeadsTo<>(
                        "goes-on",
                        "What is in flight arrives, what is pending is taken.",
                        Source.source("a test", "interrupts"),
                        Shown.class,
                        (shown, core) -> waits.test(shown),
                        (shown, core) -> !waits.test(shown),
                        List.of());
        Explorer explorer = Explorer.unbounded().withWorkers(1);
        Exploration exploration = explorer.explore(machine, List.of());
        return FairCycles.of(exploration, Long.MAX_VALUE, Cutoff.of(explorer))
                .orElseThrow()
                .violation(property, 1);
    }

    @SafeVarargs
    private static Machine machine(Consumer<Routine>... bodies) {
        List<Program> programs = new ArrayList<>();
        for (Consumer<Routine> body : bodies) {
            Routine r = new Routine(programs.size(), bodies.length, Isa.X86_64);
            body.accept(r);
            programs.add(r.build());
        }
        return new Machine(
                programs,
                Memory.sequentialConsistency(),
                Exclusives.ARCHITECTURAL,
                Observatory.GENERAL.showing(Shown.class, Shown::new));
    }
}
