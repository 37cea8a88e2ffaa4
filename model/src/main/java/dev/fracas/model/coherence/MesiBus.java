package dev.fracas.model.coherence;

import static dev.fracas.model.coherence.BusState.IDLE;
import static dev.fracas.model.coherence.BusState.LINES;
import static dev.fracas.model.coherence.BusState.READ;
import static dev.fracas.model.coherence.BusState.WRITE;
import static dev.fracas.model.coherence.Mesi.INVALID;
import static dev.fracas.model.coherence.Mesi.MODIFIED;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TraceWords;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.ViewWords;
import dev.fracas.model.state.StateLayout;
import dev.fracas.spec.Isa;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Caches of two lines each on an atomic bus, one request outstanding per cache. A transition system
 * without any program: its movers are the caches, each of which is asked to read or write by its
 * core, evicts a line, or serves what it was asked.
 */
public final class MesiBus implements TransitionSystem {
    /** The most caches on a bus. */
    public static final int MOST_CACHES = 8;

    /** What a cache does in a step; a step's choice says which, and to which line and value. */
    enum Act {
        ASK_READ,
        ASK_WRITE,
        EVICT,
        READ_HIT,
        READ_MISS,
        WRITE_LINE,
        TAKE_SNOOP;

        private static final Act[] ALL = values();

        static Act of(int step) {
            return ALL[Step.choiceOf(step) % ALL.length];
        }

        /** The line, and for what is to be written the number of lines times the value more. */
        static int operand(int step) {
            return Step.choiceOf(step) / ALL.length;
        }
    }

    private static final int ACTS = Act.values().length;

    private final List<Isa> caches;
    private final int values;
    private final BusState at;
    private final Mesi mesi;

    /**
     * Caches that are asked for ever, without a defect.
     *
     * @param caches the ISA of the core behind each, 1 to 8
     * @param values that a line can hold, at least 2
     * @throws IllegalArgumentException if a state would not fit into 64 bits
     */
    public static MesiBus endless(List<Isa> caches, int values) {
        return new MesiBus(caches, values, 0, false, Mesi::new);
    }

    /** {@link #endless} for so many cores of one ISA. */
    public static MesiBus endless(int caches, int values) {
        return endless(Collections.nCopies(caches, Isa.X86_64), values);
    }

    MesiBus(
            List<Isa> caches,
            int values,
            int requests,
            boolean postsSnoops,
            Function<BusState, Mesi> protocol) {
        if (caches.isEmpty() || caches.size() > MOST_CACHES || values < 2) {
            throw new IllegalArgumentException(
                    "1 to %d caches and 2 values or more, got %d and %d"
                            .formatted(MOST_CACHES, caches.size(), values));
        }
        this.caches = List.copyOf(caches);
        this.values = values;
        this.at = new BusState(caches.size(), values, requests, postsSnoops);
        this.mesi = protocol.apply(at);
    }

    BusState state() {
        return at;
    }

    Isa isa(int cache) {
        return caches.get(cache);
    }

    @Override
    public StateLayout layout() {
        return at.layout();
    }

    @Override
    public void initialStates(Successors out) {
        out.draft(new long[] {at.initial()}, 0);
        out.commit(0, -1);
    }

    @Override
    public Generator newGenerator() {
        return new Bus();
    }

    @Override
    public int actors() {
        return caches.size();
    }

    @Override
    public int actorOf(int step) {
        return Step.coreOf(step);
    }

    @Override
    public String actorName(int cache) {
        return isa(cache).shortName() + ":" + cache;
    }

    @Override
    public TraceWords traceWords() {
        return new BusWords(this);
    }

    /** What it is asked, and how it holds each line. */
    @Override
    public int places(int cache) {
        return 3 * (MODIFIED + 1) * (MODIFIED + 1);
    }

    @Override
    public int placeOf(long[] states, int from, int cache) {
        int place = at.request(states[from], cache);
        for (int line = 0; line < LINES; line++) {
            place = place * (MODIFIED + 1) + at.copy(states[from], cache, line);
        }
        return place;
    }

