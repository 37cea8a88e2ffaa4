package dev.fracas.model.addressspace.readings;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.Source.POPCORN;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.DISTRIBUTED_FAULT_ENDS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FAULT_HANDLE_FREED_ONCE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FIRST_READ_IS_INITIAL_CONTENT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FRAME_FREED_ONCE_BY_OWNER;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ILLEGAL_ACCESS_IS_SIGNALLED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.INVALIDATION_IS_ACKNOWLEDGED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEGAL_ACCESS_ENDS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEGAL_ACCESS_IS_NOT_SIGNALLED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.MAPPING_CALLS_END;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_LEAK;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_MAPPING_AFTER_MUNMAP;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_MAPPING_OF_FREE_FRAME;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ONE_LEADER_PER_FAULT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.OWNERS_COPY_IS_CURRENT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.READ_RETURNS_LAST_WRITE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.REMOTE_VMA_WITHIN_ORIGIN;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.RESIDENT_COUNT_BALANCES;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.SINGLE_WRITER_OR_MANY_READERS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.USER_VIEW;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITABLE_ONLY_WHERE_EXCLUSIVE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITER_GETS_MMAP_SEM;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;
import static dev.fracas.spec.machine.MachineProperties.NO_OOPS;
import static dev.fracas.spec.machine.MachineProperties.RUN_COMPLETES;

import dev.fracas.model.addressspace.Call.ArriveFrom;
import dev.fracas.model.addressspace.Call.Exit;
import dev.fracas.model.addressspace.Call.MigrateTo;
import dev.fracas.model.addressspace.Call.Post;
import dev.fracas.model.addressspace.Call.Read;
import dev.fracas.model.addressspace.Call.Unmap;
import dev.fracas.model.addressspace.Call.WaitFor;
import dev.fracas.model.addressspace.Call.Write;
import dev.fracas.model.addressspace.Shape;
import dev.fracas.model.addressspace.popcorn.PopcornRoutines;
import dev.fracas.model.addressspace.threads.Workload;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The workloads of the Popcorn baseline: those of the fused address space that it can run, under
 * the same names and with the same accesses, and some that only a distributed shared memory makes
 * interesting. Every kernel serves messages, and the remote has a frame of its own for each page.
 */
