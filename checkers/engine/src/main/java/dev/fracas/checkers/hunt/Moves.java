package dev.fracas.checkers.hunt;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.TransitionSystem.Generator;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The steps possible in the state that a run is in, sorted into moves, which lead to another state,
 * and idling, which leads back: a look of an {@code await} in vain, a compare-and-swap that fails
 * and is tried again. Runs are made of moves. Reused from state to state; allocates nothing.
 *
 * <p>Where an instruction has several outcomes, such as a choice of the workload or a
 * store-exclusive that may fail for no reason, each run draws once for each instruction how often
 * it takes the first of them: swarm testing (Groce, Zhang, Eide, Chen, Regehr, ISSTA 2012), which
 * tries what even odds for all would never come to, as a thousand rounds before a core retires.
 */
public final class Moves {
    private static final int SCALE_BITS = 12;

    /** How often the first outcome is taken, out of 4096; -1 for as often as any other. */
    private static final int[] FIRST_OF_4096 = {-1, -1, 256, 3840, 16, 1};

    private final TransitionSystem system;
    private final int words;
    private final Successors out;
    private int[] moving = new int[16];
    private int count;
    private long actors;
    private long able;
    private long idle;
    private long salt;
    private long[] state = new long[0];

    Moves(TransitionSystem system) {
        this.system = system;
        this.words = system.layout().words();
        this.out = new Successors(words);
    }

    /** A run begins, whose odds are drawn with that number. */
    void begin(long newSalt) {
        salt = newSalt;
    }

    /**
     * Finds what is possible in a state, which must stay as it is for as long as moves are asked
     * for.
     */
    void look(Generator generator, long[] from) {
        state = from;
        out.clear();
        generator.successors(from, 0, out);
        int successors = out.count();
        if (successors > moving.length) {
            moving = new int[successors * 2];
        }
        count = 0;
        actors = 0;
        able = 0;
        idle = 0;
        long[] states = out.states();
        for (int i = 0; i < successors; i++) {
            int step = out.step(i);
            long actor = 1L << system.actorOf(step);
            long spins = Step.isSpin(step) ? 0 : actor;
            able |= spins;
            int at = out.at(i);
            if (Arrays.equals(from, 0, words, states, at, at + words)) {
                idle |= spins;
            } else {
                moving[count++] = i;
                actors |= actor;
            }
        }
    }

    /** How many moves there are. */
    public int count() {
        return count;
    }

    /** A bit for each actor that has a move. */
    public long actors() {
        return actors;
    }

    /** A bit for each actor that can step, spins aside, if only in place. */
    long able() {
        return able;
    }

    /** A bit for each actor that can step in place, spins aside. */
    long idle() {
        return idle;
    }

    /** Everything that is possible, moves and idling. */
    Successors successors() {
        return out;
    }

    /** Whether a successor is the state itself. */
    boolean isIdling(int successor) {
        int at = out.at(successor);
        return Arrays.equals(state, 0, words, out.states(), at, at + words);
    }

    /** A move of any actor, each actor as likely as the others. */
    int ofAnyone(SplittableRandom random) {
        long left = actors;
        for (int skip = random.nextInt(Long.bitCount(actors)); skip > 0; skip--) {
            left &= left - 1;
        }
        return of(Long.numberOfTrailingZeros(left), random);
    }

    /** A move of that actor, which must have one. */
    int of(int actor, SplittableRandom random) {
        int first = -1;
        int others = 0;
        for (int i = 0; i < count; i++) {
            if (system.actorOf(out.step(moving[i])) == actor) {
                if (first < 0) {
                    first = i;
                } else {
                    others++;
                }
            }
        }
        if (others == 0 || takesFirst(moving[first], others, random)) {
            return moving[first];
        }
        return moving[nextOf(actor, first, random.nextInt(others))];
    }

    private int nextOf(int actor, int after, int skip) {
        int left = skip;
        int i = after + 1;
        while (system.actorOf(out.step(moving[i])) != actor || left-- > 0) {
            i++;
        }
        return i;
    }

    private boolean takesFirst(int successor, int others, SplittableRandom random) {
        int core = Step.coreOf(out.step(successor));
        long drawn = Seeds.mixed(salt + system.placeOf(state, 0, core));
        int often = FIRST_OF_4096[(int) ((drawn >>> 1) % FIRST_OF_4096.length)];
        return often < 0
                ? random.nextInt(others + 1) == 0
                : random.nextInt(1 << SCALE_BITS) < often;
    }

    /**
     * The move with that step code.
     *
     * @throws IllegalStateException when there is none
     */
    int byStep(int code) {
        for (int i = 0; i < count; i++) {
            if (out.step(moving[i]) == code) {
                return moving[i];
            }
        }
        throw new IllegalStateException(
                "%s was possible before and is not now: the model depends on more than its state"
                        .formatted(Step.of(code)));
    }
}
