package dev.fracas.generators.schedule;

import dev.fracas.model.Step;
import dev.fracas.model.machine.Machine;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A run of any machine as a sequence of choices among the steps that are possible.
 *
 * <p>At each state the possible steps are put in order: first those of the core that moved last,
 * its store buffer before its program, then those of the cores behind it. A choice is an index into
 * this order, modulo its length. So 0 stays with the core, and lets stores reach memory at once:
 * where the choices are used up, the run goes on with 0, each core to where it ends or has to wait.
 * An {@code await} that would only spin is not a possible step. The plainest schedule is therefore
 * the empty one, one core after the other, and each choice that is not 0 delays a store, picks
 * another value, or switches to another core.
 *
 * <p>Replies may come late: a thread that serves messages is then passed over for so many steps of
 * others each time that it could go on, unless nobody else can. That is a fault of the schedule and
 * not of the machine, since nothing in a machine has a deadline: a late reply is one of its runs,
 * which an exhaustive search sees anyway and a random one seldom. ({@code fracas hunt} has it by
 * {@code --strategy pct}, where whoever serves may have the lowest priority.)
 *
 * @param choices 0 to {@link #LARGEST_CHOICE} each
 * @param lateness steps for which each reply is held up, 0 to {@link #LATEST}
 */
public record Schedule(List<Integer> choices, int lateness) {
    /** The largest choice; a machine of 8 cores seldom has as many possible steps. */
    public static final int LARGEST_CHOICE = 31;

    /** The most steps for which a reply is held up: longer than a fault takes. */
    public static final int LATEST = 200;

    /** After so many steps a run ends, unless {@link #run(Machine, int)} says otherwise. */
    public static final int MOST_STEPS = 1000;

    public Schedule {
        choices = List.copyOf(choices);
        if (lateness < 0 || lateness > LATEST) {
            throw new IllegalArgumentException(
                    "replies are 0 to %d steps late, got %d".formatted(LATEST, lateness));
        }
        for (int choice : choices) {
            if (choice < 0 || choice > LARGEST_CHOICE) {
                throw new IllegalArgumentException(
                        "a choice is 0 to %d, got %d".formatted(LARGEST_CHOICE, choice));
            }
        }
    }

    /** The choices, with replies at once. */
    public Schedule(List<Integer> choices) {
        this(choices, 0);
    }

    /** The choices, the first for the first step. */
    public static Schedule of(Integer... choices) {
        return new Schedule(List.of(choices));
    }

    /** The same choices among what is left when each reply is held up for so many steps. */
    public Schedule withLateReplies(int steps) {
        return new Schedule(choices, steps);
    }

    /** Runs the machine from its initial state to its end, or for {@link #MOST_STEPS} steps. */
    public ScheduledRun run(Machine machine) {
        return run(machine, MOST_STEPS);
    }

    /**
     * Runs the machine from its initial state until no step but spinning is possible.
     *
     * @param most steps after which the run ends although more are possible, 0 or more
     */
    public ScheduledRun run(Machine machine, int most) {
        PossibleSteps possible = new PossibleSteps(machine, lateness);
        int taken = 0;
        List<Step> steps = possible.inOrder();
        while (taken < most && !steps.isEmpty()) {
            int choice = taken < choices.size() ? choices.get(taken) : 0;
            possible.take(steps.get(choice % steps.size()));
            taken++;
            steps = possible.inOrder();
        }
        return possible.run();
    }

    /** {@code schedule 0 0 3 0 1, replies 20 steps late}. */
    @Override
    public String toString() {
        String chosen =
                choices.isEmpty()
                        ? "schedule without choices: one core after the other"
                        : choices.stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" ", "schedule ", ""));
        return lateness == 0 ? chosen : chosen + ", replies " + lateness + " steps late";
    }
}