public final class PopcornConfigurations {
    /** What a distributed shared memory owes, as long as its pages stay mapped. */
    private static final List<Property<?>> ALWAYS =
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
                    LEGAL_ACCESS_ENDS,
                    LEGAL_ACCESS_IS_NOT_SIGNALLED,
                    DISTRIBUTED_FAULT_ENDS,
                    NO_DEADLOCK,
                    NO_OOPS,
                    RUN_COMPLETES);

    private static final Map<Property<?>, String> NOTHING = Map.of();

    /**
     * A kernel that has got a page may lose it again before the access that asked for it is made:
     * Popcorn, unlike other such systems, lets nobody keep a page for a time.
     */
    private static final Map<Property<?>, String> THRASHING =
            Map.of(
                    LEGAL_ACCESS_ENDS,
                    "two kernels can take a page from each other again and again");

    /** While two others do so, a third thread finds a fault in progress whenever it retries. */
    private static final Map<Property<?>, String> STARVING =
            Map.of(
                    LEGAL_ACCESS_ENDS,
                            "two kernels can take a page from each other again and again",
                    DISTRIBUTED_FAULT_ENDS, "meanwhile another thread retries for ever");

    private PopcornConfigurations() {}

    public static List<Mechanism> all() {
        return List.of(
                configuration(
                        "origin-and-remote-first-touch",
                        "a thread of each kernel writes the same anonymous page first",
                        workload(Shape.of(1, 2, 1))
                                .origin(new Write(0, 1), new Read(0))
                                .remote(new Write(0, 2), new Read(0)),
                        THRASHING,
                        OWNERS_COPY_IS_CURRENT),
                configuration(
                        "two-remote-faults-one-table",
                        "two migrated threads fault on the same page",
                        workload(Shape.of(1, 1, 1))
                                .remote(new Read(0), new Write(0, 1))
                                .remote(new Read(0), new Write(0, 2)),
                        NOTHING,
                        OWNERS_COPY_IS_CURRENT),
                configuration(
                        "zero-page-then-remote-write",
                        "the origin has mapped the zero page when the remote writes",
                        workload(Shape.of(1, 1, 1))
                                .origin(new Read(0), new Post(0), new Read(0))
                                .remote(new WaitFor(0), new Write(0, 1), new Read(0)),
                        THRASHING,
                        OWNERS_COPY_IS_CURRENT),
                configuration(
                        "missing-table-falls-back",
                        "the origin has no page of leaves yet: the remote's request makes one",
                        workload(Shape.of(1, 2, 1).with(Shape.Trait.TABLE_MISSING))
                                .origin(new Write(0, 1))
                                .remote(new Write(0, 2), new Read(0)),
                        THRASHING,
                        OWNERS_COPY_IS_CURRENT),
                configuration(
                        "unmap-against-remote-fault",
                        "the origin writes and unmaps a page that the remote uses",
                        workload(Shape.of(1, 2, 1))
                                .origin(new Write(0, 1), new Unmap(0), new Read(0))
                                .remote(new Write(0, 2), new Read(0), new Read(0)),
                        THRASHING,
                        NO_MAPPING_AFTER_MUNMAP,
                        FRAME_FREED_ONCE_BY_OWNER,
                        REMOTE_VMA_WITHIN_ORIGIN,
                        ILLEGAL_ACCESS_IS_SIGNALLED,
                        MAPPING_CALLS_END,
                        WRITER_GETS_MMAP_SEM),
                configuration(
                        "migrate-back-after-remote-write",
                        "a thread migrates, writes at the remote, migrates back and goes on",
                        workload(Shape.of(2, 2, 2))
                                .origin(
                                        new Write(0, 1),
                                        new MigrateTo(1),
                                        new ArriveFrom(1),
                                        new Read(0),
                                        new Read(1),
                                        new Write(1, 1))
                                .remote(
                                        new ArriveFrom(0),
                                        new Read(0),
                                        new Write(0, 2),
                                        new Write(1, 2),
                                        new MigrateTo(0)),
                        NOTHING,
                        OWNERS_COPY_IS_CURRENT,
                        INVALIDATION_IS_ACKNOWLEDGED),
                configuration(
                        "exit-with-remote-pages",
                        "the process exits while a remote thread uses pages of both kernels",
                        workload(Shape.of(2, 3, 2))
                                .origin(new Write(0, 1), new Exit())
                                .remote(new Write(0, 2), new Write(1, 1), new Read(0)),
                        THRASHING,
                        FRAME_FREED_ONCE_BY_OWNER,
                        NO_LEAK,
                        MAPPING_CALLS_END),
                configuration(
                        "dsm-write-ping-pong",
                        "a thread of each kernel writes and reads one page again and again",
                        workload(Shape.of(1, 2, 1))
                                .origin(new Write(0, 1), new Read(0), new Write(0, 1))
                                .remote(new Write(0, 2), new Read(0), new Write(0, 2)),
                        THRASHING,
                        OWNERS_COPY_IS_CURRENT,
                        INVALIDATION_IS_ACKNOWLEDGED),
                configuration(
                        "dsm-local-write-against-remote-fault",
                        "both kernels have a copy to read and want to write",
                        workload(Shape.of(1, 2, 1))
                                .origin(new Read(0), new Write(0, 1), new Read(0))
                                .remote(new Read(0), new Write(0, 2), new Read(0)),
                        THRASHING,
                        OWNERS_COPY_IS_CURRENT,
                        INVALIDATION_IS_ACKNOWLEDGED),
                configuration(
                        "dsm-two-remote-readers-one-writer",
                        "the origin writes a page that two threads of the remote read",
                        workload(Shape.of(1, 2, 1))
                                .origin(new WaitFor(0), new Write(0, 1))
                                .remote(new Read(0), new Post(0))
                                .remote(new Read(0), new Read(0)),
                        THRASHING,
                        OWNERS_COPY_IS_CURRENT,
                        INVALIDATION_IS_ACKNOWLEDGED),
                configuration(
                        "dsm-two-remote-writers-one-writer",
                        "the origin writes a page that two threads of the remote write",
                        workload(Shape.of(1, 2, 1))
                                .origin(new WaitFor(0), new Write(0, 1))
                                .remote(new Read(0), new Post(0), new Write(0, 2))
                                .remote(new WaitFor(0), new Write(0, 1)),
                        STARVING,
                        OWNERS_COPY_IS_CURRENT,
                        INVALIDATION_IS_ACKNOWLEDGED),
                configuration(
                        "dsm-two-origin-threads-one-remote",
                        "two threads of the origin fetch a page that the remote has written",
                        workload(Shape.of(1, 2, 1))
                                .origin(new WaitFor(0), new Read(0), new Write(0, 2))
                                .origin(new WaitFor(0), new Read(0), new Read(0))
                                .remote(new Write(0, 1), new Post(0)),
                        NOTHING,
                        OWNERS_COPY_IS_CURRENT,
                        INVALIDATION_IS_ACKNOWLEDGED),
                configuration(
                        "dsm-two-threads-each",
                        "two threads of each kernel read a page that one has written",
                        workload(Shape.of(1, 1, 1))
                                .origin(new WaitFor(0), new Read(0))
                                .origin(new WaitFor(0), new Read(0))
                                .remote(new Write(0, 1), new Post(0))
                                .remote(new Read(0)),
                        NOTHING,
                        OWNERS_COPY_IS_CURRENT,
                        INVALIDATION_IS_ACKNOWLEDGED));
    }

    private static Workload.Builder workload(Shape shape) {
        return new Workload.Builder(shape).serving(X86_64, AARCH64).interruptible();
    }

    private static Mechanism configuration(
            String name,
            String summary,
            Workload.Builder workload,
            Map<Property<?>, String> lacks,
            Property<?>... more) {
        List<Property<?>> owed = new ArrayList<>(ALWAYS);
        owed.addAll(List.of(more));
        return new AddressSpaceConfiguration(
                name,
                Reading.POPCORN,
                summary,
                source(POPCORN, "page_server.c and fh_action.c"),
                workload.build(),
                PopcornRoutines.popcornDesign().exposedBy(name),
                Set.of(),
                owed,
                lacks);
    }
}
