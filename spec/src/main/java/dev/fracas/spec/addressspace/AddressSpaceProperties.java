package dev.fracas.spec.addressspace;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.Property.always;
import static dev.fracas.spec.Property.leadsTo;
import static dev.fracas.spec.Property.never;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.PAPER;
import static dev.fracas.spec.Source.POPCORN;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.addressspace.AddressSpaceView.NONE;
import static dev.fracas.spec.addressspace.AddressSpaceView.READ;
import static dev.fracas.spec.addressspace.AddressSpaceView.READ_WRITE;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;
import static dev.fracas.spec.machine.MachineProperties.NO_LOCK_LEFT;
import static dev.fracas.spec.machine.MachineProperties.NO_OOPS;
import static dev.fracas.spec.machine.MachineProperties.RUN_COMPLETES;
import static dev.fracas.spec.machine.MachineProperties.UNLOCK_BALANCE;

import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import java.util.List;

/** What a fused address space owes its users and its frames. */
public final class AddressSpaceProperties {
    private static final Source FUSED = source(PAPER, "section 6.4");
    private static final Source DSM = source(POPCORN, "page_server.c");

    private AddressSpaceProperties() {}

    // ---- pages and frames

    public static final Property<AddressSpaceView> ONE_FRAME_PER_PAGE =
            always(
                    "S5",
                    "All mappings of a page, in the tables and TLBs of both kernels, are to one frame.",
                    FUSED,
                    AddressSpaceView.class,
                    v -> {
                        for (int page = 0; page < v.pages(); page++) {
                            if (!mapsOneFrame(v, page)) {
                                return false;
                            }
                        }
                        return true;
                    });

    public static final Property<AddressSpaceView> NO_MAPPING_OF_FREE_FRAME =
            always(
                    "S6",
                    "No leaf and no TLB maps a frame that is free, in use for something else, or 0.",
                    FUSED,
                    AddressSpaceView.class,
                    v -> {
                        for (int page = 0; page < v.pages(); page++) {
                            for (Isa kernel : Isa.values()) {
                                if (v.leafPresent(kernel, page)
                                        && !mayMap(v, v.leafFrame(kernel, page), page)) {
                                    return false;
                                }
                            }
                            for (int core = 0; core < v.cores(); core++) {
                                if (v.cached(core, page)
                                        && !mayMap(v, v.cachedFrame(core, page), page)) {
                                    return false;
                                }
                            }
                        }
                        return true;
                    });

    public static final Property<AddressSpaceView> WRITABLE_ONLY_WHERE_EXCLUSIVE =
            always(
                    "S7",
                    "A writable mapping is of a writable VMA and of a frame that is the page's alone.",
                    FUSED,
                    AddressSpaceView.class,
                    v -> {
                        for (int page = 0; page < v.pages(); page++) {
                            for (Isa kernel : Isa.values()) {
                                if (v.leafPresent(kernel, page)
                                        && v.leafWritable(kernel, page)
                                        && !mayWrite(v, v.leafFrame(kernel, page), page)) {
                                    return false;
                                }
                            }
                            for (int core = 0; core < v.cores(); core++) {
                                if (v.cachedWritable(core, page)
                                        && !mayWrite(v, v.cachedFrame(core, page), page)) {
                                    return false;
                                }
                            }
                        }
                        return true;
                    });

    public static final Property<AddressSpaceView> FIRST_READ_IS_INITIAL_CONTENT =
            always(
                    "S8",
                    "The first read of an anonymous page returns 0, of a file page the file's content.",
                    FUSED,
                    AddressSpaceView.class,
                    v -> !v.wrongFirstRead());

    public static final Property<AddressSpaceStep> CONVERSION_KEEPS_FRAME_AND_RIGHTS =
            never(
                    "S9",
                    "A leaf brought from the other ISA's format into a kernel's own keeps its frame and"
                            + " allows no more than the VMA.",
                    FUSED,
                    AddressSpaceStep.class,
                    s -> {
                        for (int page = 0; page < s.after().pages(); page++) {
                            for (Isa kernel : Isa.values()) {
                                if (convertsWrongly(s, kernel, page)) {
                                    return true;
                                }
                            }
                        }
                        return false;
                    });

    public static final Property<AddressSpaceView> NO_MAPPING_AFTER_MUNMAP =
            always(
                    "S10",
                    "After munmap returned no kernel has a leaf or TLB entry of the page, nor a frame for"
                            + " it.",
                    FUSED,
                    AddressSpaceView.class,
                    v -> {
                        for (int page = 0; page < v.pages(); page++) {
                            if (v.mostPermission(page) == NONE && isMapped(v, page)) {
                                return false;
                            }
                        }
                        return true;
                    });

