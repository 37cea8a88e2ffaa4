package dev.fracas.model.program;

/** Whose an instruction is. Only the kernel's own lines are what a mechanism is judged by. */
public enum Zone {
    /** The protocol: what a person who ports it would write. */
    KERNEL,

    /** A mechanism inside of another one, which is judged where it stands alone. */
    BORROWED,

    /** What uses the protocol: user programs, and ghosts that say what they may expect. */
    WORKLOAD,

    /** What no program says, such as the walk of an MMU. */
    HARDWARE
}
