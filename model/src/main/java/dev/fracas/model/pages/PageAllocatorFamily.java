package dev.fracas.model.pages;

import static dev.fracas.model.kernel.pages.Block.State.ISOLATED;
import static dev.fracas.model.kernel.pages.Block.State.ONLINE;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.pages.Block;
import dev.fracas.model.kernel.pages.Zone;
import dev.fracas.model.kernel.pages.ZoneObservatory;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.FixedMechanism;
import dev.fracas.model.mechanism.FixedMechanism.Wrong;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.kernel.pages.PageAllocatorProperties;
import dev.fracas.spec.machine.MachineProperties;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A kernel's page allocator. */
public final class PageAllocatorFamily implements Family {
    /** Makes the zone. */
    @FunctionalInterface
    interface ZoneMaker {
        Zone make(Threads threads, Isa kernel, List<Block> blocks, int watermark);
    }

    /** What a thread does next. */
    private enum Act {
        ALLOCATES,
        /** Frees the frame that it got last, if it got one. */
        FREES
    }

    private static final List<Property<?>> OWED =
            Stream.of(PageAllocatorProperties.all(), MachineProperties.all())
                    .flatMap(List::stream)
                    .toList();

    /**
     * What can be broken there: with every block online, or no watermark, some properties cannot.
     */
    private static List<Property<?>> owed(List<Block> blocks, int watermark) {
        boolean allOnline = blocks.stream().allMatch(block -> block.state() == ONLINE);
        return OWED.stream()
                .filter(p ->
                        !(allOnline && p.equals(PageAllocatorProperties.FRAME_OF_ONLINE_BLOCK)))
                .filter(p ->
                        !(watermark == 0 && p.equals(PageAllocatorProperties.WATERMARK_IS_KEPT)))
                .toList();
    }

    private static final List<Mechanism> MECHANISMS =
            List.of(
                    zone(
                            "two-threads-allocate",
                            "two threads take three frames of two blocks, another block being isolated",
                            List.of(
                                    new Block(1, 3, ISOLATED),
                                    Block.online(3, 5),
                                    Block.online(5, 6)),
                            0,
                            List.of(List.of(Act.ALLOCATES, Act.ALLOCATES), List.of(Act.ALLOCATES)),
                            ZoneDefects.TWO_ALLOCATE),
                    zone(
                            "allocate-against-free",
                            "two threads take frames and give them back",
                            List.of(Block.online(1, 4)),
                            0,
                            List.of(
                                    List.of(Act.ALLOCATES, Act.FREES, Act.ALLOCATES),
                                    List.of(Act.ALLOCATES, Act.ALLOCATES, Act.FREES)),
                            ZoneDefects.AGAINST_FREE),
                    zone(
                            "last-page-race",
                            "two threads want the last frame above the watermark",
                            List.of(Block.online(1, 3)),
                            1,
                            List.of(List.of(Act.ALLOCATES, Act.FREES), List.of(Act.ALLOCATES)),
                            ZoneDefects.LAST_PAGE));

    @Override
    public String id() {
        return "page-allocator";
    }

    @Override
    public String summary() {
        return "a kernel's page allocator: free lists of blocks under zone->lock, and a watermark";
    }

    @Override
    public List<Mechanism> mechanisms() {
        return MECHANISMS;
    }

    @Override
    public List<Property<?>> properties() {
        return OWED;
    }

    private static Mechanism zone(
            String name,
            String summary,
            List<Block> blocks,
            int watermark,
            List<List<Act>> acts,
            List<Wrong<ZoneMaker>> wrong) {
        Threads threads = Threads.of(acts.stream().map(act -> X86_64).toList(), List.of());
        return new FixedMechanism<ZoneMaker>(
                name,
                Optional.empty(),
                summary,
                Source.source(Source.LINUX, "mm/page_alloc.c"),
                threads.isas(),
                Zone::new,
                (description, maker) ->
                        machine(
                                description,
                                threads,
                                maker.make(threads, X86_64, blocks, watermark),
                                acts),
                owed(blocks, watermark),
                wrong);
    }

    private static Machine machine(
            MachineDescription description, Threads threads, Zone zone, List<List<Act>> acts) {
        List<Program> programs = new ArrayList<>();
        for (int core = 0; core < acts.size(); core++) {
            Routine r = new Routine(core, threads.programs(), threads.isa(core));
            Deque<Register> got = new ArrayDeque<>();
            for (Act act : acts.get(core)) {
                r.workload(() -> does(r, act, zone, got));
            }
            programs.add(r.build());
        }
        return new Machine(
                programs,
                description.memory(),
                description.exclusives(),
                new ZoneObservatory(List.of(zone)).observatory());
    }

    private static void does(Routine r, Act act, Zone zone, Deque<Register> got) {
        switch (act) {
            case ALLOCATES -> {
                Register frame = r.register("page", zone.bits());
                r.kernel(() -> zone.allocate(r, frame, taken -> {}));
                got.push(frame);
            }
            case FREES -> {
                Register frame = got.pop();
                r.when(frame.isNotEqualTo(0), () -> r.kernel(() -> zone.free(r, frame, () -> {})));
            }
        }
    }
}
