package dev.fracas.spec.lock;

import dev.fracas.spec.Isa;
import dev.fracas.spec.StepView;

/** What can be seen of one step of a core or of the hardware on its behalf. */
public interface LockStep extends StepView {
    /** The core that stepped, or whose store buffer was flushed. */
    int core();

    /** The core executed an instruction, or looked in vain; false for what its hardware did. */
    boolean byProgram();

    LockView before();

    LockView after();

    /** The step wrote the protected counter in memory. */
    boolean writesCounter();

    /** The protected counter in memory, before the step. */
    long counterBefore();

    /** The protected counter in memory, after the step. */
    long counterAfter();

    /** The counter counts modulo this: 2 to the power of its width. */
    long counterModulus();

    /** The core is on its protocol's slow path after the step. */
    boolean onSlowPath();

    /** The step is the first of a call of release. */
    boolean beginsRelease();

    /** The last core to get inside before this step was of the given ISA. */
    boolean previousHolderWas(Isa isa);

    /** The cores to which the step gives the lock in memory, as a predecessor in a queue does. */
    default int givesTo() {
        return 0;
    }
}
