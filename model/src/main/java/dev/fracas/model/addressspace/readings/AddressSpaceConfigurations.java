package dev.fracas.model.addressspace.readings;

import static dev.fracas.model.addressspace.Shape.Trait.LOW_FRAME;
import static dev.fracas.model.addressspace.Shape.Trait.MAPPED_LATER;
import static dev.fracas.model.addressspace.Shape.Trait.PRIVATE_FILE;
import static dev.fracas.model.addressspace.Shape.Trait.REMOTE_LACKS_VMAS;
import static dev.fracas.model.addressspace.Shape.Trait.TABLE_MISSING;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.Source.PAPER;
import static dev.fracas.spec.Source.RELEASE;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.CONVERSION_KEEPS_FRAME_AND_RIGHTS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FALLBACK_IS_ANSWERED;
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
import static dev.fracas.spec.addressspace.AddressSpaceProperties.READ_RETURNS_LAST_WRITE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.REMOTE_VMA_WITHIN_ORIGIN;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.RESIDENT_COUNT_BALANCES;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.USER_VIEW;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WALKER_TAKES_LIVE_VMA;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITABLE_ONLY_WHERE_EXCLUSIVE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITER_GETS_MMAP_SEM;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;
import static dev.fracas.spec.machine.MachineProperties.NO_OOPS;
import static dev.fracas.spec.machine.MachineProperties.RUN_COMPLETES;

import dev.fracas.model.addressspace.Call.ArriveFrom;
import dev.fracas.model.addressspace.Call.Exit;
import dev.fracas.model.addressspace.Call.Fork;
import dev.fracas.model.addressspace.Call.MigrateTo;
import dev.fracas.model.addressspace.Call.Mmap;
import dev.fracas.model.addressspace.Call.Post;
import dev.fracas.model.addressspace.Call.Protect;
import dev.fracas.model.addressspace.Call.Read;
import dev.fracas.model.addressspace.Call.Unmap;
import dev.fracas.model.addressspace.Call.WaitFor;
import dev.fracas.model.addressspace.Call.Write;
import dev.fracas.model.addressspace.KernelDesign;
import dev.fracas.model.addressspace.Shape;
import dev.fracas.model.addressspace.fused.FusedRoutines;
import dev.fracas.model.addressspace.threads.Workload;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import dev.fracas.spec.machine.MachineProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every configuration of the fused address space, in the order in which reports list them. */
public final class AddressSpaceConfigurations {
    /** What every address space of Stramash owes. */
    private static final List<Property<?>> ALWAYS =
            List.of(
                    USER_VIEW,
                    ONE_FRAME_PER_PAGE,
                    NO_MAPPING_OF_FREE_FRAME,
                    WRITABLE_ONLY_WHERE_EXCLUSIVE,
                    FIRST_READ_IS_INITIAL_CONTENT,
                    RESIDENT_COUNT_BALANCES,
                    READ_RETURNS_LAST_WRITE,
                    LEGAL_ACCESS_ENDS,
                    LEGAL_ACCESS_IS_NOT_SIGNALLED,
                    NO_DEADLOCK,
                    NO_OOPS);

    private static final KernelDesign<FusedRoutines> PAPER_DESIGN = FusedRoutines.paperDesign();

    private static final KernelDesign<FusedRoutines> RELEASED_DESIGN =
            new KernelDesign<>(Part.allReleased(), List.of());

    // Why the released source does not keep what it owes.
    private static final String NO_SECOND_LOOK =
            "neither kernel rechecks, under a lock that both take, whether the leaf is still empty";
    private static final String FOREIGN_STAYS =
            "the origin takes a leaf in Arm format for a present one and never reformats it";
    private static final String NULL_HANDLE =
            "a fault that was told to retry uses the fault handle that it does not have";
    private static final String OOPS_KEEPS_SEMAPHORE =
            "the thread that oopses has the Arm mmap_sem, which munmap waits for";
    private static final String ONE_POINTER =
            "the walker's pointer into the table is one variable for all threads";
    private static final String FRAME_NUMBER =
            "the walker takes a frame number below 4 GiB over as the origin wrote it";
    private static final String FILE_AS_ZEROS =
            "the walker puts a page of zeros where the origin would have mapped the file";
    private static final String ANY_PAGE =
            "the walker maps whatever page the origin has, and lets it be written";
    private static final String WRITABLE_FIRST =
            "the walker maps with permission to write and write-protects afterwards";
    private static final String COPY_UNTOLD =
            "no message tells the remote that the origin copies a page before it writes";
    private static final String CHILD_UNCOUNTED =
            "fork copies a leaf in Arm format and takes no reference to its page";
    private static final String LEAVES_STAY =
            "each kernel's zap leaves the leaves that it takes for the other kernel's";
    private static final String ZERO_STAYS = "the origin's zap leaves the leaf of the zero page";
    private static final String REMOTE_FIRST =
            "munmap at the remote comes first, and frees while the origin still maps";
    private static final String FREED_WHILE_MAPPED =
            "the origin frees its frames at exit while the remote still maps them";
    private static final String MISCOUNT =
            "the walker counts no resident page, and the remote counts it down when it unmaps";
    private static final String PROTECT_UNTOLD = "no message tells the remote about mprotect";
    private static final String FALLBACK_COPIES =
            "a fault that falls back to a message leaves each kernel with a copy of the page";
    private static final String WALKS_INVALID =
            "the walker takes the frame of a leaf that Popcorn has marked invalid";
    private static final String PROTECT_KEEPS_DBM =
            "mprotect at the origin leaves a leaf in Arm format as writable as it was";
    private static final String NO_ACCESS_CHECK =
            "the origin checks no permission for a task that has migrated";
    private static final String UNLOCKED_WALK =
            "the walk takes none of the origin's locks, from a root that may be long gone";
    private static final String END_INCLUDED = "the walk takes a cached VMA up to and with its end";

