package dev.fracas.generators.litmus;

import static dev.fracas.generators.litmus.Action.compareAndSwap;
import static dev.fracas.generators.litmus.Action.fence;
import static dev.fracas.generators.litmus.Action.fetchAndAdd;
import static dev.fracas.generators.litmus.Action.load;
import static dev.fracas.generators.litmus.Action.store;
import static dev.fracas.generators.litmus.Action.swap;
import static dev.fracas.generators.litmus.LitmusProgram.thread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.program.Disassembly;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LitmusProgramTest {
    private static final int X = 0;
    private static final int Y = 1;
    private static final int Z = 2;

    private final LitmusProgram everything =
            LitmusProgram.of(
                    thread(store(Y, 7), fence(), load(X), swap(Y, 7)),
                    thread(fetchAndAdd(X, 10), compareAndSwap(Z, 0, 7), store(Y, 7)));

    @Test
    void aThreadIsALine() {
        assertThat(everything)
                .hasToString(
                        """
                        P0: store y = 7; mfence; r0 = load x; r1 = swap y = 7
                        P1: r0 = add x += 10; r1 = cas z: 0 -> 7; store y = 7
                        """);
    }

    @Test
    void wordsAreNumberedInTheOrderOfTheText() {
        assertThat(everything.withWordsInOrder())
                .hasToString(
                        """
                        P0: store x = 7; mfence; r0 = load y; r1 = swap x = 7
                        P1: r0 = add y += 10; r1 = cas z: 0 -> 7; store x = 7
                        """);
    }

    @Test
    void distinctStoresAreNumberedPerWord() {
        assertThat(everything.withDistinctStores())
                .hasToString(
                        """
                        P0: store y = 1; mfence; r0 = load x; r1 = swap y = 2
                        P1: r0 = add x += 10; r1 = cas z: 0 -> 1; store y = 3
                        """);
    }

    @Test
    void noWordCanWrap() {
        assertThat(everything.greatestValue()).isEqualTo(7 + 7 + 10 + 7 + 7);
        assertThat(everything.on(Memory.sequentialConsistency()).words())
                .allMatch(word -> word.array().bits() == 6);
    }

    @Test
    void theBufferHasRoomForAllStoresOfAThread() {
        List<Action> threeStores = thread(store(X, 1), load(X), store(X, 2), store(Y, 1));

        assertThat(LitmusProgram.of(threeStores, thread(store(X, 1))).unboundedBuffer())
                .isEqualTo(3);
        assertThat(LitmusProgram.of(thread(load(X))).unboundedBuffer()).isEqualTo(1);
    }

    @Test
    void eachActionBecomesOneInstruction() {
        LitmusMachine litmus = everything.on(Memory.totalStoreOrder(1));

        assertThat(Disassembly.of(litmus.machine().program(1)))
                .isEqualTo(
                        """
                            0  x = fetch-and-add x, 10 (seq_cst)
                            1      ghost 1:r0 = x
                            2  z = cas z, 0 -> 7 (seq_cst)
                            3      ghost 1:r1 = z
                            4  store y = 7
                            5  end
                        """);
    }

    @Test
    void nineStoresInAThreadAreTooManyForAStoreBuffer() {
        List<Action> nine = Collections.nCopies(9, store(X, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LitmusProgram.of(nine))
                .withMessage("a thread has at most 8 stores, got 9");
    }

    @Test
    void aWordBeyondTheLastIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(4))
                .withMessage("words are 0 to 3, got 4");
    }
}