    @Override
    public <V extends View> StateObserver<V> observeStates(Class<V> view) {
        return BusViews.observeStates(at, view);
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Class<V> view) {
        return BusViews.observeSteps(this, view);
    }

    @Override
    public Optional<ViewWords<?>> words(Class<? extends View> view) {
        return BusWords.ofView(view);
    }

    @Override
    public List<String> instructions() {
        List<String> all = new ArrayList<>();
        for (int cache = 0; cache < caches.size(); cache++) {
            for (Act act : Act.values()) {
                if (act != Act.TAKE_SNOOP || at.postsSnoops()) {
                    all.add(actorName(cache) + " " + act);
                }
            }
        }
        return all;
    }

    private final class Bus implements Generator {
        private final int acts = at.postsSnoops() ? ACTS : ACTS - 1;
        private final boolean[] reached = new boolean[caches.size() * acts];
        private final long[] idle = new long[1];

        @Override
        public void successors(long[] states, int from, Successors out) {
            long state = states[from];
            for (int cache = 0; cache < caches.size(); cache++) {
                switch (at.request(state, cache)) {
                    case IDLE -> {
                        ask(cache, state, out);
                        evict(cache, state, out);
                    }
                    case READ -> read(cache, state, out);
                    default -> write(cache, state, out);
                }
                if (at.postsSnoops()) {
                    takeSnoops(cache, state, out);
                }
            }
        }

        private void ask(int cache, long state, Successors out) {
            if (at.requestsLeft(state, cache) == 0) {
                return;
            }
            for (int line = 0; line < LINES; line++) {
                append(cache, Act.ASK_READ, line, at.asked(state, cache, READ, line, 0), out);
            }
            for (int line = 0; line < LINES; line++) {
                for (int value = 0; value < values; value++) {
                    int operand = value * LINES + line;
                    long asked = at.asked(state, cache, WRITE, line, value);
                    append(cache, Act.ASK_WRITE, operand, asked, out);
                }
            }
        }

        private void evict(int cache, long state, Successors out) {
            for (int line = 0; line < LINES; line++) {
                if (at.copy(state, cache, line) != INVALID) {
                    append(cache, Act.EVICT, line, mesi.evict(state, cache, line), out);
                }
            }
        }

        private void read(int cache, long state, Successors out) {
            int line = at.requestLine(state, cache);
            if (at.copy(state, cache, line) == INVALID) {
                append(cache, Act.READ_MISS, line, mesi.readMiss(state, cache, line), out);
            } else {
                append(cache, Act.READ_HIT, line, at.served(state, cache), out);
            }
        }

        private void write(int cache, long state, Successors out) {
            int line = at.requestLine(state, cache);
            long after = mesi.write(state, cache, line, at.requestValue(state, cache));
            append(cache, Act.WRITE_LINE, line, after, out);
        }

        private void takeSnoops(int cache, long state, Successors out) {
            for (int line = 0; line < LINES; line++) {
                if (at.snoop(state, cache, line) != 0) {
                    append(cache, Act.TAKE_SNOOP, line, mesi.evict(state, cache, line), out);
                }
            }
        }

        private void append(int cache, Act act, int operand, long after, Successors out) {
            int to = out.draft(idle, 0);
            out.states()[to] = after;
            int choice = operand * ACTS + act.ordinal();
            out.commit(Step.code(cache, Step.Kind.INSTRUCTION, choice), -1);
            reached[cache * acts + act.ordinal()] = true;
        }

        @Override
        public boolean finished(long[] states, int from) {
            for (int cache = 0; cache < caches.size(); cache++) {
                if (!isAtRest(states[from], cache)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void addReached(boolean[] all) {
            for (int i = 0; i < reached.length; i++) {
                all[i] |= reached[i];
            }
        }
    }

    /** Whether a cache has and will have no request, and has given every line back. */
    boolean isAtRest(long state, int cache) {
        boolean holdsNone = true;
        for (int line = 0; line < LINES; line++) {
            holdsNone &= at.copy(state, cache, line) == INVALID;
        }
        return holdsNone && at.requestsLeft(state, cache) == 0 && at.request(state, cache) == IDLE;
    }
}
