package dev.fracas.model.addressspace;

import static dev.fracas.spec.addressspace.AddressSpaceProperties.L24;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.L3;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.L4;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.L5;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.L6;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.L7;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.L8;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEAF_IN_VMA;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_BAD_ADDRESS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_LEAK;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_LOCK_LEFT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.RUN_COMPLETES;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S10;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S11;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S12;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S13;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S14;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S15;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S16;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S17;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S35;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S37;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S38;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S5;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S6;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S7;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S8;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.S9;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.UNLOCK_BALANCE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.USER_VIEW;
import static dev.fracas.spec.lock.LockProperties.NO_DEADLOCK;

import dev.fracas.model.Configuration.Reading;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;

/** What a reading keeps whatever the workload is. */
final class WorkloadPromises {
    private static final List<Property<?>> PAPER =
            List.of(
                    USER_VIEW,
                    S5,
                    S6,
                    S7,
                    S8,
                    S9,
                    S10,
                    S11,
                    S13,
                    S14,
                    S15,
                    S16,
                    S17,
                    LEAF_IN_VMA,
                    UNLOCK_BALANCE,
                    NO_LOCK_LEFT,
                    L3,
                    L4,
                    L5,
                    L6,
                    L7,
                    L8,
                    NO_DEADLOCK,
                    NO_BAD_ADDRESS,
                    RUN_COMPLETES);

    private static final List<Property<?>> PAPER_EXIT = List.of(NO_LEAK, S12);

    /**
     * Only where a level of the origin's table is missing does it ask by message to have a fault
     * handled, and then the origin answers whatever it finds.
     */
    private static final List<Property<?>> RELEASED = List.of(L5);

    private static final List<Property<?>> POPCORN =
            List.of(
                    USER_VIEW,
                    S6,
                    S7,
                    S8,
                    S13,
                    S14,
                    S35,
                    S37,
                    S38,
                    L7,
                    L24,
                    NO_DEADLOCK,
                    NO_BAD_ADDRESS,
                    RUN_COMPLETES);

    private WorkloadPromises() {}

    static List<Property<?>> of(AddressSpaceWorkload workload, Reading reading) {
        return switch (reading) {
            case PAPER -> fused(workload);
            case RELEASED -> RELEASED;
            case POPCORN -> POPCORN;
        };
    }

    /** What a fused address space owes its users, whether or not a reading of it keeps that. */
    static List<Property<?>> fused(AddressSpaceWorkload workload) {
        List<Property<?>> owed = new ArrayList<>(PAPER);
        if (workload.has(UserCall.Exit.class)) {
            owed.addAll(PAPER_EXIT);
        }
        return List.copyOf(owed);
    }
}
