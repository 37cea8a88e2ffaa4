package dev.fracas.model.machine.view;

import dev.fracas.model.Step;
import dev.fracas.model.machine.Machine;

/**
 * Stands at one step of a machine after the other: at the state before it and the state after it.
 * As a {@link StateReader} it is asked once for all that will be read.
 */
public final class StepReader {
    private final StateReader before;
    private final StateReader after;
    private int step;
    private int written;

    StepReader(Machine machine) {
        before = new StateReader(machine);
        after = new StateReader(machine);
    }

    void moveTo(long[] b, int beforeAt, int newStep, int newWritten, long[] a, int afterAt) {
        before.moveTo(b, beforeAt);
        after.moveTo(a, afterAt);
        step = newStep;
        written = newWritten;
    }

    public StateReader before() {
        return before;
    }

    public StateReader after() {
        return after;
    }

    /** The core that stepped, or whose hardware did. */
    public int core() {
        return Step.coreOf(step);
    }

    public Step.Kind kind() {
        return Step.kindOf(step);
    }

    /** The core executed an instruction, or looked in vain; false for what its hardware did. */
    public boolean isByProgram() {
        return kind() == Step.Kind.INSTRUCTION || kind() == Step.Kind.SPIN;
    }

    /** The step wrote element 0 in memory. */
    public boolean writes(Words word) {
        return word.isAt(written);
    }

    /** The element of that array that the step wrote in memory; -1 for none. */
    public int elementWritten(Words array) {
        return array.elementAt(written);
    }
}
