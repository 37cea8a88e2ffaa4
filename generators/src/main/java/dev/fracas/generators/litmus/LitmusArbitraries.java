package dev.fracas.generators.litmus;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Random litmus programs of two to four threads. They shrink toward two threads, few actions, loads
 * in place of others, the first word and small constants.
 */
public final class LitmusArbitraries {
    /** The most actions of all threads together: keeps the slowest programs from taking seconds. */
    public static final int MAX_SIZE = 10;

    private static final int MOST_THREADS = 4;
    private static final int MOST_OF_A_THREAD = 5;

    private LitmusArbitraries() {}

    /**
     * Programs of two to four threads of one to five actions, ten in all at most, over up to three
     * words. Two words are accessed much more often than the third, and loads and stores than
     * fences and locked accesses, since it takes two plain accesses in a thread to see a store
     * buffer. In three of four programs all stores to a word differ; in the fourth they need not,
     * so that a compare-and-swap can take one store for another.
     */
    public static Arbitrary<LitmusProgram> programs() {
        return programs(MAX_SIZE);
    }

    /**
     * The same with another bound on all threads' actions together.
     *
     * @param maxSize at least 2
     */
    public static Arbitrary<LitmusProgram> programs(int maxSize) {
        Arbitrary<List<Action>> thread =
                some(1, MOST_OF_A_THREAD, fragments())
                        .map(parts -> parts.stream().flatMap(List::stream).toList());
        Arbitrary<Boolean> distinct = Arbitraries.of(true, true, true, false);
        return Combinators.combine(some(2, MOST_THREADS, thread), distinct)
                .as((threads, differ) -> {
                    LitmusProgram program = new LitmusProgram(threads).withWordsInOrder();
                    return differ ? program.withDistinctStores() : program;
                })
                .filter(program -> program.size() <= maxSize);
    }

    /** What a fragment of a thread does; the first is what others shrink to. */
    private enum Kind {
        LOAD,
        STORE,
        FENCE,
        SWAP,
        FETCH_AND_ADD,
        COMPARE_AND_SWAP,
        /** A store, and behind it a load of another word, which can pass it. */
        STORE_AND_LOAD,
        /** The same with a fence in between, so that it cannot. */
        STORE_FENCE_AND_LOAD,
        /** The same with a locked store, so that it cannot either. */
        SWAP_AND_LOAD
    }

    /** One action, or two that a store buffer can turn around or is kept from turning around. */
    private static Arbitrary<List<Action>> fragments() {
        Arbitrary<Kind> kind =
                Arbitraries.frequency(
                        Tuple.of(9, Kind.LOAD),
                        Tuple.of(9, Kind.STORE),
                        Tuple.of(1, Kind.FENCE),
                        Tuple.of(1, Kind.SWAP),
                        Tuple.of(1, Kind.FETCH_AND_ADD),
                        Tuple.of(2, Kind.COMPARE_AND_SWAP),
                        Tuple.of(8, Kind.STORE_AND_LOAD),
                        Tuple.of(4, Kind.STORE_FENCE_AND_LOAD),
                        Tuple.of(2, Kind.SWAP_AND_LOAD));
        Arbitrary<Integer> word =
                Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(5, 1), Tuple.of(1, 2));
        Arbitrary<Integer> stored = Arbitraries.of(1, 2);
        Arbitrary<Integer> compared = Arbitraries.of(0, 1, 2);
        // ten, so that what was added shows in the value beside what was stored
        Arbitrary<Integer> added = Arbitraries.of(1, 10);
        return Combinators.combine(kind, word, stored, compared, added)
                .as((k, w, s, c, a) ->
                        switch (k) {
                            case LOAD -> List.of(Action.load(w));
                            case STORE -> List.of(Action.store(w, s));
                            case FENCE -> List.of(Action.fence());
                            case SWAP -> List.of(Action.swap(w, s));
                            case FETCH_AND_ADD -> List.of(Action.fetchAndAdd(w, a));
                            case COMPARE_AND_SWAP -> List.of(Action.compareAndSwap(w, c, s));
                            case STORE_AND_LOAD -> List.of(Action.store(w, s), loadOfAnother(w));
                            case STORE_FENCE_AND_LOAD ->
                                    List.of(Action.store(w, s), Action.fence(), loadOfAnother(w));
                            case SWAP_AND_LOAD -> List.of(Action.swap(w, s), loadOfAnother(w));
                        });
    }

    private static Action loadOfAnother(int word) {
        return Action.load(word == 0 ? 1 : 0);
    }

    private static <T> Arbitrary<List<T>> some(int least, int most, Arbitrary<T> of) {
        return of.list()
                .ofMinSize(least)
                .ofMaxSize(most)
                .withSizeDistribution(RandomDistribution.uniform());
    }
}