    private static final List<Mechanism> ALL =
            Stream.concat(
                            plans().stream().flatMap(Plan::readings),
                            PopcornConfigurations.all().stream())
                    .toList();

    private AddressSpaceConfigurations() {}

    public static List<Mechanism> all() {
        return ALL;
    }

    private static List<Plan> plans() {
        return List.of(
                new Plan("origin-and-remote-first-touch")
                        .exercises("a thread of each kernel writes the same anonymous page first")
                        .workload(
                                new Workload.Builder(Shape.of(1, 1, 1))
                                        .origin(new Write(0, 1), new Read(0))
                                        .remote(new Write(0, 2), new Read(0))
                                        .serving(X86_64))
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                READ_RETURNS_LAST_WRITE)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS),
                new Plan("two-remote-faults-one-table")
                        .exercises("two migrated threads fault on the same page")
                        .workload(
                                new Workload.Builder(Shape.of(1, 1, 2))
                                        .remote(new Read(0), new Write(0, 1))
                                        .remote(new Read(0), new Write(0, 2))
                                        .serving(X86_64))
                        .releasedLacks(NULL_HANDLE, NO_OOPS, NO_DEADLOCK),
                new Plan("two-remote-faults-two-pages")
                        .exercises("two migrated threads fault on different pages")
                        .workload(
                                new Workload.Builder(Shape.of(2, 1, 2))
                                        .remote(new Write(0, 1), new Read(0))
                                        .remote(new Write(1, 2), new Read(1))
                                        .serving(X86_64))
                        .releasedLacks(
                                ONE_POINTER,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                NO_MAPPING_OF_FREE_FRAME,
                                READ_RETURNS_LAST_WRITE),
                new Plan("remote-maps-low-frame")
                        .exercises("the remote touches a page that the origin has below 4 GiB")
                        .workload(
                                new Workload.Builder(Shape.of(1, 1, 1).with(LOW_FRAME))
                                        .origin(new Write(0, 1), new Post(0), new Read(0))
                                        .remote(new WaitFor(0), new Read(0), new Write(0, 2))
                                        .serving(X86_64))
                        .releasedLacks(
                                FRAME_NUMBER,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                NO_MAPPING_OF_FREE_FRAME,
                                READ_RETURNS_LAST_WRITE),
                new Plan("private-file-page")
                        .exercises("both kernels read and write a page of a private file mapping")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 2).with(PRIVATE_FILE))
                                        .origin(new Read(0), new Write(0, 1))
                                        .remote(new Read(0), new Write(0, 1), new Read(0))
                                        .serving(X86_64)
                                        .interruptible())
                        .owes(FALLBACK_IS_ANSWERED)
                        .releasedLacks(FILE_AS_ZEROS, USER_VIEW, FIRST_READ_IS_INITIAL_CONTENT)
                        .releasedLacks(WRITABLE_FIRST, WRITABLE_ONLY_WHERE_EXCLUSIVE)
                        .releasedLacks(COPY_UNTOLD, READ_RETURNS_LAST_WRITE)
                        .releasedLacks(NO_SECOND_LOOK, ONE_FRAME_PER_PAGE)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS),
                new Plan("two-pages-of-zeros")
                        .exercises(
                                "the origin has the zero page for one page; the remote writes that")
                        .workload(
                                new Workload.Builder(Shape.of(2, 2, 2))
                                        .origin(new Read(0), new Post(0), new Read(1))
                                        .remote(new WaitFor(0), new Write(0, 1), new Read(0))
                                        .serving(X86_64)
                                        .interruptible())
                        .owes(FALLBACK_IS_ANSWERED)
                        .releasedLacks(
                                ANY_PAGE,
                                USER_VIEW,
                                WRITABLE_ONLY_WHERE_EXCLUSIVE,
                                FIRST_READ_IS_INITIAL_CONTENT),
                new Plan("two-origin-threads-first-touch")
                        .exercises("two threads of the origin use one page; there is no remote")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 1))
                                        .origin(new Write(0, 1), new Read(0))
                                        .origin(new Read(0))
                                        .interruptible()),
                new Plan("zero-page-then-writes")
                        .exercises("two threads of the origin read the zero page and then write")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 1))
                                        .origin(new Read(0), new Write(0, 1), new Read(0))
                                        .origin(new Read(0), new Write(0, 2), new Read(0))
                                        .interruptible()),
                new Plan("zero-page-then-remote-write")
                        .exercises("the origin has mapped the zero page when the remote writes")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 1))
                                        .origin(new Read(0), new Post(0), new Read(0))
                                        .remote(new WaitFor(0), new Write(0, 1), new Read(0))
                                        .serving(X86_64)
                                        .interruptible())
                        .owes(FALLBACK_IS_ANSWERED)
                        .releasedLacks(ANY_PAGE, WRITABLE_ONLY_WHERE_EXCLUSIVE),
                new Plan("missing-table-falls-back")
                        .exercises(
                                "the origin has no page of leaves yet: a remote fault needs a message")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 1).with(TABLE_MISSING))
                                        .origin(new Write(0, 1))
                                        .remote(new Write(0, 2), new Read(0))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(FALLBACK_IS_ANSWERED)
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                READ_RETURNS_LAST_WRITE)
                        .releasedLacks(NULL_HANDLE, NO_OOPS, NO_DEADLOCK)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS),
                new Plan("two-remote-faults-missing-table")
                        .exercises("two migrated threads fault where the origin has no leaves yet")
                        .workload(
                                new Workload.Builder(Shape.of(1, 1, 2).with(TABLE_MISSING))
                                        .remote(new Write(0, 1), new Read(0))
                                        .remote(new Read(0))
                                        .serving(X86_64, AARCH64))
                        .owes(FALLBACK_IS_ANSWERED)
                        .releasedLacks(FALLBACK_COPIES, ONE_FRAME_PER_PAGE)
                        .releasedLacks(WALKS_INVALID, USER_VIEW, READ_RETURNS_LAST_WRITE)
                        .releasedLacks(NULL_HANDLE, NO_OOPS, NO_DEADLOCK),
                new Plan("unmap-against-remote-fault")
                        .exercises("the origin writes and unmaps a page that the remote uses")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 2))
                                        .origin(new Write(0, 1), new Unmap(0), new Read(0))
                                        .remote(new Write(0, 2), new Read(0), new Read(0))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(
                                LEAVES_STAY, WRITABLE_ONLY_WHERE_EXCLUSIVE, NO_MAPPING_AFTER_MUNMAP)
                        .releasedLacks(
                                REMOTE_FIRST, NO_MAPPING_OF_FREE_FRAME, FRAME_FREED_ONCE_BY_OWNER)
                        .releasedLacks(MISCOUNT, RESIDENT_COUNT_BALANCES)
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                READ_RETURNS_LAST_WRITE)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS),
                new Plan("unmap-zero-page")
                        .exercises("the origin reads and unmaps a page that the remote writes")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 2))
                                        .origin(new Read(0), new Unmap(0))
                                        .remote(new Write(0, 2), new Read(0))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(ZERO_STAYS, NO_MAPPING_AFTER_MUNMAP)
                        .releasedLacks(ANY_PAGE, WRITABLE_ONLY_WHERE_EXCLUSIVE)
                        .releasedLacks(
                                REMOTE_FIRST, NO_MAPPING_OF_FREE_FRAME, FRAME_FREED_ONCE_BY_OWNER)
                        .releasedLacks(MISCOUNT, RESIDENT_COUNT_BALANCES)
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                READ_RETURNS_LAST_WRITE)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS),
                new Plan("unmap-with-two-origin-threads")
                        .exercises("a thread of the origin unmaps a page that another one writes")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 1))
                                        .origin(new Write(0, 1), new Unmap(0))
                                        .origin(new Write(0, 2), new Read(0))
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM),
                new Plan("remote-unmaps")
                        .exercises("the remote unmaps a page that a thread of each kernel writes")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 2))
                                        .origin(new Write(0, 1), new Read(0))
                                        .remote(new Write(0, 2), new Unmap(0), new Read(0))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(
                                LEAVES_STAY, WRITABLE_ONLY_WHERE_EXCLUSIVE, NO_MAPPING_AFTER_MUNMAP)
                        .releasedLacks(
                                REMOTE_FIRST, NO_MAPPING_OF_FREE_FRAME, FRAME_FREED_ONCE_BY_OWNER)
                        .releasedLacks(MISCOUNT, RESIDENT_COUNT_BALANCES)
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                READ_RETURNS_LAST_WRITE),
                new Plan("map-against-remote-access")
                        .exercises("the origin maps a page that the remote uses, before and after")
                        .workload(
                                new Workload.Builder(
                                                Shape.of(1, 1, 1)
                                                        .withPermission(0)
                                                        .with(MAPPED_LATER))
                                        .origin(new Mmap(0), new Write(0, 1), new Post(0))
                                        .remote(
                                                new Read(0),
                                                new WaitFor(0),
                                                new Write(0, 2),
                                                new Read(0))
                                        .serving(X86_64))
                        .owes(
                                WALKER_TAKES_LIVE_VMA,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                NO_READ_OF_FREED_VMA,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                READ_RETURNS_LAST_WRITE)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS),
                new Plan("map-again-after-unmap")
                        .exercises("the origin unmaps a page and maps it anew; the remote uses it")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 2).with(MAPPED_LATER))
                                        .origin(
                                                new Write(0, 1),
                                                new Unmap(0),
                                                new Mmap(0),
                                                new Read(0))
                                        .remote(new Write(0, 2), new Read(0))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                WALKER_TAKES_LIVE_VMA,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                NO_READ_OF_FREED_VMA,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(LEAVES_STAY, FIRST_READ_IS_INITIAL_CONTENT)
                        .releasedLacks(UNLOCKED_WALK, WALKER_TAKES_LIVE_VMA, NO_READ_OF_FREED_VMA)
                        .releasedLacks(
                                REMOTE_FIRST,
                                NO_MAPPING_OF_FREE_FRAME,
                                WRITABLE_ONLY_WHERE_EXCLUSIVE,
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                REMOTE_VMA_WITHIN_ORIGIN)
                        .releasedLacks(MISCOUNT, RESIDENT_COUNT_BALANCES)
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                READ_RETURNS_LAST_WRITE)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS),
                new Plan("map-and-unmap-again")
                        .exercises(
                                "a page that was the remote's is unmapped, mapped anew and unmapped")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 2).with(MAPPED_LATER))
                                        .origin(
                                                new WaitFor(0),
                                                new Unmap(0),
                                                new Mmap(0),
                                                new Write(0, 2),
                                                new Post(1),
                                                new WaitFor(2),
                                                new Unmap(0))
                                        .remote(
                                                new Write(0, 1),
                                                new Post(0),
                                                new WaitFor(1),
                                                new Read(0),
                                                new Post(2))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                WALKER_TAKES_LIVE_VMA,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                NO_READ_OF_FREED_VMA,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(
                                LEAVES_STAY, WRITABLE_ONLY_WHERE_EXCLUSIVE, NO_MAPPING_AFTER_MUNMAP)
                        .releasedLacks(
                                REMOTE_FIRST, NO_MAPPING_OF_FREE_FRAME, FRAME_FREED_ONCE_BY_OWNER)
                        .releasedLacks(MISCOUNT, RESIDENT_COUNT_BALANCES)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS, RUN_COMPLETES),
                new Plan("remote-maps")
                        .exercises("the remote maps a page that both kernels use then")
                        .workload(
                                new Workload.Builder(
                                                Shape.of(1, 2, 2)
                                                        .withPermission(0)
                                                        .with(MAPPED_LATER))
                                        .origin(new Read(0), new WaitFor(0), new Write(0, 1))
                                        .remote(new Mmap(0), new Post(0), new Write(0, 2))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                WALKER_TAKES_LIVE_VMA,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                NO_READ_OF_FREED_VMA,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(ANY_PAGE, WRITABLE_ONLY_WHERE_EXCLUSIVE)
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                READ_RETURNS_LAST_WRITE)
                        .releasedLacks(
                                FOREIGN_STAYS, LEGAL_ACCESS_ENDS, ILLEGAL_ACCESS_IS_SIGNALLED),
                new Plan("remote-protects")
                        .exercises("the remote takes the permission to write away; both write")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 1))
                                        .origin(new Write(0, 1), new Read(0))
                                        .remote(new Write(0, 2), new Protect(0), new Write(0, 1))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                REMOTE_VMA_WITHIN_ORIGIN,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(PROTECT_KEEPS_DBM, WRITABLE_ONLY_WHERE_EXCLUSIVE)
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                READ_RETURNS_LAST_WRITE)
                        .releasedLacks(
                                FOREIGN_STAYS, LEGAL_ACCESS_ENDS, ILLEGAL_ACCESS_IS_SIGNALLED),
                new Plan("protect-against-remote-write")
                        .exercises(
                                "the origin takes the permission to write away; the remote writes")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 1))
                                        .origin(new Write(0, 1), new Protect(0), new Read(0))
                                        .remote(new Write(0, 2), new Read(0), new Write(0, 1))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                REMOTE_VMA_WITHIN_ORIGIN,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(
                                PROTECT_UNTOLD,
                                WRITABLE_ONLY_WHERE_EXCLUSIVE,
                                REMOTE_VMA_WITHIN_ORIGIN)
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                READ_RETURNS_LAST_WRITE)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS),
                new Plan("write-to-read-only")
                        .exercises("a thread of each kernel reads and writes a read-only page")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 1).withPermission(1))
                                        .origin(new Read(0), new Write(0, 1), new Unmap(0))
                                        .remote(new Read(0), new Write(0, 2))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                CONVERSION_KEEPS_FRAME_AND_RIGHTS,
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(WRITABLE_FIRST, WRITABLE_ONLY_WHERE_EXCLUSIVE)
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                ONE_FRAME_PER_PAGE,
                                CONVERSION_KEEPS_FRAME_AND_RIGHTS)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS, RUN_COMPLETES)
                        .releasedLacks(NO_ACCESS_CHECK, ILLEGAL_ACCESS_IS_SIGNALLED),
                new Plan("migrate-back-after-remote-write")
                        .exercises(
                                "a thread migrates, writes at the remote, migrates back and goes on")
                        .workload(
                                new Workload.Builder(Shape.of(2, 1, 2))
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
                                                new MigrateTo(0))
                                        .serving(X86_64))
                        .owes(CONVERSION_KEEPS_FRAME_AND_RIGHTS)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS, RUN_COMPLETES),
                new Plan("migrate-back-to-read-only")
                        .exercises(
                                "a thread touches a read-only page at the remote and migrates back")
                        .workload(
                                new Workload.Builder(Shape.of(1, 1, 1).withPermission(1))
                                        .origin(
                                                new MigrateTo(1),
                                                new ArriveFrom(1),
                                                new Read(0),
                                                new Write(0, 1))
                                        .remote(new ArriveFrom(0), new Read(0), new MigrateTo(0))
                                        .serving(X86_64))
                        .owes(CONVERSION_KEEPS_FRAME_AND_RIGHTS, ILLEGAL_ACCESS_IS_SIGNALLED)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS, RUN_COMPLETES),
                new Plan("unmap-against-first-remote-access")
                        .exercises("the remote walks the origin's VMAs while the origin unmaps")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 1).with(REMOTE_LACKS_VMAS))
                                        .origin(new Unmap(0))
                                        .remote(new Write(0, 1), new Read(0))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                WALKER_TAKES_LIVE_VMA,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                NO_READ_OF_FREED_VMA,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(
                                UNLOCKED_WALK,
                                USER_VIEW,
                                WALKER_TAKES_LIVE_VMA,
                                NO_READ_OF_FREED_VMA)
                        .releasedLacks(
                                REMOTE_FIRST,
                                NO_MAPPING_OF_FREE_FRAME,
                                WRITABLE_ONLY_WHERE_EXCLUSIVE,
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                REMOTE_VMA_WITHIN_ORIGIN)
                        .releasedLacks(MISCOUNT, RESIDENT_COUNT_BALANCES),
                new Plan("fork-cow-then-remote-write")
                        .exercises("the origin forks; parent, remote and child use the shared page")
                        .workload(
                                new Workload.Builder(Shape.of(2, 4, 2).withChild(1))
                                        .origin(new Write(0, 1), new Fork(0, 1), new Post(0))
                                        .origin(new WaitFor(0), new Read(1), new Write(1, 1))
                                        .remote(new Write(0, 2))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(FRAME_FREED_ONCE_BY_OWNER, FALLBACK_IS_ANSWERED)
                        .releasedLacks(NO_SECOND_LOOK, ONE_FRAME_PER_PAGE)
                        .releasedLacks(CHILD_UNCOUNTED, NO_MAPPING_OF_FREE_FRAME)
                        .releasedLacks(
                                ANY_PAGE,
                                USER_VIEW,
                                WRITABLE_ONLY_WHERE_EXCLUSIVE,
                                READ_RETURNS_LAST_WRITE)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS),
                new Plan("walk-past-vma-end")
                        .exercises(
                                "the remote walks to a page whose VMA is gone, next to one with a VMA")
                        .workload(
                                new Workload.Builder(Shape.of(2, 2, 2).with(REMOTE_LACKS_VMAS))
                                        .origin(new Unmap(1), new Post(0))
                                        .remote(new WaitFor(0), new Write(0, 1), new Write(1, 2))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                WALKER_TAKES_LIVE_VMA,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                NO_READ_OF_FREED_VMA,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(END_INCLUDED, WALKER_TAKES_LIVE_VMA)
                        .releasedLacks(
                                UNLOCKED_WALK,
                                USER_VIEW,
                                WRITABLE_ONLY_WHERE_EXCLUSIVE,
                                NO_MAPPING_AFTER_MUNMAP,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                NO_READ_OF_FREED_VMA),
                new Plan("unmap-read-only-remote-page")
                        .exercises("the origin unmaps a read-only page that the remote has put in")
                        .workload(
                                new Workload.Builder(Shape.of(1, 1, 2).withPermission(1))
                                        .origin(new WaitFor(0), new Unmap(0))
                                        .remote(new Read(0), new Post(0))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(
                                REMOTE_FIRST, NO_MAPPING_OF_FREE_FRAME, FRAME_FREED_ONCE_BY_OWNER)
                        .releasedLacks(MISCOUNT, RESIDENT_COUNT_BALANCES),
                new Plan("walk-adjacent-vmas")
                        .exercises("the remote walks to two pages whose VMAs touch")
                        .workload(
                                new Workload.Builder(Shape.of(2, 2, 2).with(REMOTE_LACKS_VMAS))
                                        .remote(new Write(0, 1), new Write(1, 2))
                                        .serving(X86_64))
                        .owes(WALKER_TAKES_LIVE_VMA, REMOTE_VMA_WITHIN_ORIGIN, NO_READ_OF_FREED_VMA)
                        .releasedLacks(
                                END_INCLUDED,
                                USER_VIEW,
                                LEGAL_ACCESS_IS_NOT_SIGNALLED,
                                WALKER_TAKES_LIVE_VMA),
                new Plan("cow-against-remote-reads")
                        .exercises("after a fork the origin writes a page that the remote reads")
                        .workload(
                                new Workload.Builder(Shape.of(2, 4, 2).withChild(1))
                                        .origin(new Write(0, 1), new Fork(0, 1), new Write(0, 2))
                                        .remote(new Read(0), new Read(0))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(FRAME_FREED_ONCE_BY_OWNER, FALLBACK_IS_ANSWERED)
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                READ_RETURNS_LAST_WRITE)
                        .releasedLacks(CHILD_UNCOUNTED, NO_MAPPING_OF_FREE_FRAME)
                        .releasedLacks(WRITABLE_FIRST, WRITABLE_ONLY_WHERE_EXCLUSIVE)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS),
                new Plan("unmap-against-two-remote-faults")
                        .exercises("the origin unmaps a page on which two migrated threads fault")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 2))
                                        .origin(new Unmap(0))
                                        .remote(new Read(0))
                                        .remote(new Write(0, 1))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(NULL_HANDLE, NO_OOPS, NO_DEADLOCK)
                        .releasedLacks(
                                OOPS_KEEPS_SEMAPHORE,
                                LEGAL_ACCESS_ENDS,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(
                                REMOTE_FIRST, NO_MAPPING_OF_FREE_FRAME, FRAME_FREED_ONCE_BY_OWNER)
                        .releasedLacks(
                                LEAVES_STAY, WRITABLE_ONLY_WHERE_EXCLUSIVE, NO_MAPPING_AFTER_MUNMAP)
                        .releasedLacks(MISCOUNT, RESIDENT_COUNT_BALANCES),
                new Plan("two-remote-unmaps")
                        .exercises("two threads of the remote unmap a page, by way of the origin")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 2))
                                        .remote(new Write(0, 1), new Unmap(0))
                                        .remote(new Unmap(0))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .releasedLacks(
                                REMOTE_FIRST, NO_MAPPING_OF_FREE_FRAME, FRAME_FREED_ONCE_BY_OWNER)
                        .releasedLacks(
                                LEAVES_STAY, WRITABLE_ONLY_WHERE_EXCLUSIVE, NO_MAPPING_AFTER_MUNMAP)
                        .releasedLacks(MISCOUNT, RESIDENT_COUNT_BALANCES),
                new Plan("exit-against-remote-unmap")
                        .exercises("the process exits while a remote thread unmaps a page")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 2))
                                        .origin(new Write(0, 1), new Exit())
                                        .remote(new Read(0), new Unmap(0))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                FRAME_FREED_ONCE_BY_OWNER,
                                NO_LEAK,
                                NO_TABLE_FREED_UNDER_WALKER,
                                MAPPING_CALLS_END)
                        .releasedLacks(
                                REMOTE_FIRST, NO_MAPPING_OF_FREE_FRAME, FRAME_FREED_ONCE_BY_OWNER)
                        .releasedLacks(LEAVES_STAY, WRITABLE_ONLY_WHERE_EXCLUSIVE)
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                READ_RETURNS_LAST_WRITE,
                                NO_LEAK)
                        .releasedLacks(MISCOUNT, RESIDENT_COUNT_BALANCES),
                new Plan("exit-with-remote-pages")
                        .exercises(
                                "the process exits while a remote thread uses pages of both kernels")
                        .workload(
                                new Workload.Builder(Shape.of(2, 2, 2))
                                        .origin(new Write(0, 1), new Exit())
                                        .remote(new Write(0, 2), new Write(1, 1), new Read(0))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                FRAME_FREED_ONCE_BY_OWNER,
                                NO_LEAK,
                                NO_TABLE_FREED_UNDER_WALKER,
                                MAPPING_CALLS_END)
                        .releasedLacks(
                                FREED_WHILE_MAPPED,
                                NO_MAPPING_OF_FREE_FRAME,
                                FRAME_FREED_ONCE_BY_OWNER)
                        .releasedLacks(
                                NO_SECOND_LOOK,
                                USER_VIEW,
                                ONE_FRAME_PER_PAGE,
                                READ_RETURNS_LAST_WRITE,
                                NO_LEAK)
                        .releasedLacks(MISCOUNT, RESIDENT_COUNT_BALANCES)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS),
                new Plan("fork-then-both-write")
                        .exercises(
                                "after a fork parent and child write the page; then the parent unmaps it")
                        .workload(
                                new Workload.Builder(Shape.of(2, 3, 0).withChild(1))
                                        .origin(
                                                new Write(0, 1),
                                                new Fork(0, 1),
                                                new Post(0),
                                                new Write(0, 2),
                                                new Unmap(0))
                                        .origin(new WaitFor(0), new Read(1), new Write(1, 1))
                                        .serving(AARCH64)
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM),
                new Plan("fork-of-untouched-page")
                        .exercises("fork of a page that nobody has touched; the child reads it")
                        .workload(
                                new Workload.Builder(Shape.of(2, 1, 1).withChild(1))
                                        .origin(new Fork(0, 1), new Post(0))
                                        .origin(new WaitFor(0), new Read(1))
                                        .serving(AARCH64)
                                        .interruptible()),
                new Plan("fork-of-remote-page")
                        .exercises(
                                "fork of a page of the remote's; the child writes and unmaps its own")
                        .workload(
                                new Workload.Builder(Shape.of(2, 3, 1).withChild(1))
                                        .origin(new WaitFor(0), new Fork(0, 1), new Post(1))
                                        .origin(new WaitFor(1), new Write(1, 1), new Unmap(1))
                                        .remote(new Write(0, 2), new Post(0))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .ofPaperOnly(),
                new Plan("two-threads-copy-shared-page")
                        .exercises("a thread forks and writes the page that another one writes too")
                        .workload(
                                new Workload.Builder(Shape.of(2, 3, 0).withChild(1))
                                        .origin(new Write(0, 1), new Fork(0, 1), new Write(0, 2))
                                        .origin(new Write(0, 1), new Read(0))
                                        .serving(AARCH64)
                                        .interruptible())
                        .owes(FRAME_FREED_ONCE_BY_OWNER),
                new Plan("two-threads-change-vmas")
                        .exercises(
                                "a thread maps and unmaps a page that another writes, which maps its own")
                        .workload(
                                new Workload.Builder(
                                                Shape.of(2, 3, 0)
                                                        .withPermission(0)
                                                        .with(MAPPED_LATER))
                                        .origin(new Mmap(0), new Unmap(0))
                                        .origin(new Mmap(1), new Write(0, 2))
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM),
                new Plan("two-remote-unmaps-two-pages")
                        .exercises(
                                "two threads of the remote unmap a page each, with one frame for both")
                        .workload(
                                new Workload.Builder(Shape.of(2, 0, 1))
                                        .remote(new Write(0, 1), new Unmap(0))
                                        .remote(new Write(1, 2), new Unmap(1))
                                        .serving(X86_64, AARCH64))
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                REMOTE_VMA_WITHIN_ORIGIN,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM)
                        .ofPaperOnly(),
                new Plan("remote-without-frames")
                        .exercises("the remote has no frame free and uses the origin's page")
                        .workload(
                                new Workload.Builder(Shape.of(1, 1, 0))
                                        .origin(new Write(0, 1), new Post(0))
                                        .remote(new WaitFor(0), new Read(0), new Write(0, 2))
                                        .serving(X86_64))
                        .ofPaperOnly(),
                new Plan("origin-waits-for-frames")
                        .exercises(
                                "two threads of the origin use a page each, with one frame for both")
                        .workload(
                                new Workload.Builder(Shape.of(2, 1, 0))
                                        .origin(new Write(0, 1), new Unmap(0), new Read(1))
                                        .origin(new Read(1), new Write(1, 2), new Unmap(1))
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM),
                new Plan("copy-waits-for-frames")
                        .exercises(
                                "a shared page is to be copied while another page has the last frame")
                        .workload(
                                new Workload.Builder(Shape.of(3, 2, 0).withChild(2))
                                        .origin(
                                                new WaitFor(0),
                                                new Write(0, 1),
                                                new Fork(0, 2),
                                                new Write(0, 2))
                                        .origin(new Write(1, 1), new Post(0), new Unmap(1))
                                        .serving(AARCH64)
                                        .interruptible())
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM),
                new Plan("fork-waits-for-frames")
                        .exercises(
                                "a remote page is to be copied for a child while another page has the last frame")
                        .workload(
                                new Workload.Builder(Shape.of(3, 1, 1).withChild(2))
                                        .origin(new WaitFor(0), new WaitFor(1), new Fork(0, 2))
                                        .origin(new Write(1, 1), new Post(1), new Unmap(1))
                                        .remote(new Write(0, 2), new Post(0))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .ofPaperOnly(),
                new Plan("exit-against-remote-without-frames")
                        .exercises(
                                "the process exits while a remote thread waits for a frame in vain")
                        .workload(
                                new Workload.Builder(Shape.of(1, 1, 0))
                                        .origin(new Exit())
                                        .remote(new Write(0, 1))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                FRAME_FREED_ONCE_BY_OWNER,
                                NO_LEAK,
                                NO_TABLE_FREED_UNDER_WALKER,
                                MAPPING_CALLS_END)
                        .ofPaperOnly(),
                new Plan("protect-after-unmap")
                        .exercises("a page is unmapped, then protected, then read")
                        .workload(
                                new Workload.Builder(Shape.of(1, 1, 0))
                                        .origin(new Unmap(0), new Protect(0), new Read(0)))
                        .owes(
                                NO_MAPPING_AFTER_MUNMAP,
                                FRAME_FREED_ONCE_BY_OWNER,
                                ILLEGAL_ACCESS_IS_SIGNALLED,
                                MAPPING_CALLS_END,
                                WRITER_GETS_MMAP_SEM),
                new Plan("two-shootdowns-at-once")
                        .exercises(
                                "two pages of zeros are copied at once, one of them for the remote")
                        .workload(
                                new Workload.Builder(Shape.of(2, 2, 1))
                                        .origin(new Read(0), new Post(0), new Read(0))
                                        .origin(new Read(1), new WaitFor(0), new Write(1, 1))
                                        .remote(new WaitFor(0), new Write(0, 1))
                                        .serving(X86_64)
                                        .interruptible())
                        .owes(FALLBACK_IS_ANSWERED)
                        .ofPaperOnly(),
                new Plan("exit-after-races")
                        .exercises(
                                "threads of both kernels race for a page, then the process exits")
                        .workload(
                                new Workload.Builder(Shape.of(1, 2, 2))
                                        .origin(new Write(0, 1), new WaitFor(0), new Exit())
                                        .origin(new Write(0, 2), new Post(0))
                                        .remote(new Write(0, 1))
                                        .serving(X86_64, AARCH64)
                                        .interruptible())
                        .owes(
                                FRAME_FREED_ONCE_BY_OWNER,
                                NO_LEAK,
                                NO_TABLE_FREED_UNDER_WALKER,
                                MAPPING_CALLS_END)
                        .releasedLacks(
                                FREED_WHILE_MAPPED,
                                NO_MAPPING_OF_FREE_FRAME,
                                FRAME_FREED_ONCE_BY_OWNER)
                        .releasedLacks(NO_SECOND_LOOK, ONE_FRAME_PER_PAGE, NO_LEAK)
                        .releasedLacks(MISCOUNT, RESIDENT_COUNT_BALANCES)
                        .releasedLacks(FOREIGN_STAYS, LEGAL_ACCESS_ENDS));
    }

    /** A configuration in every reading that it is in. */
    private static final class Plan {
        private final String name;
        private String exercises = "";
        private Optional<Workload> workload = Optional.empty();
        private final List<Property<?>> owed = new ArrayList<>(ALWAYS);
        private final Map<Property<?>, String> lacks = new LinkedHashMap<>();
        private boolean isOfPaperOnly;

        Plan(String name) {
            this.name = name;
        }

        Plan exercises(String what) {
            exercises = what;
            return this;
        }

        Plan workload(Workload.Builder builder) {
            workload = Optional.of(builder.build());
            return this;
        }

        Plan owes(Property<?>... more) {
            owed.addAll(List.of(more));
            return this;
        }

        /** Not in the released reading. */
        Plan ofPaperOnly() {
            isOfPaperOnly = true;
            return this;
        }

        /** What the released source does not keep here, and why. */
        Plan releasedLacks(String reason, Property<?>... properties) {
            for (Property<?> property : properties) {
                lacks.put(property, reason);
            }
            return this;
        }

        Stream<Mechanism> readings() {
            owed.add(RUN_COMPLETES);
            List<Property<?>> owedByPaper = new ArrayList<>(owed);
            owedByPaper.add(LEAF_IN_VMA);
            owedByPaper.addAll(MachineProperties.LOCK_BALANCE);
            Workload threads = workload.orElseThrow();
            Mechanism paper =
                    new AddressSpaceConfiguration(
                            name,
                            Reading.PAPER,
                            exercises,
                            source(PAPER, "section 6.4"),
                            threads,
                            PAPER_DESIGN.exposedBy(name),
                            Set.of(),
                            owedByPaper,
                            Map.of());
            boolean hasRemote = threads.threads().tasksOf(AARCH64).findAny().isPresent();
            if (isOfPaperOnly || !hasRemote) {
                return Stream.of(paper);
            }
            Mechanism released =
                    new AddressSpaceConfiguration(
                            name,
                            Reading.RELEASED,
                            exercises,
                            source(RELEASE, "page_server.c, fault.c and memory.c"),
                            threads,
                            RELEASED_DESIGN,
                            Set.of(),
                            owed,
                            lacks);
            return Stream.of(paper, released);
        }
    }
}
