package dev.fracas.model.timing;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.timing.Scene.cyclesOf;
import static dev.fracas.model.timing.Scene.inOrder;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.hardware.HardwareModel.FULLY_SHARED;
import static dev.fracas.spec.hardware.HardwareModel.SEPARATED;
import static dev.fracas.spec.hardware.HardwareModel.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.Step;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.hardware.CorePair;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What one access costs, depending on which core has the line. Each instruction's own cycle is
 * written as {@code 1 +}.
 */
class AccessCostTest {
    private static final Word X = Word.named("x");
    private static final Word Y = Word.named("y");
    private static final Consumer<Routine> READ = r -> r.load(X, RELAXED);
    private static final Consumer<Routine> WRITE = r -> r.store(X, 1, RELAXED);

    @Test
    void coldReadTakesLocalOrRemoteMemoryByTheHardwareModel() {
        Scene scene = Scene.on(X86_64, AARCH64).core(READ).core(READ);

        assertThat(scene.cycles(SEPARATED, inOrder(0))).containsExactly(1L + 300);
        assertThat(scene.cycles(SEPARATED, inOrder(1))).containsExactly(1L + 620);
        assertThat(scene.cycles(SHARED, inOrder(0))).containsExactly(1L + 640);
        assertThat(scene.cycles(SHARED, inOrder(1))).containsExactly(1L + 620);
        assertThat(scene.cycles(FULLY_SHARED, inOrder(0))).containsExactly(1L + 300);
        assertThat(scene.cycles(FULLY_SHARED, inOrder(1))).containsExactly(1L + 300);
    }

    @Test
    void coldReadOnTheSmallPair() {
        Scene scene = Scene.on(X86_64, AARCH64).core(READ).core(READ);

        assertThat(cyclesOf(scene.run(SEPARATED, CorePair.SMALL, inOrder(1))))
                .containsExactly(1L + 780);
        assertThat(cyclesOf(scene.run(SHARED, CorePair.SMALL, inOrder(0))))
                .containsExactly(1L + 640);
        assertThat(cyclesOf(scene.run(FULLY_SHARED, CorePair.SMALL, inOrder(0, 1))))
                .containsExactly(1L + 300, 1L + 9);
    }

    @Test
    void perCoreDataIsLocalToItsCoreWhereEachKernelHasItsMemory() {
        WordArray node = WordArray.named("node", 2).perCore();
        Consumer<Routine> own = r -> r.load(node.at(r.core()), RELAXED);
        Consumer<Routine> other = r -> r.load(node.at(1 - r.core()), RELAXED);

        Scene mine = Scene.on(X86_64, AARCH64).core(own).core(own);
        assertThat(mine.cycles(SEPARATED, inOrder(0, 1))).containsExactly(1L + 300, 1L + 300);
        assertThat(mine.cycles(SHARED, inOrder(0, 1))).containsExactly(1L + 640, 1L + 620);
        Scene theirs = Scene.on(X86_64, AARCH64).core(other).core(other);
        assertThat(theirs.cycles(SEPARATED, inOrder(0, 1))).containsExactly(1L + 640, 1L + 620);
    }

    @Test
    void readingAgainHitsTheFirstLevel() {
        Scene scene = Scene.on(X86_64).core(READ.andThen(READ));

        assertThat(scene.cycles(SHARED, inOrder(0, 0))).containsExactly(1L + 640, 1L + 4);
    }

    @Test
    void wordsOfOneLineTravelTogether() {
        Scene scene =
                Scene.on(X86_64)
                        .core(r -> {
                            r.load(X.inLine("both"), RELAXED);
                            r.load(Y.inLine("both"), RELAXED);
                        });

        assertThat(scene.cycles(SEPARATED, inOrder(0, 0))).containsExactly(1L + 300, 1L + 4);
    }

    @Test
    void readingWhatTheOtherKernelHasReadCostsSnoopDataAndMemory() {
        Scene scene = Scene.on(X86_64, AARCH64).core(READ.andThen(READ)).core(READ);
        Step[] steps = inOrder(0, 1, 0);

        assertThat(scene.cycles(SEPARATED, steps)).containsExactly(301L, 1L + 70 + 620, 1L + 4);
        assertThat(scene.cycles(SHARED, steps)).containsExactly(641L, 1L + 70 + 620, 1L + 4);
        assertThat(scene.cycles(FULLY_SHARED, steps)).containsExactly(301L, 1L + 30, 1L + 4);
        assertThat(scene.run(SEPARATED, steps).traffic()).isEqualTo(new Traffic(1, 1, 1, 0, 0));
        assertThat(scene.run(SHARED, steps).traffic()).isEqualTo(new Traffic(0, 2, 1, 0, 0));
        assertThat(scene.run(FULLY_SHARED, steps).traffic()).isEqualTo(new Traffic(1, 0, 0, 0, 0));
    }

