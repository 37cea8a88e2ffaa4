package dev.fracas.spec.interrupts;

import static dev.fracas.spec.Property.leadsTo;
import static dev.fracas.spec.Property.sometimes;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.source;

import dev.fracas.spec.Property;
import java.util.List;

/** What kernels owe to the interrupts that they send each other. */
public final class InterruptProperties {
    private InterruptProperties() {}

    public static final Property<InterruptView> INTERRUPT_IS_TAKEN =
            leadsTo(
                    "L26",
                    "An interrupt that has been sent is taken.",
                    source(LINUX, "arch/x86/kernel/smp.c"),
                    InterruptView.class,
                    InterruptView::isUnderWay,
                    (v, program) -> !v.isUnderWay(program));

    /** The guard against a workload in which no interrupt ever meets another. */
    public static final Property<InterruptView> TWO_VECTORS_MEET =
            sometimes(
                    "two-vectors-meet",
                    "Interrupts with two vectors are pending on one core at once.",
                    source(LINUX, "arch/x86/include/asm/irq_vectors.h"),
                    InterruptView.class,
                    InterruptView::twoVectorsPending);

    /** All of them, in the order in which reports show them. */
    public static List<Property<?>> all() {
        return List.of(INTERRUPT_IS_TAKEN, TWO_VECTORS_MEET);
    }
}
