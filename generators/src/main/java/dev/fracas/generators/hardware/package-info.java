/**
 * Arbitrary machines: cores, memory models and exclusives ({@link
 * dev.fracas.generators.hardware.MachineArbitraries}), and memory maps ({@link
 * dev.fracas.generators.hardware.MemoryMaps}).
 */
@NullMarked
package dev.fracas.generators.hardware;

import org.jspecify.annotations.NullMarked;
