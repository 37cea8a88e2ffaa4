package dev.fracas.model.timing;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.SEQ_CST;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.model.timing.Scene.cyclesOf;
import static dev.fracas.model.timing.Scene.deliver;
import static dev.fracas.model.timing.Scene.flush;
import static dev.fracas.model.timing.Scene.inOrder;
import static dev.fracas.model.timing.Scene.instruction;
import static dev.fracas.model.timing.Scene.spin;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.hardware.HardwareModel.SEPARATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.model.lock.use.LockNote;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.program.Message;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.LatencyTable;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When steps begin and end: what waits for what. Separated memory, Xeon Gold with ThunderX2. */
class TimelineTest {
    private static final Word X = Word.named("x");
    private static final Word Y = Word.named("y");
    private static final Memory TSO = Memory.totalStoreOrder(2);

    @Test
    void coresThatShareNothingRunSideBySide() {
        Scene scene =
                Scene.on(X86_64, AARCH64)
                        .core(r -> r.load(X, RELAXED))
                        .core(r -> r.load(Y, RELAXED));
        Estimate estimate = scene.run(SEPARATED, inOrder(0, 1));

        assertThat(estimate.busy()).containsExactly(301L, 621L);
        assertThat(estimate.criticalPath()).isEqualTo(621);
    }

    @Test
    void aReaderWaitsForTheWriterItReadsFrom() {
        Scene scene =
                Scene.on(X86_64, AARCH64)
                        .core(r -> r.store(X, 1, RELAXED))
                        .core(r -> r.load(X, RELAXED));
        Estimate estimate = scene.run(SEPARATED, inOrder(0, 1));

        assertThat(estimate.steps().get(1).waited()).isEqualTo(301);
        assertThat(estimate.criticalPath()).isEqualTo(301 + 691);
        assertThat(estimate.busy(1)).isEqualTo(691);
    }

    @Test
    void aWriterDoesNotWaitForThoseWhoReadTheOldValue() {
        Scene scene =
                Scene.on(X86_64, AARCH64)
                        .core(r -> r.store(X, 1, RELAXED))
                        .core(r -> r.load(X, RELAXED));
        Estimate estimate = scene.run(SEPARATED, inOrder(1, 0));

        assertThat(estimate.steps().get(1).start()).isZero();
    }

    @Test
    void aBufferedStoreTakesOneCycleAndIsPaidForBesideTheProgram() {
        Scene scene =
                Scene.on(X86_64)
                        .under(TSO)
                        .core(r -> {
                            r.store(X, 1, RELAXED);
                            r.load(Y, RELAXED);
                        });
        Estimate estimate = scene.run(SEPARATED, instruction(0), flush(0), instruction(0));

        assertThat(cyclesOf(estimate)).containsExactly(1L, 300L, 301L);
        assertThat(estimate.steps().get(2).start()).isEqualTo(1);
        assertThat(estimate.criticalPath()).isEqualTo(302);
        assertThat(estimate.busy(0)).isEqualTo(1 + 300 + 301);
    }

    @Test
    void aFenceWaitsForTheFlushesOfItsCore() {
        Scene scene =
                Scene.on(X86_64)
                        .under(TSO)
                        .core(r -> {
                            r.store(X, 1, RELAXED);
                            r.store(Y, 1, RELAXED);
                            r.fence();
                        });
        Estimate estimate =
                scene.run(
                        SEPARATED,
                        instruction(0),
                        instruction(0),
                        flush(0),
                        flush(0),
                        instruction(0));

        assertThat(cyclesOf(estimate)).containsExactly(1L, 1L, 300L, 300L, 1L);
        StepCost fence = estimate.steps().getLast();
        assertThat(fence.start()).isEqualTo(1 + 300 + 300);
        assertThat(fence.waited()).isEqualTo(599);
        assertThat(estimate.criticalPath()).isEqualTo(602);
    }

    @Test
    void lockedOperationsWaitForTheFlushesToo() {
        Consumer<Routine> swap = r -> r.swap(Y, Value.constant(1), RELAXED);
        Consumer<Routine> drainedStore = r -> r.store(Y, 1, SEQ_CST);

        for (Consumer<Routine> locked : List.of(swap, drainedStore)) {
            Consumer<Routine> store = r -> r.store(X, 1, RELAXED);
            Scene scene = Scene.on(X86_64).under(TSO).core(store.andThen(locked));
            Estimate estimate = scene.run(SEPARATED, instruction(0), flush(0), instruction(0));

            assertThat(estimate.steps().getLast().start()).isEqualTo(301);
            assertThat(estimate.criticalPath()).isEqualTo(301 + 301);
        }
    }

    @Test
    void aLoadFromTheOwnStoreBufferIsAHit() {
        Scene scene =
                Scene.on(X86_64)
                        .under(TSO)
                        .core(r -> {
                            r.store(X, 1, RELAXED);
                            r.load(X, RELAXED);
                        });
        Estimate estimate = scene.run(SEPARATED, inOrder(0, 0));

        assertThat(cyclesOf(estimate)).containsExactly(1L, 5L);
        assertThat(estimate.traffic()).isEqualTo(Traffic.NONE);
    }

