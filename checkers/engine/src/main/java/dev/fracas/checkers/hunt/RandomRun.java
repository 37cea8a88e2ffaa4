package dev.fracas.checkers.hunt;

import dev.fracas.checkers.hunt.RunOutcome.Violation;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.TransitionSystem.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes one random run after another on one form, judges each step, and executes each run a second
 * time. Belongs to one thread; a step allocates nothing.
 */
final class RandomRun {
    /** A stop is looked for once in 1024 steps. */
    private static final int LOOK_MASK = 1023;

    private static final int[] NONE = {};

    private final Form form;
    private final Generator generator;
    private final SecondExecution second;
    private final Scheduler scheduler;
    private final boolean learns;
    private final Moves moves;
    private final RunJudge judge;
    private final LeadsToJudge leadsTo;
    private final RunCoverage coverage;
    private final int maxSteps;
    private final int words;
    private final long[] initial;
    private final long[] state;
    private int[] steps = new int[1024];

    /** Steps of the runs made so far. */
    private long finishedSteps;

    /** The same and those of the run under way, now and then; read by the progress thread. */
    private volatile long taken;

    RandomRun(Form form, Strategy strategy, int maxSteps, Places known) {
        this.form = form;
        this.maxSteps = maxSteps;
        TransitionSystem system = form.system();
        generator = system.newFastGenerator();
        second = new SecondExecution(system);
        scheduler = strategy.newScheduler(system.actors(), maxSteps);
        learns = strategy instanceof CoverageGuided;
        moves = new Moves(system);
        judge = new RunJudge(system, form.properties());
        leadsTo = new LeadsToJudge(system, form.properties(), system.movers());
        coverage = new RunCoverage(system, known);
        words = system.layout().words();
        Successors out = new Successors(words);
        system.initialStates(out);
        initial = Arrays.copyOf(out.states(), words);
        state = new long[words];
    }

    /** Steps taken in all runs so far. */
    long taken() {
        return taken;
    }

    /** Whether some run so far has shown a sometimes property. */
    boolean isShown(int property) {
        return judge.isShown(property);
    }

    /** Marks the instructions executed so far. */
    void addReached(boolean[] reached) {
        generator.addReached(reached);
    }

    /** Makes the run of that number. */
    RunOutcome run(long seed, long number, Corpus corpus, Deadline deadline) {
        SplittableRandom random = new SplittableRandom(Seeds.of(seed, number));
        moves.begin(random.nextLong());
        scheduler.begin(random, corpus);
        System.arraycopy(initial, 0, state, 0, words);
        judge.begin();
        leadsTo.begin();
        coverage.begin(state);
        judge.state(state, 0);
        long digest = 0;
        int by = -1;
        int count = 0;
        boolean whole = true;
        while (true) {
            if ((count & LOOK_MASK) == LOOK_MASK) {
                taken = finishedSteps + count;
                if (deadline.isDue()) {
                    whole = false;
                    break;
                }
            }
            moves.look(generator, state);
            long hash = SecondExecution.hash(state, 0, words);
            digest = SecondExecution.extended(digest, hash);
            if (leadsTo.isNeeded()) {
                leadsTo.state(state, hash, count, by, moves);
            }
            judge.idling(state, moves, count);
            if (moves.count() == 0) {
                judge.stuck(generator.finished(state, 0), count);
                break;
            }
            if (count == maxSteps) {
                break;
            }
            int chosen = scheduler.choose(moves, random, count);
            Successors out = moves.successors();
            int code = out.step(chosen);
            if (count == steps.length) {
                steps = Arrays.copyOf(steps, count * 2);
            }
            steps[count++] = code;
            judge.step(state, out, chosen, count);
            System.arraycopy(out.states(), out.at(chosen), state, 0, words);
            judge.state(state, count);
            coverage.stepped(code, state, count);
            by = form.system().actorOf(code);
        }
        finishedSteps += count;
        taken = finishedSteps;
        second.compare(steps, count, whole, digest, number);
        return outcome(count, whole);
    }

    private RunOutcome outcome(int count, boolean whole) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < form.properties().size(); i++) {
            int after = judge.violatedAfter(i);
            if (after != RunJudge.NOWHERE) {
                violations.add(new Violation(i, after, judge.lastStep(i), -1));
            }
        }
        leadsTo.violations(
                (property, start, end) -> violations.add(new Violation(property, end, -1, start)));
        int needed = violations.stream().mapToInt(Violation::after).max().orElse(0);
        int[] beginning = learns ? Arrays.copyOf(steps, coverage.stepsToLast()) : NONE;
        return new RunOutcome(
                count,
                whole,
                coverage.behaviour(),
                coverage.fresh(),
                beginning,
                violations,
                violations.isEmpty() ? NONE : Arrays.copyOf(steps, needed));
    }
}