    @Test
    void writingASharedLineInvalidatesTheOtherCopy() {
        Scene scene = Scene.on(X86_64, AARCH64).core(READ.andThen(WRITE)).core(READ.andThen(READ));
        Step[] steps = inOrder(0, 1, 0, 1);

        assertThat(scene.cycles(SEPARATED, steps))
                .containsExactly(301L, 691L, 1L + 4 + 70, 1L + 70 + 620);
        assertThat(scene.cycles(FULLY_SHARED, steps)).containsExactly(301L, 31L, 1L + 50, 1L + 30);
        assertThat(scene.run(SEPARATED, steps).traffic()).isEqualTo(new Traffic(1, 2, 2, 1, 0));
    }

    @Test
    void writingALineThatNobodyElseHasIsSilent() {
        Scene scene = Scene.on(X86_64, AARCH64).core(READ.andThen(WRITE).andThen(WRITE)).core(READ);

        assertThat(scene.cycles(SEPARATED, inOrder(0, 0, 0))).containsExactly(301L, 5L, 5L);
    }

    @Test
    void aLineThatBothKernelsWriteGoesToAndFro() {
        Scene scene =
                Scene.on(X86_64, AARCH64).core(WRITE.andThen(WRITE)).core(WRITE.andThen(WRITE));
        Step[] steps = inOrder(0, 1, 0, 1);

        assertThat(scene.cycles(SEPARATED, steps))
                .containsExactly(301L, 1L + 620 + 70, 1L + 300 + 70, 1L + 620 + 70);
        assertThat(scene.cycles(SHARED, steps))
                .containsExactly(641L, 1L + 620 + 70, 1L + 640 + 70, 1L + 620 + 70);
        assertThat(scene.cycles(FULLY_SHARED, steps)).containsExactly(301L, 31L, 51L, 31L);
        assertThat(scene.run(SEPARATED, steps).traffic()).isEqualTo(new Traffic(2, 2, 0, 3, 0));
    }

    @Test
    void coresOfOneArchitectureShareTheirLastLevelCache() {
        Scene scene = Scene.on(X86_64, X86_64).core(READ.andThen(READ)).core(READ.andThen(WRITE));
        Estimate estimate = scene.run(SHARED, inOrder(0, 1, 1, 0));

        assertThat(cyclesOf(estimate)).containsExactly(641L, 1L + 50, 1L + 50, 1L + 50);
        assertThat(estimate.traffic()).isEqualTo(new Traffic(0, 1, 0, 0, 0));
    }

    @Test
    void theNearestCopyServesAndAStoreStillInvalidatesTheFarOne() {
        Scene scene = Scene.on(AARCH64, X86_64, X86_64).core(READ).core(READ).core(WRITE);

        assertThat(scene.cycles(SEPARATED, inOrder(0, 1, 2)))
                .containsExactly(621L, 1L + 70 + 300, 1L + 50 + 70);
    }

    @Test
    void aFailedCompareAndSwapTakesTheLineAsAStoreDoes() {
        Scene scene =
                Scene.on(X86_64, AARCH64)
                        .core(READ.andThen(READ))
                        .core(r -> r.compareAndSwap(X, 7, 8, RELAXED));

        assertThat(scene.cycles(SEPARATED, inOrder(0, 1, 0)))
                .containsExactly(301L, 1L + 620 + 70, 1L + 300 + 70);
    }

    @Test
    void aStoreExclusiveWithoutItsMonitorTouchesNoLine() {
        Scene scene =
                Scene.on(X86_64, AARCH64)
                        .core(WRITE)
                        .core(r -> {
                            r.loadExclusive(X, RELAXED);
                            r.storeExclusive(X, Value.constant(2), RELAXED);
                        });
        Step failed = new Step(1, Step.Kind.INSTRUCTION, 1);
        Step[] steps = {Scene.instruction(1), Scene.instruction(0), failed};

        assertThat(scene.cycles(SEPARATED, steps)).containsExactly(621L, 1L + 300 + 70, 1L);
        assertThat(scene.under(Exclusives.EMULATED).cycles(SEPARATED, steps))
                .containsExactly(621L, 1L + 300 + 70, 1L + 620 + 70);
    }

    @Test
    void everySpinIsALoad() {
        Scene scene =
                Scene.on(X86_64, AARCH64)
                        .core(WRITE)
                        .core(r -> r.await(X, dev.fracas.model.program.Test.equalTo(1), RELAXED));
        Step[] steps = {Scene.spin(1), Scene.spin(1), Scene.instruction(0), Scene.instruction(1)};

        assertThat(scene.cycles(SEPARATED, steps))
                .containsExactly(621L, 5L, 1L + 300 + 70, 1L + 70 + 620);
    }
}
