package dev.fracas.model.lock;

import dev.fracas.model.program.Value;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What {@code smp_processor_id()} says on each core, and what {@code per_cpu_ptr()} makes of such a
 * number there: the two ends of a CPU number that travels in the tail of a queued spinlock.
 *
 * @param numberOf for each core, its number in its own kernel
 * @param coreOf for each core, by number, the core whose per-CPU data its kernel finds; one past
 *     the last core where the kernel has no such CPU, so that its per-CPU offset leads nowhere
 */
record CpuNumbers(List<Integer> numberOf, List<List<Integer>> coreOf) {
    CpuNumbers {
        numberOf = List.copyOf(numberOf);
        coreOf = List.copyOf(coreOf);
    }

    /** One numbering, and one table of per-CPU data, for both kernels. */
    static CpuNumbers unique(int cores) {
        List<Integer> all = IntStream.range(0, cores).boxed().toList();
        return new CpuNumbers(all, all.stream().map(core -> all).toList());
    }

    /** Each kernel counts its own cores from 0, and finds its own per-CPU data. */
    static CpuNumbers ofEachKernel(List<Isa> cores) {
        List<Integer> numberOf = ranks(cores);
        List<List<Integer>> coreOf = new ArrayList<>();
        for (Isa isa : cores) {
            coreOf.add(table(numberOf, core -> cores.get(core) == isa));
        }
        return new CpuNumbers(numberOf, coreOf);
    }

    /** Each kernel counts its own cores from 0, but takes every number for one of both kernels'. */
    static CpuNumbers colliding(List<Isa> cores) {
        return new CpuNumbers(ranks(cores), unique(cores.size()).coreOf);
    }

    private static List<Integer> ranks(List<Isa> cores) {
        return IntStream.range(0, cores.size())
                .map(core ->
                        (int)
                                cores.subList(0, core).stream()
                                        .filter(isa -> isa == cores.get(core))
                                        .count())
                .boxed()
                .toList();
    }

    private static List<Integer> table(List<Integer> numberOf, IntPredicate isOwn) {
        int outside = numberOf.size();
        return IntStream.range(0, count(numberOf))
                .map(number ->
                        IntStream.range(0, numberOf.size())
                                .filter(isOwn)
                                .filter(core -> numberOf.get(core) == number)
                                .findFirst()
                                .orElse(outside))
                .boxed()
                .toList();
    }

    private static int count(List<Integer> numberOf) {
        return numberOf.stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    }

    /** How many different numbers there are. */
    int count() {
        return count(numberOf);
    }

    /** The core whose per-CPU data this core finds under a number below {@link #count}. */
    Value coreOf(int core, Value number) {
        List<Integer> table = coreOf.get(core);
        if (IntStream.range(0, table.size()).allMatch(n -> table.get(n) == n)) {
            return number;
        }
        Value found = Value.constant(0);
        for (int n = 0; n < table.size(); n++) {
            found = found.plus(number.isEqualTo(n).value().times(table.get(n)));
        }
        return found;
    }
}