    @Test
    void aLoadThatTheBufferServesInPartReadsTheLine() {
        Scene scene =
                Scene.on(X86_64)
                        .under(TSO)
                        .core(r -> {
                            r.store(X.field("low", 0, 8), 1, RELAXED);
                            r.load(X.field("low", 0, 4), RELAXED);
                            r.load(X, RELAXED);
                        });
        Estimate estimate = scene.run(SEPARATED, inOrder(0, 0, 0));

        assertThat(cyclesOf(estimate)).containsExactly(1L, 5L, 301L);
    }

    @Test
    void aLineTakenByAFlushBringsWhatTheOtherCoreWroteIntoIt() {
        Word mine = X.inLine("both");
        Word theirs = Y.inLine("both");
        Scene scene =
                Scene.on(X86_64, AARCH64)
                        .under(TSO)
                        .core(r -> {
                            r.store(mine, 1, RELAXED);
                            r.load(theirs, RELAXED);
                        })
                        .core(r -> r.swap(theirs, Value.constant(1), RELAXED));
        Estimate estimate =
                scene.run(SEPARATED, instruction(1), instruction(0), flush(0), instruction(0));

        assertThat(estimate.steps().getLast().start()).isEqualTo(621);
    }

    @Test
    void anInterruptArrivesTwoMicrosecondsAfterItWasSent() {
        Scene scene =
                Scene.on(X86_64, AARCH64)
                        .core(r -> r.sendIpi(1, CALL_FUNCTION_VECTOR))
                        .core(r -> r.awaitIpi(CALL_FUNCTION_VECTOR));
        Estimate estimate =
                scene.run(SEPARATED, spin(1), instruction(0), deliver(1), instruction(1));

        assertThat(cyclesOf(estimate)).containsExactly(1L, 1L, 2000L, 1L);
        assertThat(estimate.criticalPath()).isEqualTo(1 + 2000 + 1);
        assertThat(estimate.busy()).containsExactly(1L, 2L);
        assertThat(estimate.traffic()).isEqualTo(new Traffic(0, 0, 0, 0, 1));
        assertThat(estimate.sent()).isEqualTo(new Sent(0, 1));
    }

    @Test
    void aMessageIsCountedWhenItsInstructionIsExecutedAndNotWhileItSpins() {
        Word full = Word.named("ring full");
        Scene scene =
                Scene.on(X86_64, AARCH64)
                        .core(r -> {
                            r.load(X, RELAXED);
                            r.noteNextStep(new Message());
                            r.await(full, equalTo(0), RELAXED);
                        })
                        .core(r -> {
                            r.store(full, 1, RELAXED);
                            r.store(full, 0, RELAXED);
                        });
        Estimate estimate =
                scene.run(
                        SEPARATED,
                        instruction(0),
                        instruction(1),
                        spin(0),
                        spin(0),
                        instruction(1),
                        instruction(0));

        assertThat(estimate.sent()).isEqualTo(new Sent(1, 0));
    }

    @Test
    void anInterruptThatNeverArrivesWasSentAllTheSame() {
        Scene scene =
                Scene.on(X86_64, AARCH64)
                        .core(r -> {
                            r.sendIpi(1, CALL_FUNCTION_VECTOR);
                            r.noteNextStep(new Message());
                            r.sendIpi(1, CALL_FUNCTION_VECTOR);
                        })
                        .core(r -> r.awaitIpi(CALL_FUNCTION_VECTOR));
        Estimate estimate = scene.run(SEPARATED, inOrder(0, 0));

        assertThat(estimate.sent()).isEqualTo(new Sent(1, 2));
        assertThat(estimate.traffic().interrupts()).isZero();
    }

    @Test
    void anInterruptGoesToTheCoreThatTheRegistersName() {
        Word target = Word.named("target").initially(2);
        Scene scene =
                Scene.on(X86_64, X86_64, AARCH64)
                        .core(r -> r.sendIpi(r.load(target, RELAXED), CALL_FUNCTION_VECTOR))
                        .core(r -> r.awaitIpi(CALL_FUNCTION_VECTOR))
                        .core(r -> r.awaitIpi(CALL_FUNCTION_VECTOR));
        Estimate estimate =
                scene.run(SEPARATED, instruction(0), instruction(0), deliver(2), instruction(2));

        assertThat(estimate.criticalPath()).isEqualTo(301 + 1 + 2000 + 1);
    }

