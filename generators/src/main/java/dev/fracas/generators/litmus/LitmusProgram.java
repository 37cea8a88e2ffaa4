package dev.fracas.generators.litmus;

import dev.fracas.generators.litmus.Action.Access;
import dev.fracas.generators.litmus.Action.CompareAndSwap;
import dev.fracas.generators.litmus.Action.Fence;
import dev.fracas.generators.litmus.Action.Observation;
import dev.fracas.generators.litmus.Action.Store;
import dev.fracas.generators.litmus.Action.Swap;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A litmus program: threads without branches over a few words that are 0 at the start. The words
 * are wide enough that nothing that the program can do makes one wrap.
 *
 * @param threads what each thread executes, in program order; 1 to 8 threads, each with at most 8
 *     plain stores, which is what a store buffer of the machine can hold
 */
public record LitmusProgram(List<List<Action>> threads) {
    /** The most words that a program can name. */
    public static final int MAX_WORDS = 4;

    /** The largest constant. */
    public static final int MAX_CONSTANT = 1000;

    /** Entries of the machine's largest store buffer. */
    private static final int MAX_STORES = 8;

    public LitmusProgram {
        threads = threads.stream().map(List::copyOf).toList();
        if (threads.isEmpty() || threads.size() > Machine.MAX_CORES) {
            throw new IllegalArgumentException(
                    "threads are 1 to %d, got %d".formatted(Machine.MAX_CORES, threads.size()));
        }
        for (List<Action> thread : threads) {
            if (stores(thread) > MAX_STORES) {
                throw new IllegalArgumentException(
                        "a thread has at most %d stores, got %d"
                                .formatted(MAX_STORES, stores(thread)));
            }
        }
    }

    /** A program of these threads. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the constructor only reads them
    public static LitmusProgram of(List<Action>... threads) {
        return new LitmusProgram(List.of(threads));
    }

    /** A thread, to be read as one where programs are written down. */
    public static List<Action> thread(Action... actions) {
        return List.of(actions);
    }

    /** How many words there are: one more than the greatest number of a word that is accessed. */
    public int words() {
        return accesses().mapToInt(access -> access.word() + 1).max().orElse(0);
    }

    /** How many accesses and fences all threads have together. */
    public int size() {
        return threads.stream().mapToInt(List::size).sum();
    }

    /** The accesses that return a value to that thread, in program order. */
    public List<Observation> observations(int thread) {
        return threads.get(thread).stream()
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .toList();
    }

    /** A value that no word exceeds in any run: the sum of all constants. */
    public int greatestValue() {
        return accesses().flatMapToInt(Access::constants).sum();
    }

    /**
     * Entries of a store buffer that no thread can fill and still want to store, at least 1. A
     * machine with buffers of that size shows everything that TSO, whose buffers have no bound,
     * allows. In a smaller one a store may have to wait until an earlier one is in memory, so that
     * the loads behind it cannot pass that one: it shows less.
     */
    public int unboundedBuffer() {
        return Math.max(1, threads.stream().mapToInt(LitmusProgram::stores).max().orElse(0));
    }

    /** The machine that runs this program under that model. */
    public LitmusMachine on(Memory memory) {
        return LitmusMachine.of(this, memory);
    }

    /** The same program with words numbered in the order in which the text names them. */
    public LitmusProgram withWordsInOrder() {
        List<Integer> order = accesses().map(Access::word).distinct().toList();
        return mapAccesses(access -> access.at(order.indexOf(access.word())));
    }

    /**
     * The same program, but the constants that are stored to a word are 1, 2, 3 and so on in the
     * order of the text: whoever reads one knows whose it is, unless additions make two alike.
     */
    public LitmusProgram withDistinctStores() {
        int[] stored = new int[MAX_WORDS];
        return mapAccesses(access ->
                switch (access) {
                    case Store s -> new Store(s.word(), ++stored[s.word()]);
                    case Swap s -> new Swap(s.word(), ++stored[s.word()]);
                    case CompareAndSwap c ->
                            new CompareAndSwap(c.word(), c.expected(), ++stored[c.word()]);
                    case Action.Load l -> l;
                    case Action.FetchAndAdd f -> f;
                });
    }

    private LitmusProgram mapAccesses(UnaryOperator<Access> change) {
        List<List<Action>> changed = new ArrayList<>();
        for (List<Action> thread : threads) {
            List<Action> actions = new ArrayList<>();
            for (Action action : thread) {
                actions.add(
                        switch (action) {
                            case Fence fence -> fence;
                            case Access access -> change.apply(access);
                        });
            }
            changed.add(actions);
        }
        return new LitmusProgram(changed);
    }

    private Stream<Access> accesses() {
        return threads.stream()
                .flatMap(List::stream)
                .filter(Access.class::isInstance)
                .map(Access.class::cast);
    }

    private static int stores(List<Action> thread) {
        return (int) thread.stream().filter(Store.class::isInstance).count();
    }

    /**
     * A line for each thread: {@code P0: store x = 1; r0 = load y}. Legible without line breaks
     * too, since jqwik shows samples so.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int thread = 0; thread < threads.size(); thread++) {
            StringJoiner line = new StringJoiner("; ", "P" + thread + ": ", "\n");
            int register = 0;
            for (Action action : threads.get(thread)) {
                line.add(
                        action instanceof Observation
                                ? "r%d = %s".formatted(register++, action)
                                : action.toString());
            }
            text.append(line);
        }
        return text.toString();
    }
}