    public static final Property<AddressSpaceStep> FRAME_FREED_ONCE_BY_OWNER =
            never(
                    "S11",
                    "A frame is freed once, by the kernel that owns it, after every mapping is gone.",
                    FUSED,
                    AddressSpaceStep.class,
                    s -> {
                        int frame = s.freedFrame();
                        return (s.after().freedTwice() && !s.before().freedTwice())
                                || (s.after().freedByOther() && !s.before().freedByOther())
                                || (frame != 0
                                        && (s.after().owner(frame) != s.kernel()
                                                || isMappedAnywhere(s.after(), frame)));
                    });

    /** The other half of obligation S11: nothing is left behind. */
    public static final Property<AddressSpaceView> NO_LEAK =
            always(
                    "no-leak",
                    "When the process has exited on both kernels, no frame is in use for its pages.",
                    FUSED,
                    AddressSpaceView.class,
                    v -> {
                        if (!v.exited()) {
                            return true;
                        }
                        for (int frame = 1; frame < v.frames(); frame++) {
                            for (int page = 0; page < v.pages(); page++) {
                                if (!v.isZeroPage(frame) && v.isUsedFor(frame, page)) {
                                    return false;
                                }
                            }
                        }
                        return true;
                    });

    public static final Property<AddressSpaceView> NO_TABLE_FREED_UNDER_WALKER =
            always(
                    "S12",
                    "A table page is not freed while the other kernel's walker holds a pointer into it.",
                    FUSED,
                    AddressSpaceView.class,
                    v -> !v.originTableFreed() || v.insideForeignTable() == 0);

    public static final Property<AddressSpaceView> RESIDENT_COUNT_BALANCES =
            always(
                    "S13",
                    "A kernel's count of resident frames is never below 0, and 0 after exit.",
                    source(LINUX, "mm/memory.c"),
                    AddressSpaceView.class,
                    v ->
                            v.residentFrames(X86_64) >= 0
                                    && v.residentFrames(AARCH64) >= 0
                                    && (!v.exited()
                                            || v.residentFrames(X86_64) + v.residentFrames(AARCH64)
                                                    == 0));

    public static final Property<AddressSpaceView> READ_RETURNS_LAST_WRITE =
            always(
                    "S14",
                    "A read returns the last write to the page, by a core of either kernel.",
                    FUSED,
                    AddressSpaceView.class,
                    v -> !v.wrongRead());

    /** The user's view: one sequentially consistent memory for each page, guarded by VMAs. */
    public static final Property<AddressSpaceView> USER_VIEW =
            always(
                    "user-view",
                    "Each access does what one memory with the VMAs' permissions would do: it reads the"
                            + " last write, and it succeeds or is signalled as the VMA says.",
                    FUSED,
                    AddressSpaceView.class,
                    v ->
                            !v.wrongFirstRead()
                                    && !v.wrongRead()
                                    && !v.illegalAccess()
                                    && !v.wrongSignal());

    // ---- VMAs

    public static final Property<AddressSpaceView> WALKER_TAKES_LIVE_VMA =
            always(
                    "S15",
                    "A VMA that the remote walker takes covers the page and existed at the origin at some"
                            + " time during the walk.",
                    FUSED,
                    AddressSpaceView.class,
                    v -> !v.tookStaleVma());

    public static final Property<AddressSpaceView> REMOTE_VMA_WITHIN_ORIGIN =
            always(
                    "S16",
                    "Outside of a call that changes VMAs the remote has no VMA, and no permission, that"
                            + " the origin does not have.",
                    FUSED,
                    AddressSpaceView.class,
                    v -> {
                        for (int page = 0; page < v.pages(); page++) {
                            if (v.leastPermission(page) == v.mostPermission(page)
                                    && v.vma(AARCH64, page) > v.mostPermission(page)) {
                                return false;
                            }
                        }
                        return true;
                    });

    public static final Property<AddressSpaceView> NO_READ_OF_FREED_VMA =
            always(
                    "S17",
                    "No kernel reads a VMA that has been freed.",
                    FUSED,
                    AddressSpaceView.class,
                    v -> !v.readFreedVma());

    /** The leaf and the VMA of one kernel: what is outside of any VMA nobody would ever zap. */
    public static final Property<AddressSpaceView> LEAF_IN_VMA =
            always(
                    "leaf-in-vma",
                    "Outside of a call that changes VMAs a kernel has a leaf of a page only where it has a"
                            + " VMA that allows as much.",
                    source(LINUX, "mm/memory.c"),
                    AddressSpaceView.class,
                    v -> {
                        for (int page = 0; page < v.pages(); page++) {
                            for (Isa kernel : Isa.values()) {
                                if (v.changing() == 0
                                        && v.leafPresent(kernel, page)
                                        && v.vma(kernel, page)
                                                < (v.leafWritable(kernel, page)
                                                        ? READ_WRITE
                                                        : READ)) {
                                    return false;
                                }
                            }
                        }
                        return true;
                    });