    @Test
    void registerInstructionsTakeACycleEachAndGhostsNone() {
        Word note = Word.ghost("note", 8);
        Scene scene =
                Scene.on(X86_64)
                        .core(r -> {
                            Register count = r.register("count", 4);
                            r.assign(count, 3);
                            r.load(X, RELAXED);
                            r.doUntil(() -> {
                                r.ghostStore(note, r.ghostLoad(note).plus(1));
                                r.assign(count, count.minus(1));
                                return count.isEqualTo(0);
                            });
                            r.store(Y, count, RELAXED);
                        });
        Estimate estimate = scene.run(SEPARATED, inOrder(0, 0));

        assertThat(cyclesOf(estimate)).containsExactly(1L + 1 + 300 + 3 * 2, 301L);
    }

    @Test
    void whatOnlyServesAGhostIsFree() {
        Word note = Word.ghost("note", 8);
        Scene scene =
                Scene.on(X86_64)
                        .core(r -> {
                            Register copy = r.register("copy", 8);
                            Register x = r.load(X, RELAXED);
                            r.assign(copy, r.ghostLoad(note).plus(1));
                            r.when(x.isEqualTo(0), () -> r.ghostStore(note, copy));
                            r.when(r.ghostLoad(note).isEqualTo(0), () -> r.ghostStore(note, 7));
                        });

        assertThat(scene.cycles(SEPARATED, inOrder(0))).containsExactly(1L + 300);
    }

    @Test
    void aReaderWaitsForTheWriteAndNotForWhatTheWriterComputesAfterwards() {
        Scene scene =
                Scene.on(X86_64, AARCH64)
                        .core(r -> {
                            Register spare = r.register("spare", 4);
                            r.store(X, 1, RELAXED);
                            r.assign(spare, 1);
                            r.assign(spare, 2);
                        })
                        .core(r -> r.load(X, RELAXED));
        Estimate estimate = scene.run(SEPARATED, inOrder(0, 1));

        assertThat(estimate.steps().get(0).finish()).isEqualTo(303);
        assertThat(estimate.steps().get(1).start()).isEqualTo(301);
    }

    @Test
    void acquireToReleaseIsTheTimeFromTheFirstAttemptToTheFirstStepOfRelease() {
        Word lock = Word.named("lock").bits(1);
        Consumer<Routine> once =
                r -> {
                    r.noted(
                            LockNote.WAITS,
                            () ->
                                    r.doUntil(() ->
                                            r.compareAndSwap(lock, 0, 1, RELAXED).isEqualTo(0)));
                    r.noteNextStep(LockNote.RELEASE_BEGINS);
                    r.store(lock, 0, RELAXED);
                };
        Scene scene = Scene.on(X86_64, AARCH64).core(once.andThen(once)).core(once);
        Estimate estimate = scene.run(SEPARATED, inOrder(0, 1, 0, 1, 1, 0, 0));

        // x86 takes it:   0 + 301, and a branch: 302
        // Arm fails:    301 + 691, and a branch: 993
        // x86 releases: 992 + 371 = 1363
        // Arm takes it: 1363 + 691, and a branch: 2055; releases: 2060
        // x86 takes it: 2060 + 371, and a branch: 2432; releases: 2437
        assertThat(
                        Span.named("acquire to release")
                                .from(LockNote.WAITS)
                                .to(LockNote.RELEASE_BEGINS)
                                .in(estimate, scene.machine()))
                .containsExactly(
                        new Span.Interval(0, 1, 1363, Sent.NOTHING),
                        new Span.Interval(1, 1, 2060, Sent.NOTHING),
                        new Span.Interval(0, 2, 2437 - 1363, Sent.NOTHING));
    }

    @Test
    void anOopsTakesTheCycleOfItsInstruction() {
        WordArray pair = WordArray.named("pair", 2);
        Scene scene =
                Scene.on(X86_64)
                        .under(TSO)
                        .core(r -> {
                            r.store(pair.at(0), 2, RELAXED);
                            r.load(pair.at(r.load(pair.at(0), RELAXED)), RELAXED);
                        });

        assertThat(scene.cycles(SEPARATED, inOrder(0, 0, 0))).containsExactly(1L, 5L, 1L);
    }

    @Test
    void aStepThatIsNotPossibleIsNamed() {
        Scene scene = Scene.on(X86_64).under(TSO).core(r -> r.store(X, 1, RELAXED));

        assertThatThrownBy(() -> scene.run(SEPARATED, instruction(0), instruction(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("step 2 of the run")
                .hasMessageEndingWith("is not possible there");
    }

    @Test
    void aRunWithAMissingStepIsRefused() {
        Scene scene =
                Scene.on(X86_64)
                        .core(r -> {
                            Register x = r.load(X.initially(1), RELAXED);
                            r.pause("between");
                            r.when(x.isEqualTo(0), () -> r.pause("zero"));
                            r.pause("last");
                        });
        Machine machine = scene.machine();
        Effect load = machine.execute(scene.initialState(), instruction(0)).orElseThrow();
        Effect between = machine.execute(load.after(), instruction(0)).orElseThrow();

        PricedRun run = new Estimator(machine, SEPARATED, LatencyTable.of(CorePair.BIG)).begin();
        assertThatThrownBy(() -> run.step(between)).hasMessageContaining("a step is missing");
    }
}
