package dev.fracas.model.machine.view;

import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Note;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Stands at one packed state of a machine after the other. A view asks it once, when it is made,
 * for all that it will read; what it is given then always tells of the state where the reader
 * stands. Allocates nothing while it reads. Belongs to one thread.
 */
public final class StateReader {
    private final Machine machine;
    private final CoreSets sets;
    private long[] states = new long[0];
    private int at;

    /** Counts states, so that what was worked out for one is not taken for another's. */
    private long moves;

    StateReader(Machine machine) {
        this.machine = machine;
        this.sets = new CoreSets(this);
    }

    void moveTo(long[] newStates, int newAt) {
        states = newStates;
        at = newAt;
        moves++;
    }

    long moves() {
        return moves;
    }

    public Machine machine() {
        return machine;
    }

    /** Packed states: {@link #at} says where the one begins where the reader stands. */
    public long[] states() {
        return states;
    }

    /**
     * See {@link #states}: for what the {@link #machine} tells of a state and a reader does not.
     */
    public int at() {
        return at;
    }

    /** The cores whose next instruction bears one of those notes. */
    public CoreSet cores(Note... notes) {
        return cores(Set.copyOf(Arrays.asList(notes))::contains);
    }

    /** The cores whose next instruction bears such a note. */
    public CoreSet cores(Predicate<? super Note> which) {
        return sets.where((core, instruction) ->
                instruction >= 0 && notes(core, instruction).stream().anyMatch(which));
    }

    /** The cores that have stopped for ever at an address outside the memory. */
    public CoreSet stopped() {
        return sets.where((core, instruction) -> instruction < 0);
    }

    /**
     * A number for each core, which a note of its next instruction says; at most one note of an
     * instruction should say any.
     *
     * @param otherwise where no note says any
     */
    public CoreValues values(int otherwise, Function<? super Note, Optional<Integer>> said) {
        return new CoreValues(
                this,
                (core, instruction) ->
                        instruction < 0
                                ? otherwise
                                : notes(core, instruction).stream()
                                        .flatMap(note -> said.apply(note).stream())
                                        .findFirst()
                                        .orElse(otherwise));
    }

    /** The elements of an array. */
    public Words words(WordArray array) {
        return new Words(this, array);
    }

    /** A word: element 0 of its array. */
    public Words word(Word word) {
        return new Words(this, word.array());
    }

    private Set<Note> notes(int core, int instruction) {
        return machine.program(core).sites().get(instruction).notes();
    }

    int pcOf(int core) {
        return machine.pcOf(states, at, core);
    }

    long read(int location) {
        return machine.locations().read(states, at, location);
    }

    boolean isAtRest(int core) {
        return machine.isAtRest(states, at, core);
    }

    /** Whether nothing that the core stored is on its way to memory. */
    boolean isDrained(int core) {
        return machine.isDrained(states, at, core);
    }

    /** What each place of each program says. */
    @FunctionalInterface
    interface OfPlace<T> {
        /**
         * What it says.
         *
         * @param instruction the index of the core's next visible instruction, -1 where it has
         *     stopped
         */
        T of(int core, int instruction);
    }
}
