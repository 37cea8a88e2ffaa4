package dev.fracas.model.lock;

import dev.fracas.model.Step;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.model.ViewWords;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Locations;
import dev.fracas.model.program.Note;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import dev.fracas.spec.lock.LockStep;
import dev.fracas.spec.lock.LockView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Shows the packed states and the steps of a {@link LockWorkload} as {@link LockView} and {@link
 * LockStep}. Allocates nothing per call: what a core's place in its program says of it is looked up
 * in a table, as one bit for the core in each of the eight sets of cores below, which lie side by
 * side in a {@code long}.
 */
final class LockObservatory implements Machine.Observatory {
    private static final int WAITING = 0;
    private static final int HOLDERS = 8;
    private static final int READERS = 16;
    private static final int OWNERS = 24;
    private static final int OOPSED = 32;
    private static final int SLOW = 40;
    private static final int RELEASE_BEGINS = 48;
    private static final int RELEASING = 56;

    /** A core is never in all sets at once. */
    private static final long UNREAD = -1;

    private final List<Isa> cores;
    private final Word counter;
    private final WordArray rank;
    private final Word previousHolder;
    private final Word torn;

    /**
     * @param rank ghost ranks of arrival; these and the other ghosts read 0 where no program uses
     *     them
     */
    LockObservatory(List<Isa> cores, Word counter, WordArray rank, Word previousHolder, Word torn) {
        this.cores = cores;
        this.counter = counter;
        this.rank = rank;
        this.previousHolder = previousHolder;
        this.torn = torn;
    }

    /** What the ghost {@code previous holder} holds after a core of that ISA got inside. */
    static int codeOf(Isa isa) {
        return isa.ordinal() + 1;
    }

    @Override
    public <V extends View> StateObserver<V> observeStates(Machine machine, Class<V> view) {
        if (view != LockView.class) {
            throw new IllegalArgumentException("a lock shows no " + view.getSimpleName());
        }
        PackedView packed = new PackedView(machine, sets(machine));
        V shown = view.cast(packed);
        return (states, at) -> {
            packed.moveTo(states, at);
            return shown;
        };
    }

    @Override
    public Optional<ViewWords<?>> words(Class<? extends View> view) {
        return LockWords.of(view);
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Machine machine, Class<V> view) {
        if (view != LockStep.class) {
            throw new IllegalArgumentException("a lock shows no " + view.getSimpleName());
        }
        PackedStep packed = new PackedStep(machine, sets(machine));
        V shown = view.cast(packed);
        return (before, b, step, written, after, a) -> {
            packed.moveTo(before, b, step, written, after, a);
            return shown;
        };
    }

    /** For each core and each of its pcs, the sets that the core is in there. */
    private static long[][] sets(Machine machine) {
        long[][] sets = new long[machine.cores()][];
        for (int core = 0; core < sets.length; core++) {
            sets[core] = new long[machine.pcCount(core)];
            for (int pc = 0; pc < sets[core].length; pc++) {
                int instruction = machine.instructionAt(core, pc);
                long in =
                        instruction < 0
                                ? 1L << OOPSED
                                : setsOf(machine.program(core).sites().get(instruction).notes());
                sets[core][pc] = in << core;
            }
        }
        return sets;
    }

    private static long setsOf(Set<Note> notes) {
        long in = 0;
        for (Note note : notes) {
            if (note instanceof LockNote about) {
                in |=
                        switch (about) {
                            case WAITS -> 1L << WAITING;
                            case INSIDE -> 1L << HOLDERS;
                            case READS -> 1L << READERS;
                            case OWNS -> 1L << OWNERS;
                            case RELEASE_BEGINS -> 1L << RELEASE_BEGINS;
                            case RELEASES -> 1L << RELEASING;
                            case ON_SLOW_PATH -> 1L << SLOW;
                            case JOINS_QUEUE -> 0;
                        };
            }
        }
        return in;
    }