    // ---- progress

    public static final Property<AddressSpaceView> LEGAL_ACCESS_ENDS =
            leadsTo(
                    "L3",
                    "A legal access ends: it does not fault for ever.",
                    FUSED,
                    AddressSpaceView.class,
                    (v, core) ->
                            v.accessedPage(core) >= 0
                                    && v.leastPermission(v.accessedPage(core))
                                            >= v.neededPermission(core),
                    (v, core) -> v.accessedPage(core) < 0);

    public static final Property<AddressSpaceView> ILLEGAL_ACCESS_IS_SIGNALLED =
            leadsTo(
                    "L4",
                    "An access that no VMA allows ends with a signal.",
                    FUSED,
                    AddressSpaceView.class,
                    (v, core) ->
                            v.accessedPage(core) >= 0
                                    && v.mostPermission(v.accessedPage(core))
                                            < v.neededPermission(core),
                    (v, core) -> v.accessedPage(core) < 0);

    public static final Property<AddressSpaceView> FALLBACK_IS_ANSWERED =
            leadsTo(
                    "L5",
                    "A fault that is handed to the origin by message is answered.",
                    FUSED,
                    AddressSpaceView.class,
                    (v, core) -> (v.fallingBack() >> core & 1) != 0,
                    (v, core) -> (v.fallingBack() >> core & 1) == 0);

    public static final Property<AddressSpaceView> MAPPING_CALLS_END =
            leadsTo(
                    "L6",
                    "munmap, mprotect and exit end.",
                    FUSED,
                    AddressSpaceView.class,
                    (v, core) -> (v.changing() >> core & 1) != 0,
                    (v, core) -> (v.changing() >> core & 1) == 0);

    public static final Property<AddressSpaceView> LEGAL_ACCESS_IS_NOT_SIGNALLED =
            always(
                    "L7",
                    "An access that the origin's VMA allows throughout is not answered with a signal.",
                    FUSED,
                    AddressSpaceView.class,
                    v -> !v.wrongSignal());

    public static final Property<AddressSpaceView> WRITER_GETS_MMAP_SEM =
            leadsTo(
                    "L8",
                    "Readers of the VMAs, of either kernel, do not keep a writer out for ever.",
                    FUSED,
                    AddressSpaceView.class,
                    (v, core) -> (v.awaitingWriteLock() >> core & 1) != 0,
                    (v, core) -> (v.awaitingWriteLock() >> core & 1) == 0);

    // ---- distributed shared memory

    public static final Property<AddressSpaceView> SINGLE_WRITER_OR_MANY_READERS =
            always(
                    "S35",
                    "Single writer or many readers: where one kernel maps a page writable, it is the only"
                            + " owner and the other maps nothing.",
                    DSM,
                    AddressSpaceView.class,
                    v -> {
                        for (int page = 0; page < v.pages(); page++) {
                            for (Isa kernel : Isa.values()) {
                                Isa other = kernel == X86_64 ? AARCH64 : X86_64;
                                if (v.leafPresent(kernel, page)
                                        && v.leafWritable(kernel, page)
                                        && (v.leafPresent(other, page)
                                                || (!v.inTransfer(page) && v.owns(other, page)))) {
                                    return false;
                                }
                            }
                        }
                        return true;
                    });

    public static final Property<AddressSpaceView> OWNERS_COPY_IS_CURRENT =
            always(
                    "S36",
                    "Outside of a transfer a page has an owner, and each owner's copy is current.",
                    DSM,
                    AddressSpaceView.class,
                    v -> {
                        for (int page = 0; page < v.pages(); page++) {
                            if (v.inTransfer(page)) {
                                continue;
                            }
                            boolean owned = v.owns(X86_64, page) || v.owns(AARCH64, page);
                            if (!owned
                                    || (v.owns(X86_64, page) && !v.copyIsCurrent(X86_64, page))
                                    || (v.owns(AARCH64, page) && !v.copyIsCurrent(AARCH64, page))) {
                                return false;
                            }
                        }
                        return true;
                    });

    public static final Property<AddressSpaceView> ONE_LEADER_PER_FAULT =
            always(
                    "S37",
                    "In each kernel at most one fault of a page leads.",
                    DSM,
                    AddressSpaceView.class,
                    v -> {
                        for (int page = 0; page < v.pages(); page++) {
                            if (v.leaders(X86_64, page) > 1 || v.leaders(AARCH64, page) > 1) {
                                return false;
                            }
                        }
                        return true;
                    });

