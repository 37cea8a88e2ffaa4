package dev.fracas.model.machine;

import dev.fracas.model.machine.memory.Monitors;

/** What a store-exclusive asks for. */
public enum Exclusives {
    /** The Armv8 monitor: lost when any core of any ISA writes the line. */
    ARCHITECTURAL,
    /**
     * As above, and a store-exclusive may fail for no reason, which the architecture allows (Arm
     * ARM, B2.9).
     */
    ARCHITECTURAL_SPURIOUS,
    /**
     * A compare-and-swap on the value that the load-exclusive returned, which is what QEMU's TCG
     * executes; it admits ABA, the reason why the paper insists on CAS (section 7.1).
     */
    EMULATED;

    public boolean isEmulated() {
        return this == EMULATED;
    }

    Monitors.Reading reading() {
        return new Monitors.Reading(isEmulated(), this == ARCHITECTURAL_SPURIOUS);
    }
}
