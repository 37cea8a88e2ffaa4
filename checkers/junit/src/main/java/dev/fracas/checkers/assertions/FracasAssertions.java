package dev.fracas.checkers.assertions;

import dev.fracas.counterexamples.Trace;
import dev.fracas.model.lock.LockProtocol;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Property;
import dev.fracas.spec.lock.LockProperties;
import dev.fracas.spec.machine.MachineProperties;
import java.nio.file.Path;
import java.util.List;

/**
 * Where assertions start. To be imported statically, beside AssertJ's own.
 *
 * <p>Properties are those of the family, such as the constants of {@link LockProperties}; anybody's
 * own work as well.
 */
public final class FracasAssertions {
    private FracasAssertions() {}

    public static ModelAssert assertThat(Model model) {
        return new ModelAssert(model);
    }

    /** Of a mechanism on its own machine, or on one core of each ISA. */
    public static ModelAssert assertThat(Mechanism mechanism) {
        return assertThat(Model.of(mechanism));
    }

    /** Of a lock on one core of each ISA. */
    public static ModelAssert assertThat(LockProtocol lock) {
        return assertThat(Model.of(lock));
    }

    /**
     * Of a mechanism that Fracas comes with on that machine, as generators draw it.
     *
     * @throws IllegalArgumentException when the machine is for no such mechanism
     */
    public static ModelAssert assertThat(MachineDescription machine) {
        return assertThat(Model.of(machine));
    }

    /**
     * A mechanism that Fracas or another family on the class path comes with, or a workload that is
     * in no list, by its id: {@code ticket}, {@code unmap-zero-page@paper}, {@code
     * 1page_x86-w0=1_arm-r0@released}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Mechanism mechanism(String id) {
        return KnownMechanisms.and(List.of()).mechanism(id);
    }

    public static TraceAssert assertThat(Trace trace) {
        return TraceAssert.of(trace);
    }

    public static TraceAssert assertThat(SavedTrace trace) {
        return TraceAssert.of(trace);
    }

    /** The trace in that file, relative to the folder that the tests run in. */
    public static SavedTrace trace(String file) {
        return new SavedTrace(Path.of(file));
    }

    /** Every access takes effect in memory at once, in program order. */
    public static Memory sequentialConsistency() {
        return Memory.sequentialConsistency();
    }

    /** x86-TSO with store buffers of 2 entries. */
    public static Memory totalStoreOrder() {
        return totalStoreOrder(2);
    }

    /** x86-TSO with store buffers of that many entries, 1 to 8. */
    public static Memory totalStoreOrder(int storeBuffer) {
        return Memory.totalStoreOrder(storeBuffer);
    }

    public static Cycles cycles(long count) {
        return new Cycles(count);
    }

    /** {@link LockProperties#MUTUAL_EXCLUSION}. */
    public static Property<?> mutualExclusion() {
        return LockProperties.MUTUAL_EXCLUSION;
    }

    /** {@link MachineProperties#NO_DEADLOCK}. */
    public static Property<?> noDeadlock() {
        return MachineProperties.NO_DEADLOCK;
    }

    /** {@link LockProperties#EVERY_WAITER_GETS_IN}. */
    public static Property<?> everyWaiterGetsIn() {
        return LockProperties.EVERY_WAITER_GETS_IN;
    }
}