    public static final Property<AddressSpaceView> FAULT_HANDLE_FREED_ONCE =
            always(
                    "S38",
                    "A fault handle is freed once, with nobody waiting, and its counts stay at 0 or above.",
                    DSM,
                    AddressSpaceView.class,
                    v -> !v.handleMisused());

    public static final Property<AddressSpaceView> DISTRIBUTED_FAULT_ENDS =
            leadsTo(
                    "L23",
                    "A fault of a distributed page ends: it is not retried for ever.",
                    DSM,
                    AddressSpaceView.class,
                    (v, core) -> (v.faulting() >> core & 1) != 0,
                    (v, core) -> (v.faulting() >> core & 1) == 0);

    public static final Property<AddressSpaceView> INVALIDATION_IS_ACKNOWLEDGED =
            leadsTo(
                    "L25",
                    "An invalidation is acknowledged.",
                    DSM,
                    AddressSpaceView.class,
                    (v, core) -> (v.awaitingInvalidation() >> core & 1) != 0,
                    (v, core) -> (v.awaitingInvalidation() >> core & 1) == 0);

    /** What an address space is judged by, in the order in which reports show it. */
    public static List<Property<?>> all() {
        return List.of(
                USER_VIEW,
                ONE_FRAME_PER_PAGE,
                NO_MAPPING_OF_FREE_FRAME,
                WRITABLE_ONLY_WHERE_EXCLUSIVE,
                FIRST_READ_IS_INITIAL_CONTENT,
                CONVERSION_KEEPS_FRAME_AND_RIGHTS,
                NO_MAPPING_AFTER_MUNMAP,
                FRAME_FREED_ONCE_BY_OWNER,
                NO_LEAK,
                NO_TABLE_FREED_UNDER_WALKER,
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
                SINGLE_WRITER_OR_MANY_READERS,
                OWNERS_COPY_IS_CURRENT,
                ONE_LEADER_PER_FAULT,
                FAULT_HANDLE_FREED_ONCE,
                DISTRIBUTED_FAULT_ENDS,
                INVALIDATION_IS_ACKNOWLEDGED,
                NO_DEADLOCK,
                NO_OOPS,
                RUN_COMPLETES);
    }

    /** Every mapping of the page that there is leads to one frame. */
    private static boolean mapsOneFrame(AddressSpaceView v, int page) {
        int only = -1;
        for (Isa kernel : Isa.values()) {
            if (v.leafPresent(kernel, page)) {
                int frame = v.leafFrame(kernel, page);
                if (only >= 0 && frame != only) {
                    return false;
                }
                only = frame;
            }
        }
        for (int core = 0; core < v.cores(); core++) {
            if (v.cached(core, page)) {
                int frame = v.cachedFrame(core, page);
                if (only >= 0 && frame != only) {
                    return false;
                }
                only = frame;
            }
        }
        return true;
    }

    private static boolean mayMap(AddressSpaceView v, int frame, int page) {
        return frame != 0 && (v.isZeroPage(frame) || v.isUsedFor(frame, page));
    }

    private static boolean mayWrite(AddressSpaceView v, int frame, int page) {
        return v.mostPermission(page) == READ_WRITE && !v.isZeroPage(frame) && !v.isShared(frame);
    }

    private static boolean convertsWrongly(AddressSpaceStep s, Isa kernel, int page) {
        AddressSpaceView before = s.before();
        AddressSpaceView after = s.after();
        boolean converts =
                before.leafPresent(kernel, page)
                        && before.leafForeign(kernel, page)
                        && after.leafPresent(kernel, page)
                        && !after.leafForeign(kernel, page);
        return converts
                && (before.leafFrame(kernel, page) != after.leafFrame(kernel, page)
                        || (after.leafWritable(kernel, page)
                                && after.mostPermission(page) < READ_WRITE));
    }

    private static boolean isMapped(AddressSpaceView v, int page) {
        if (!v.leafNone(X86_64, page) || !v.leafNone(AARCH64, page)) {
            return true;
        }
        for (int core = 0; core < v.cores(); core++) {
            if (v.cached(core, page)) {
                return true;
            }
        }
        for (int frame = 1; frame < v.frames(); frame++) {
            if (!v.isZeroPage(frame) && !v.isShared(frame) && v.isUsedFor(frame, page)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMappedAnywhere(AddressSpaceView v, int frame) {
        for (int page = 0; page < v.pages(); page++) {
            if (leads(v, X86_64, page, frame) || leads(v, AARCH64, page, frame)) {
                return true;
            }
            for (int core = 0; core < v.cores(); core++) {
                if (v.cached(core, page) && v.cachedFrame(core, page) == frame) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean leads(AddressSpaceView v, Isa kernel, int page, int frame) {
        return v.leafPresent(kernel, page) && v.leafFrame(kernel, page) == frame;
    }
}
