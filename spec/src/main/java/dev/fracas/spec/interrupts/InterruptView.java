package dev.fracas.spec.interrupts;

import dev.fracas.spec.View;

/** What can be seen of the inter-processor interrupts of a machine. */
public interface InterruptView extends View {
    /** Some interrupt that comes to the program with that number is in flight or pending. */
    boolean isUnderWay(int program);

    /** Interrupts with two different vectors are pending on one core. */
    boolean twoVectorsPending();
}