    private static int location(Locations locations, Word word) {
        return locations.whole(word.array(), 0);
    }

    private final class PackedView implements LockView {
        private final Machine machine;
        private final Locations locations;
        private final long[][] setsOfPc;
        private final int rankLocation;
        private final int tornLocation;
        private long[] states = new long[0];
        private int at;
        private long sets = UNREAD;

        PackedView(Machine machine, long[][] setsOfPc) {
            this.machine = machine;
            this.locations = machine.locations();
            this.setsOfPc = setsOfPc;
            this.rankLocation = locations.whole(rank, 0);
            this.tornLocation = location(locations, torn);
        }

        void moveTo(long[] newStates, int newAt) {
            states = newStates;
            at = newAt;
            sets = UNREAD;
        }

        int set(int which) {
            if (sets == UNREAD) {
                long in = 0;
                for (int core = 0; core < setsOfPc.length; core++) {
                    in |= setsOfPc[core][machine.pcOf(states, at, core)];
                }
                sets = in;
            }
            return (int) (sets >>> which) & 0xff;
        }

        long read(int location) {
            return location < 0 ? 0 : locations.read(states, at, location);
        }

        @Override
        public int cores() {
            return setsOfPc.length;
        }

        @Override
        public Isa isa(int core) {
            return cores.get(core);
        }

        @Override
        public int waiting() {
            return set(WAITING);
        }

        @Override
        public int holders() {
            return set(HOLDERS);
        }

        @Override
        public int readers() {
            return set(READERS);
        }

        @Override
        public int releasing() {
            return set(RELEASING);
        }

        @Override
        public int owners() {
            return set(OWNERS);
        }

        @Override
        public int arrivalRank(int core) {
            return rankLocation < 0 ? 0 : (int) read(rankLocation + core);
        }

        @Override
        public boolean tornPairAccepted() {
            return read(tornLocation) != 0;
        }

        @Override
        public int oopsed() {
            return set(OOPSED);
        }
    }

    private final class PackedStep implements LockStep {
        private final PackedView before;
        private final PackedView after;
        private final int counterLocation;
        private final int holderLocation;
        private int step;
        private int written;

        PackedStep(Machine machine, long[][] setsOfPc) {
            before = new PackedView(machine, setsOfPc);
            after = new PackedView(machine, setsOfPc);
            counterLocation = location(machine.locations(), counter);
            holderLocation = location(machine.locations(), previousHolder);
        }

        void moveTo(
                long[] statesBefore,
                int b,
                int newStep,
                int newWritten,
                long[] statesAfter,
                int a) {
            before.moveTo(statesBefore, b);
            after.moveTo(statesAfter, a);
            step = newStep;
            written = newWritten;
        }

        @Override
        public int core() {
            return Step.coreOf(step);
        }

        @Override
        public boolean byProgram() {
            Step.Kind kind = Step.kindOf(step);
            return kind == Step.Kind.INSTRUCTION || kind == Step.Kind.SPIN;
        }

        @Override
        public LockView before() {
            return before;
        }

        @Override
        public LockView after() {
            return after;
        }

        @Override
        public boolean writesCounter() {
            return written >= 0 && written == counterLocation;
        }

        @Override
        public long counterBefore() {
            return before.read(counterLocation);
        }

        @Override
        public long counterAfter() {
            return after.read(counterLocation);
        }

        @Override
        public long counterModulus() {
            return 1L << counter.array().bits();
        }

        @Override
        public boolean onSlowPath() {
            return (after.set(SLOW) >> core() & 1) != 0;
        }

        @Override
        public boolean beginsRelease() {
            return Step.kindOf(step) == Step.Kind.INSTRUCTION
                    && (before.set(RELEASE_BEGINS) >> core() & 1) != 0;
        }

        @Override
        public boolean previousHolderWas(Isa isa) {
            return before.read(holderLocation) == codeOf(isa);
        }
    }
}
