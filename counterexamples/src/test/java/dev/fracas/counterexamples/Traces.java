package dev.fracas.counterexamples;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;

/** Traces that several tests look at. */
public final class Traces {
    private Traces() {}

    /** Both cores find the lock free before either has taken it. */
    public static Trace bothInside() {
        return Trace.run(
                SampleLock.on("looking", X86_64, AARCH64),
                "mutual-exclusion",
                Steps.of("0 1 0 1"),
                "written by hand");
    }

    /** The same where only the x86 core has a store buffer. */
    public static Trace bothInsideUnderTwoMemorySystems() {
        Memory memory = Memory.named("x86=tso:1,arm=sc");
        return Trace.run(
                SampleLock.on("looking", X86_64, AARCH64).withMemory(memory),
                "mutual-exclusion",
                Steps.of("0 1 0 0f 1"),
                "");
    }

    /** Both cores add one to the same value; the second write reaches memory. */
    public static Trace lostUpdate() {
        return Trace.run(
                SampleLock.on("looking", X86_64, AARCH64),
                "no-lost-update",
                Steps.of("0 1 0 1 0 1 0 1 0f 1f 0f 1f"),
                "");
    }

    /** The first core never gives the lock back, and the second spins. */
    public static Trace deadlock() {
        return Trace.run(
                SampleLock.on("looking", X86_64, AARCH64).withDefect(SampleLock.FORGOTTEN),
                "no-deadlock",
                Steps.of("0 0 0f 0 1s 1s 0 1s 0f"),
                "");
    }

    /** The second core tries each time while the first is inside. */
    public static Trace starvation() {
        MachineDescription endless =
                SampleLock.on("swapping", X86_64, AARCH64).withRounds(MachineDescription.ENDLESS);
        return Trace.lasso(
                endless,
                "every-waiter-gets-in",
                Steps.of("0"),
                Steps.of("1 0 0 0 0f 0f 0 ".repeat(4)),
                "written by hand");
    }

    /** The first core holds a lock that nobody gives back, and the second spins for ever. */
    public static Trace standstill() {
        return Trace.lasso(
                SampleLock.on("looking", X86_64, AARCH64).withDefect(SampleLock.FORGOTTEN),
                "every-waiter-gets-in",
                Steps.of("0 0 0f 0 0 0f"),
                Steps.of(""),
                "");
    }

    /** The second core looks at the lock while the first is inside. */
    public static Trace contention() {
        return Trace.run(
                SampleLock.withMemory(
                        SampleLock.on("looking", X86_64, AARCH64), Memory.sequentialConsistency()),
                "contention-happened",
                Steps.of("0 0 1s"),
                "");
    }
}
