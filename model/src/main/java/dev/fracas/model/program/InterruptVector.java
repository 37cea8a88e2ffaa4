package dev.fracas.model.program;

import dev.fracas.spec.Isa;

/**
 * The number under which a core receives one kind of inter-processor interrupt, by the kernel's
 * name for it. The same vector on two cores is two interrupts, and so are two vectors on one core.
 *
 * @param name as Linux 5.2 spells it, or a name of one's own; not blank
 */
public record InterruptVector(String name) {
    /** x86: run what another core has queued (Linux 5.2, {@code irq_vectors.h}). */
    public static final InterruptVector CALL_FUNCTION_VECTOR =
            new InterruptVector("CALL_FUNCTION_VECTOR");

    /** x86: look whether there is something else to run. */
    public static final InterruptVector RESCHEDULE_VECTOR =
            new InterruptVector("RESCHEDULE_VECTOR");

    /** Arm: run what another core has queued (Linux 5.2, {@code arch/arm64/kernel/smp.c}). */
    public static final InterruptVector IPI_CALL_FUNC = new InterruptVector("IPI_CALL_FUNC");

    /** Arm: look whether there is something else to run. */
    public static final InterruptVector IPI_RESCHEDULE = new InterruptVector("IPI_RESCHEDULE");

    public InterruptVector {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an interrupt vector has a name");
        }
    }

    /** The vector by which {@code smp_call_function} asks a core of that ISA. */
    public static InterruptVector callFunction(Isa receiver) {
        return switch (receiver) {
            case X86_64 -> CALL_FUNCTION_VECTOR;
            case AARCH64 -> IPI_CALL_FUNC;
        };
    }

    /** The vector by which {@code smp_send_reschedule} wakes a core of that ISA. */
    public static InterruptVector reschedule(Isa receiver) {
        return switch (receiver) {
            case X86_64 -> RESCHEDULE_VECTOR;
            case AARCH64 -> IPI_RESCHEDULE;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
