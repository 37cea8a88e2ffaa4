package dev.fracas.checkers.linearizability.recording;

import dev.fracas.checkers.linearizability.History;
import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Lets a machine run by chance and writes the calls down that a probe sees. */
public final class HistoryRecorder {
    private final Machine machine;
    private final TransitionSystem.Generator generator;
    private final Successors out;
    private final int words;

    public HistoryRecorder(Machine machine) {
        this.machine = machine;
        generator = machine.newGenerator();
        words = machine.layout().words();
        out = new Successors(words);
    }

    /**
     * The history of one run, which ends with the walk or where no step changes anything.
     *
     * @param probe for this run alone
     */
    public History record(RandomWalk walk, Probe probe) {
        SplittableRandom random = new SplittableRandom(walk.seed());
        CallLog log = new CallLog();
        out.clear();
        machine.initialStates(out);
        long[] state = Arrays.copyOf(out.states(), words);
        probe.starts(state, log);
        int core = random.nextInt(machine.cores());
        for (int taken = 0; taken < walk.maxSteps(); taken++) {
            int chosen = choose(state, core, walk.switching(), random);
            if (chosen < 0) {
                break;
            }
            Step step = Step.of(out.step(chosen));
            Effect effect = machine.execute(state, step).orElseThrow();
            probe.stepped(state, effect, log);
            state = effect.after();
            core = step.core();
        }
        return log.history();
    }

    /** The successor to go on with, or -1 where all that is left is to look again in vain. */
    private int choose(long[] state, int core, double switching, SplittableRandom random) {
        out.clear();
        generator.successors(state, 0, out);
        int[] moving =
                IntStream.range(0, out.count())
                        .filter(i ->
                                !Arrays.equals(
                                        state,
                                        0,
                                        words,
                                        out.states(),
                                        out.at(i),
                                        out.at(i) + words))
                        .toArray();
        int[] staying =
                Arrays.stream(moving).filter(i -> Step.coreOf(out.step(i)) == core).toArray();
        boolean stays = staying.length > 0 && random.nextDouble() >= switching;
        int[] from = stays ? staying : moving;
        return from.length == 0 ? -1 : from[random.nextInt(from.length)];
    }
}
