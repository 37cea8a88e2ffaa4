/**
 * The numbers on record about the hardware: how memory is laid out between the two groups of cores,
 * and how many cycles an access, a snoop or an interrupt takes. Plain, immutable configuration;
 * what is done with it is the model's affair.
 *
 * <p>One number has two sources that disagree: the paper's Table 2 gives the Xeon Gold 50 cycles
 * for its L3 cache and 300 and 640 for memory, the plugin that the authors released charges 70, 360
 * and 660. Table 2 is what is recorded here; from the released plugin come only the two numbers
 * that the paper does not give, the cost of a snoop and the cycles of an interrupt.
 */
@NullMarked
package dev.fracas.spec.hardware;

import org.jspecify.annotations.NullMarked;
