package dev.fracas.generators.memorymaps;

import dev.fracas.spec.hardware.MemoryRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chocosolver.solver.Model;
import org.chocosolver.solver.Solver;
import org.chocosolver.solver.search.strategy.Search;
import org.chocosolver.solver.variables.IntVar;

/**
 * Gives ranges their places: no two overlap, each is aligned and on its side of 4 GiB, none lies
 * where there is no memory. The requests interact, so that a constraint solver has to see all of
 * them: what is placed first may take the only place of another.
 *
 * @param lowEnd in MiB, where memory below 4 GiB ends
 * @param end in MiB, where memory ends
 */
record RangePlacement(int lowEnd, int end) {
    /** Dead ends after which a random order is given up for the lowest places. */
    private static final long MAX_FAILS = 200;

    /**
     * Places for all of them, or nothing when there are none.
     *
     * @param scatter 0 for the lowest places, else the seed of random ones
     */
    Optional<List<MemoryRange>> place(List<RangeRequest> requests, long scatter) {
        if (scatter != 0) {
            Optional<List<MemoryRange>> scattered = solve(requests, scatter);
            if (scattered.isPresent()) {
                return scattered;
            }
        }
        return solve(requests, 0);
    }

    private Optional<List<MemoryRange>> solve(List<RangeRequest> requests, long scatter) {
        Model model = new Model();
        IntVar[] starts = new IntVar[requests.size()];
        for (int i = 0; i < starts.length; i++) {
            int[] places = places(requests.get(i));
            if (places.length == 0) {
                return Optional.empty();
            }
            starts[i] = model.intVar("start of " + i, places);
        }
        for (int i = 0; i < starts.length; i++) {
            for (int j = 0; j < i; j++) {
                model.or(
                                model.arithm(
                                        starts[i], "-", starts[j], ">=", requests.get(j).size()),
                                model.arithm(
                                        starts[j], "-", starts[i], ">=", requests.get(i).size()))
                        .post();
            }
        }
        Solver solver = model.getSolver();
        if (scatter == 0) {
            solver.setSearch(Search.minDomLBSearch(starts));
        } else {
            solver.setSearch(Search.randomSearch(starts, scatter));
            solver.limitFail(MAX_FAILS);
        }
        if (!solver.solve()) {
            return Optional.empty();
        }
        List<MemoryRange> placed = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            placed.add(requests.get(i).at(starts[i].getValue()));
        }
        return Optional.of(placed);
    }

    private int[] places(RangeRequest request) {
        return IntStream.rangeClosed(0, (end - request.size()) / request.alignment())
                .map(multiple -> multiple * request.alignment())
                .filter(start -> request.maySit(start, lowEnd))
                .toArray();
    }
}
