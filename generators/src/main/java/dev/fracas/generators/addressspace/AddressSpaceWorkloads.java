package dev.fracas.generators.addressspace;

import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.addressspace.workload.Circumstance;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Workloads that a reading has a machine for: tasks of both kernels that read, write, map, unmap,
 * protect, fork, migrate and exit. Half of all calls are to page 0, so that tasks meet; each
 * circumstance is there in one workload of eight.
 *
 * <p>They shrink toward one task of the origin that reads page 0, ordinary circumstances, and one
 * page to read and write.
 *
 * @param reading what the workloads are for
 * @param maxPages 1 to {@link AddressSpaceWorkload#MAX_PAGES}
 * @param maxTasks tasks of one process on one kernel, 1 to {@link AddressSpaceWorkload#MAX_TASKS};
 *     fewer where a machine has no cores for them
 * @param maxCalls calls of a task, 1 to {@link #MAX_CALLS}
 */
public record AddressSpaceWorkloads(Reading reading, int maxPages, int maxTasks, int maxCalls) {
    /**
     * Calls of a task. Each has the code of its fault, with a test for every frame, in the task's
     * program and in that of the thread that serves it, and a program has 65,536 instructions.
     */
    public static final int MAX_CALLS = 12;

    public AddressSpaceWorkloads {
        requireWithin("pages", maxPages, AddressSpaceWorkload.MAX_PAGES);
        requireWithin("tasks", maxTasks, AddressSpaceWorkload.MAX_TASKS);
        requireWithin("calls", maxCalls, MAX_CALLS);
    }

    private static void requireWithin(String what, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(
                    "%s are 1 to %d, not %d".formatted(what, max, value));
        }
    }

    /** Workloads that an exhaustive search gets through, most of them in a second. */
    public static AddressSpaceWorkloads small(Reading reading) {
        return new AddressSpaceWorkloads(reading, 2, 1, 3);
    }

    /** Workloads for random search: up to 64 pages, and as many tasks as a machine has cores. */
    public static AddressSpaceWorkloads large(Reading reading) {
        return new AddressSpaceWorkloads(
                reading, AddressSpaceWorkload.MAX_PAGES, AddressSpaceWorkload.MAX_TASKS, MAX_CALLS);
    }

    public Arbitrary<AddressSpaceWorkload> arbitrary() {
        Arbitrary<List<RoughTask>> tasks =
                Arbitraries.frequencyOf(
                        Tuple.of(1, tasks().list().ofSize(1)),
                        Tuple.of(
                                6,
                                tasks().list()
                                        .ofMinSize(2)
                                        .ofMaxSize(4 * maxTasks)
                                        .withSizeDistribution(RandomDistribution.uniform())));
        Arbitrary<Integer> permissions =
                Arbitraries.frequency(
                        Tuple.of(12, AddressSpaceView.READ_WRITE),
                        Tuple.of(3, AddressSpaceView.READ),
                        Tuple.of(1, AddressSpaceView.NONE));
        return Combinators.combine(pages(), permissions, circumstances(), tasks)
                .as((p, permission, c, t) -> new RoughWorkload(p, permission, c, t, maxTasks))
                .map(rough -> rough.workload(reading))
                .withoutEdgeCases();
    }

    private Arbitrary<Integer> pages() {
        int few = Math.min(2, maxPages);
        int several = Math.min(8, maxPages);
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(1, few)),
                Tuple.of(2, Arbitraries.integers().between(1, several)),
                Tuple.of(1, Arbitraries.integers().between(1, maxPages)),
                Tuple.of(1, Arbitraries.just(maxPages)));
    }

    /** All but the words of page allocators, which multiply the states of any workload. */
    public static Set<Circumstance> drawn() {
        return EnumSet.complementOf(EnumSet.of(Circumstance.ZONES));
    }

    private static Arbitrary<Set<Circumstance>> circumstances() {
        Arbitrary<Boolean> seldom = Arbitraries.frequency(Tuple.of(7, false), Tuple.of(1, true));
        return seldom.list()
                .ofSize(drawn().size())
                .map(chosen -> {
                    Set<Circumstance> all = EnumSet.noneOf(Circumstance.class);
                    for (Circumstance each : drawn()) {
                        if (chosen.get(each.ordinal())) {
                            all.add(each);
                        }
                    }
                    return all;
                });
    }

    private Arbitrary<RoughTask> tasks() {
        Arbitrary<RoughTask.Place> places =
                Arbitraries.frequency(
                        Tuple.of(4, RoughTask.Place.ORIGIN),
                        Tuple.of(4, RoughTask.Place.REMOTE),
                        Tuple.of(2, RoughTask.Place.CHILD));
        Arbitrary<List<RoughCall>> calls =
                calls().list()
                        .ofMinSize(1)
                        .ofMaxSize(maxCalls)
                        .withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(places, calls).as(RoughTask::new);
    }

    private Arbitrary<RoughCall> calls() {
        Arbitrary<RoughCall.Kind> kinds =
                Arbitraries.frequency(
                        Tuple.of(1, RoughCall.Kind.NOTHING),
                        Tuple.of(8, RoughCall.Kind.READ),
                        Tuple.of(10, RoughCall.Kind.WRITE),
                        Tuple.of(4, RoughCall.Kind.UNMAP),
                        Tuple.of(3, RoughCall.Kind.MMAP),
                        Tuple.of(2, RoughCall.Kind.PROTECT),
                        Tuple.of(3, RoughCall.Kind.MIGRATE),
                        Tuple.of(3, RoughCall.Kind.FORK),
                        Tuple.of(2, RoughCall.Kind.EXIT));
        Arbitrary<Integer> page =
                Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.just(0)),
                        Tuple.of(
                                1,
                                Arbitraries.integers()
                                        .between(0, maxPages - 1)
                                        .withDistribution(RandomDistribution.uniform())));
        return Combinators.combine(kinds, page, Arbitraries.of(1, 2)).as(RoughCall::new);
    }
}
