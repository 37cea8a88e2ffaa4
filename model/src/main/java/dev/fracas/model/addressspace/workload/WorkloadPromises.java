package dev.fracas.model.addressspace.workload;

import static dev.fracas.spec.addressspace.AddressSpaceProperties.CONVERSION_KEEPS_FRAME_AND_RIGHTS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FALLBACK_IS_ANSWERED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FAULT_HANDLE_FREED_ONCE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FIRST_READ_IS_INITIAL_CONTENT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FRAME_FREED_ONCE_BY_OWNER;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ILLEGAL_ACCESS_IS_SIGNALLED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEAF_IN_VMA;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEGAL_ACCESS_ENDS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEGAL_ACCESS_IS_NOT_SIGNALLED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.MAPPING_CALLS_END;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_LEAK;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_MAPPING_AFTER_MUNMAP;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_MAPPING_OF_FREE_FRAME;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_READ_OF_FREED_VMA;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_TABLE_FREED_UNDER_WALKER;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ONE_FRAME_PER_PAGE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ONE_LEADER_PER_FAULT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.READ_RETURNS_LAST_WRITE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.REMOTE_VMA_WITHIN_ORIGIN;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.RESIDENT_COUNT_BALANCES;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.SINGLE_WRITER_OR_MANY_READERS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.USER_VIEW;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WALKER_TAKES_LIVE_VMA;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITABLE_ONLY_WHERE_EXCLUSIVE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITER_GETS_MMAP_SEM;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;
import static dev.fracas.spec.machine.MachineProperties.NO_LOCK_LEFT;
import static dev.fracas.spec.machine.MachineProperties.NO_OOPS;
import static dev.fracas.spec.machine.MachineProperties.RUN_COMPLETES;
import static dev.fracas.spec.machine.MachineProperties.UNLOCK_BALANCE;

import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import dev.fracas.spec.kernel.pages.PageAllocatorProperties;
import java.util.ArrayList;
import java.util.List;

/** What a reading keeps whatever the workload is. */
public final class WorkloadPromises {
    private static final List<Property<?>> PAPER =
            List.of(
                    USER_VIEW,
                    ONE_FRAME_PER_PAGE,
                    NO_MAPPING_OF_FREE_FRAME,
                    WRITABLE_ONLY_WHERE_EXCLUSIVE,
                    FIRST_READ_IS_INITIAL_CONTENT,
                    CONVERSION_KEEPS_FRAME_AND_RIGHTS,
                    NO_MAPPING_AFTER_MUNMAP,
                    FRAME_FREED_ONCE_BY_OWNER,
                    RESIDENT_COUNT_BALANCES,
                    READ_RETURNS_LAST_WRITE,
                    WALKER_TAKES_LIVE_VMA,
                    REMOTE_VMA_WITHIN_ORIGIN,
                    NO_READ_OF_FREED_VMA,
                    LEAF_IN_VMA,
                    UNLOCK_BALANCE,
                    NO_LOCK_LEFT,
                    LEGAL_ACCESS_ENDS,
                    ILLEGAL_ACCESS_IS_SIGNALLED,
                    FALLBACK_IS_ANSWERED,
                    MAPPING_CALLS_END,
                    LEGAL_ACCESS_IS_NOT_SIGNALLED,
                    WRITER_GETS_MMAP_SEM,
                    NO_DEADLOCK,
                    NO_OOPS,
                    RUN_COMPLETES);

    private static final List<Property<?>> PAPER_EXIT =
            List.of(NO_LEAK, NO_TABLE_FREED_UNDER_WALKER);

    /**
     * Only where a level of the origin's table is missing does it ask by message to have a fault
     * handled, and then the origin answers whatever it finds.
     */
    private static final List<Property<?>> RELEASED = List.of(FALLBACK_IS_ANSWERED);

    private static final List<Property<?>> POPCORN =
            List.of(
                    USER_VIEW,
                    NO_MAPPING_OF_FREE_FRAME,
                    WRITABLE_ONLY_WHERE_EXCLUSIVE,
                    FIRST_READ_IS_INITIAL_CONTENT,
                    RESIDENT_COUNT_BALANCES,
                    READ_RETURNS_LAST_WRITE,
                    SINGLE_WRITER_OR_MANY_READERS,
                    ONE_LEADER_PER_FAULT,
                    FAULT_HANDLE_FREED_ONCE,
                    LEGAL_ACCESS_IS_NOT_SIGNALLED,
                    NO_DEADLOCK,
                    NO_OOPS,
                    RUN_COMPLETES);

    private WorkloadPromises() {}

    public static List<Property<?>> of(AddressSpaceWorkload workload, Reading reading) {
        if (reading.equals(Reading.PAPER)) {
            return fused(workload);
        }
        return reading.equals(Reading.RELEASED) ? RELEASED : POPCORN;
    }

    /** What a fused address space owes its users, whether or not a reading of it keeps that. */
    public static List<Property<?>> fused(AddressSpaceWorkload workload) {
        List<Property<?>> owed = new ArrayList<>(PAPER);
        if (workload.has(UserCall.Exit.class)) {
            owed.addAll(PAPER_EXIT);
        }
        if (workload.circumstances().contains(Circumstance.ZONES)) {
            owed.addAll(PageAllocatorProperties.all());
        }
        return List.copyOf(owed);
    }
}
