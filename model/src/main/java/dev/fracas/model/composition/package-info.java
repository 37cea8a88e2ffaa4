/**
 * Subsystems that meet on one machine. A fault of a migrated thread that the origin has to handle
 * travels as a message through a ring; its doorbell interrupts a core of the origin that runs a
 * thread and takes shootdowns of its TLB entries, one of which is under way. The doorbell's handler
 * wakes a daemon, which handles the fault, and may have to shoot down that same core's entries.
 */
@NullMarked
package dev.fracas.model.composition;

import org.jspecify.annotations.NullMarked;
