package dev.fracas.checkers.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem.Generator;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In every state of the peers' programs the compiled steps are the interpreted ones, in order. */
class PeerStepsTest {
    @ParameterizedTest(name = "{0} of {1}, store buffers of {2}")
    @CsvSource({
        "filter, 3, 0",
        "filter, 3, 2",
        "spin, 4, 0",
        "spin, 4, 2",
        "ticket, 4, 0",
        "ticket, 3, 2",
        "mcs, 3, 0",
        "mcs, 3, 2",
        "mcs, 3, 1",
    })
    void compiledStepsAreTheInterpretedOnes(String model, int cores, int storeBuffer) {
        Machine machine =
                PeerPrograms.machine(model, cores, 2, Memory.ofRecordedDepth(storeBuffer));
        Generator interpreted = machine.newGenerator();
        Generator compiled = machine.newFastGenerator();
        assertThat(compiled).doesNotHaveSameClassAs(interpreted);
        int words = machine.layout().words();
        Successors expected = new Successors(words);
        Successors actual = new Successors(words);
        Set<LongBuffer> met = new HashSet<>();
        Deque<LongBuffer> open = new ArrayDeque<>();
        machine.initialStates(expected);
        while (true) {
            for (int i = 0; i < expected.count(); i++) {
                LongBuffer state = packed(expected, i, words);
                if (met.add(state)) {
                    open.add(state);
                }
            }
            if (open.isEmpty()) {
                break;
            }
            long[] state = open.remove().array();
            expected.clear();
            actual.clear();
            interpreted.successors(state, 0, expected);
            compiled.successors(state, 0, actual);
            assertThat(list(actual, words)).isEqualTo(list(expected, words));
        }
        assertThat(met.size()).isGreaterThan(500);
    }

    private static LongBuffer packed(Successors out, int i, int words) {
        return LongBuffer.wrap(Arrays.copyOfRange(out.states(), out.at(i), out.at(i) + words));
    }

    /** Steps, locations written and states, one after the other. */
    private static long[] list(Successors out, int words) {
        long[] list = new long[out.count() * (words + 2)];
        for (int i = 0; i < out.count(); i++) {
            int at = i * (words + 2);
            list[at] = out.step(i);
            list[at + 1] = out.written(i);
            System.arraycopy(out.states(), out.at(i), list, at + 2, words);
        }
        return list;
    }
}
