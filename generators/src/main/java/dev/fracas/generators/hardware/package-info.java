/**
 * Arbitrary machines: cores, memory models and exclusives ({@link
 * dev.fracas.generators.hardware.MachineArbitraries}).
 */
@NullMarked
package dev.fracas.generators.hardware;

import org.jspecify.annotations.NullMarked;
