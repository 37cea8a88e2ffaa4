package dev.fracas.checkers.hunt;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.TransitionSystem.Generator;
import java.util.Arrays;

/**
 * Executes each run a second time by its recorded steps and compares the states on the way, so that
 * a model that depends on more than its state does not go unnoticed. On another generator of the
 * same kind, and for one run in sixteen on one that interprets the programs instead of executing
 * what they were compiled to. Belongs to one thread.
 */
final class SecondExecution {
    private static final int INTERPRETED_ONE_IN = 16;

    private final Generator compiled;
    private final Generator interpreting;
    private final Successors out;
    private final int words;
    private final long[] initial;
    private final long[] state;

    SecondExecution(TransitionSystem system) {
        compiled = system.newFastGenerator();
        interpreting = system.newGenerator();
        words = system.layout().words();
        out = new Successors(words);
        system.initialStates(out);
        initial = Arrays.copyOf(out.states(), words);
        state = new long[words];
    }

    /** A digest of a state: every bit of it depends on every bit of the state. */
    static long hash(long[] states, int at, int words) {
        long h = words;
        for (int w = 0; w < words; w++) {
            h = (h ^ states[at + w]) * 0xD6E8FEB86659FD93L;
            h ^= h >>> 32;
        }
        return h * 0xD6E8FEB86659FD93L ^ h;
    }

    /** The digest of a run that is one state longer. */
    static long extended(long digest, long hash) {
        return (digest ^ hash) * 0x9E3779B97F4A7C15L + (digest >>> 29);
    }

    /**
     * Executes and compares.
     *
     * @param lastIsLookedAt whether the digest covers the state after the last step
     * @throws IllegalStateException when the second execution differs
     */
    void compare(int[] steps, int count, boolean lastIsLookedAt, long digest, long run) {
        Generator generator = run % INTERPRETED_ONE_IN == 0 ? interpreting : compiled;
        System.arraycopy(initial, 0, state, 0, words);
        long again = 0;
        for (int i = 0; i < count; i++) {
            again = extended(again, hash(state, 0, words));
            out.clear();
            generator.successors(state, 0, out);
            int at = out.at(successor(steps[i], run, i));
            System.arraycopy(out.states(), at, state, 0, words);
        }
        if (lastIsLookedAt) {
            again = extended(again, hash(state, 0, words));
        }
        if (again != digest) {
            throw new IllegalStateException(
                    "run %d goes through other states when it is executed again".formatted(run));
        }
    }

    private int successor(int code, long run, int step) {
        for (int i = 0; i < out.count(); i++) {
            if (out.step(i) == code) {
                return i;
            }
        }
        throw new IllegalStateException(
                "step %d of run %d, %s, is not possible when it is executed again"
                        .formatted(step + 1, run, Step.of(code)));
    }
}
