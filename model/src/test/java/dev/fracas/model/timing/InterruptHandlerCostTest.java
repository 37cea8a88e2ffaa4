package dev.fracas.model.timing;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.timing.Scene.deliver;
import static dev.fracas.model.timing.Scene.flush;
import static dev.fracas.model.timing.Scene.instruction;
import static dev.fracas.model.timing.Scene.spin;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.hardware.HardwareModel.SEPARATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Word;
import org.junit.jupiter.api.Test;

/** A handler of interrupts has the caches, the store buffer and the clock of the core it is on. */
class InterruptHandlerCostTest {
    private static final Word X = Word.named("x");
    private static final Word Y = Word.named("y");

    /** A thread that loads, a sender, and a handler that loads or stores the same word. */
    private static Scene scene(boolean stores) {
        return Scene.on(X86_64, AARCH64, X86_64)
                .core(r -> {
                    r.load(X, RELAXED);
                    r.load(X, RELAXED);
                })
                .core(r -> r.sendIpi(0, CALL_FUNCTION_VECTOR))
                .core(r -> {
                    r.handlerOf(0, CALL_FUNCTION_VECTOR);
                    r.awaitIpi(CALL_FUNCTION_VECTOR);
                    if (stores) {
                        r.store(X, 1, RELAXED);
                    } else {
                        r.load(X, RELAXED);
                    }
                });
    }

    @Test
    void aHandlerFindsInTheCacheWhatTheThreadHasLoaded() {
        Estimate estimate =
                scene(false)
                        .run(
                                SEPARATED,
                                instruction(0),
                                instruction(1),
                                deliver(2),
                                instruction(2),
                                instruction(2),
                                instruction(0));

        long hit = estimate.steps().getLast().cycles();
        assertThat(estimate.steps().getFirst().cycles()).isEqualTo(301);
        assertThat(hit).isLessThan(10);
        assertThat(estimate.steps().get(4).cycles()).isEqualTo(hit);
    }

    @Test
    void theThreadGoesOnWhenItsHandlerIsDone() {
        Estimate estimate =
                scene(true)
                        .run(
                                SEPARATED,
                                instruction(1),
                                deliver(2),
                                instruction(2),
                                instruction(2),
                                instruction(0));

        StepCost taken = estimate.steps().get(2);
        StepCost stored = estimate.steps().get(3);
        StepCost load = estimate.steps().get(4);
        assertThat(taken.start()).isEqualTo(1 + 2000);
        assertThat(stored.start()).isEqualTo(taken.finish());
        assertThat(load.start()).isEqualTo(stored.finish());
        assertThat(load.cycles()).isLessThan(10);
        assertThat(estimate.busy(0)).isEqualTo(load.cycles());
        assertThat(estimate.busy(2)).isEqualTo(taken.cycles() + stored.cycles());
    }

    @Test
    void theStoresOfAHandlerAreInMemoryWhenTheThreadGoesOn() {
        Estimate estimate =
                scene(true)
                        .under(Memory.totalStoreOrder(1))
                        .run(
                                SEPARATED,
                                instruction(1),
                                deliver(2),
                                instruction(2),
                                instruction(2),
                                flush(2),
                                instruction(0));

        assertThat(estimate.steps().getLast().start()).isEqualTo(estimate.steps().get(4).finish());
    }

    @Test
    void aHandlerThatNobodyInterruptsForTakesNoCycles() {
        Estimate estimate =
                scene(false).run(SEPARATED, spin(2), instruction(0), spin(2), instruction(0));

        assertThat(estimate.busy(2)).isZero();
        assertThat(estimate.criticalPath()).isEqualTo(estimate.busy(0));
    }

    @Test
    void whatIsComputedFromACurrentGhostIsFollowed() {
        Word target = Word.ghost("target", 2);
        Scene scene =
                Scene.on(X86_64, X86_64)
                        .core(r -> {
                            r.ghostStore(target, 1);
                            r.sendIpi(Value.current(target), CALL_FUNCTION_VECTOR);
                            r.when(Value.current(target).isEqualTo(1), () -> r.load(Y, RELAXED));
                        })
                        .core(r -> r.awaitIpi(CALL_FUNCTION_VECTOR));

        Estimate estimate =
                scene.run(SEPARATED, instruction(0), deliver(1), instruction(1), instruction(0));

        assertThat(estimate.steps().get(2).start()).isEqualTo(1 + 2000);
        assertThat(estimate.steps().getLast().cycles()).isEqualTo(301);
    }
}
