package dev.fracas.checkers.peers;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.program.WordArray;
import dev.fracas.model.state.Field;
import dev.fracas.model.state.StateLayout;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import java.util.ArrayList;
import java.util.List;

/**
 * The snooping MESI protocol of {@code mesi.pml}: nodes with a cache of two lines each on an atomic
 * bus, one request outstanding per node. A transition system without any program, as small and as
 * quick as one can be: a state is one {@code long}.
 */
public final class MesiBus implements TransitionSystem {
    private static final int LINES = 2;

    private static final int INVALID = 0;
    private static final int SHARED = 1;
    private static final int EXCLUSIVE = 2;
    private static final int MODIFIED = 3;

    private static final int IDLE = 0;
    private static final int READ = 1;
    private static final int WRITE = 2;

    /** What a node does in a step; numbered by their ordinals among the instructions of a node. */
    private enum Act {
        ISSUE_READ,
        ISSUE_WRITE,
        EVICT,
        READ_HIT,
        READ_MISS,
        WRITE
    }

    private static final int ACTS = Act.values().length;

    private final int nodes;
    private final int values;
    private final StateLayout layout;
    private final Field[][] copy;
    private final Field[][] data;
    private final Field[] memory;
    private final Field[] request;
    private final Field[] requestLine;
    private final Field[] requestValue;

    /**
     * @param nodes 1 to 8
     * @param values that a line can hold, at least 2
     * @throws IllegalArgumentException if a state would not fit into 64 bits
     */
    public MesiBus(int nodes, int values) {
        if (nodes < 1 || nodes > 8 || values < 2) {
            throw new IllegalArgumentException(
                    "1 to 8 nodes and 2 values or more, got " + nodes + " and " + values);
        }
        this.nodes = nodes;
        this.values = values;
        int valueBits = WordArray.bitsFor(values - 1);
        StateLayout.Builder build = new StateLayout.Builder().group();
        for (int n = 0; n < nodes; n++) {
            for (int line = 0; line < LINES; line++) {
                build.field("copy " + n + " of " + line, 2);
                build.field("data " + n + " of " + line, valueBits);
            }
            build.field("request " + n, 2);
            build.field("request line " + n, 1);
            build.field("request value " + n, valueBits);
        }
        for (int line = 0; line < LINES; line++) {
            build.field("memory " + line, valueBits);
        }
        layout = build.build();
        if (layout.words() > 1) {
            throw new IllegalArgumentException(
                    nodes + " nodes with " + values + " values do not fit into 64 bits");
        }
        var next = layout.fields().iterator();
        copy = new Field[nodes][LINES];
        data = new Field[nodes][LINES];
        request = new Field[nodes];
        requestLine = new Field[nodes];
        requestValue = new Field[nodes];
        for (int n = 0; n < nodes; n++) {
            for (int line = 0; line < LINES; line++) {
                copy[n][line] = next.next();
                data[n][line] = next.next();
            }
            request[n] = next.next();
            requestLine[n] = next.next();
            requestValue[n] = next.next();
        }
        memory = new Field[LINES];
        for (int line = 0; line < LINES; line++) {
            memory[line] = next.next();
        }
    }

    @Override
    public StateLayout layout() {
        return layout;
    }

    /** Everything invalid, every line 0, no request: all bits 0. */
    @Override
    public void initialStates(Successors out) {
        out.draft(new long[1], 0);
        out.commit(0, -1);
    }

    @Override
    public Generator newGenerator() {
        return new Bus();
    }

    @Override
    public int actors() {
        return nodes;
    }

    @Override
    public int actorOf(int step) {
        return Step.coreOf(step);
    }

    @Override
    public String actorName(int actor) {
        return "node:" + actor;
    }

    @Override
    public <V extends View> StateObserver<V> observeStates(Class<V> view) {
        if (view != BusView.class) {
            throw new IllegalArgumentException("a bus shows no " + view.getSimpleName());
        }
        Snapshot snapshot = new Snapshot();
        V shown = view.cast(snapshot);
        return (states, at) -> {
            snapshot.state = states[at];
            return shown;
        };
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Class<V> view) {
        throw new IllegalArgumentException("a bus shows no " + view.getSimpleName());
    }

    @Override
    public List<String> instructions() {
        List<String> all = new ArrayList<>();
        for (int n = 0; n < nodes; n++) {
            for (Act act : Act.values()) {
                all.add(actorName(3 * n) + " " + act);
            }
        }
        return all;
    }

    private static int get(long state, Field field) {
        return (int) ((state >>> field.shift()) & field.mask());
    }

    private static long with(long state, Field field, int value) {
        return (state & ~(field.mask() << field.shift())) | ((long) value << field.shift());
    }

    private final class Bus implements Generator {
        private final boolean[] reached = new boolean[nodes * ACTS];
        private final long[] idle = new long[1];

        @Override
        public void successors(long[] states, int at, Successors out) {
            long state = states[at];
            for (int n = 0; n < nodes; n++) {
                switch (get(state, request[n])) {
                    case IDLE -> {
                        issue(n, state, out);
                        evict(n, state, out);
                    }
                    case READ -> read(n, state, out);
                    default -> write(n, state, out);
                }
            }
        }

        private void issue(int n, long state, Successors out) {
            long reading = with(state, request[n], READ);
            for (int line = 0; line < LINES; line++) {
                append(n, Act.ISSUE_READ, line, with(reading, requestLine[n], line), out);
            }
            long writing = with(state, request[n], WRITE);
            for (int line = 0; line < LINES; line++) {
                long there = with(writing, requestLine[n], line);
                for (int value = 0; value < values; value++) {
                    int choice = value * LINES + line;
                    long asked = with(there, requestValue[n], value);
                    append(n, Act.ISSUE_WRITE, choice, asked, out);
                }
            }
        }

        private void evict(int n, long state, Successors out) {
            for (int line = 0; line < LINES; line++) {
                int had = get(state, copy[n][line]);
                if (had != INVALID) {
                    long after = had == MODIFIED ? writtenBack(n, line, state) : state;
                    append(n, Act.EVICT, line, dropped(n, line, after), out);
                }
            }
        }

        private void read(int n, long state, Successors out) {
            int line = get(state, requestLine[n]);
            if (get(state, copy[n][line]) != INVALID) {
                append(n, Act.READ_HIT, 0, served(n, state), out);
                return;
            }
            long after = state;
            boolean held = false;
            for (int other = 0; other < nodes; other++) {
                int has = get(state, copy[other][line]);
                if (has == MODIFIED) {
                    after = writtenBack(other, line, after);
                }
                if (has != INVALID) {
                    held = true;
                    after = with(after, copy[other][line], SHARED);
                }
            }
            after = with(after, copy[n][line], held ? SHARED : EXCLUSIVE);
            after = with(after, data[n][line], get(after, memory[line]));
            append(n, Act.READ_MISS, 0, served(n, after), out);
        }

        private void write(int n, long state, Successors out) {
            int line = get(state, requestLine[n]);
            long after = state;
            for (int other = 0; other < nodes; other++) {
                if (other != n) {
                    if (get(state, copy[other][line]) == MODIFIED) {
                        after = writtenBack(other, line, after);
                    }
                    after = dropped(other, line, after);
                }
            }
            after = with(after, copy[n][line], MODIFIED);
            after = with(after, data[n][line], get(state, requestValue[n]));
            append(n, Act.WRITE, 0, served(n, after), out);
        }

        private long writtenBack(int n, int line, long state) {
            return with(state, memory[line], get(state, data[n][line]));
        }

        private long dropped(int n, int line, long state) {
            return with(with(state, copy[n][line], INVALID), data[n][line], 0);
        }

        private long served(int n, long state) {
            long free = with(state, request[n], IDLE);
            return with(with(free, requestLine[n], 0), requestValue[n], 0);
        }

        private void append(int n, Act act, int choice, long after, Successors out) {
            int to = out.draft(idle, 0);
            out.states()[to] = after;
            int label = choice * ACTS + act.ordinal();
            out.commit(Step.code(n, Step.Kind.INSTRUCTION, label), -1);
            reached[n * ACTS + act.ordinal()] = true;
        }

        /** The nodes never end. */
        @Override
        public boolean finished(long[] states, int at) {
            return false;
        }

        @Override
        public void addReached(boolean[] all) {
            for (int i = 0; i < reached.length; i++) {
                all[i] |= reached[i];
            }
        }
    }

    private final class Snapshot implements BusView {
        private long state;

        @Override
        public int lines() {
            return LINES;
        }

        @Override
        public int owners(int line) {
            int owners = 0;
            for (int n = 0; n < nodes; n++) {
                owners += get(state, copy[n][line]) >= EXCLUSIVE ? 1 : 0;
            }
            return owners;
        }

        @Override
        public int copies(int line) {
            int copies = 0;
            for (int n = 0; n < nodes; n++) {
                copies += get(state, copy[n][line]) != INVALID ? 1 : 0;
            }
            return copies;
        }

        @Override
        public boolean cleanCopiesEqualMemory(int line) {
            int clean = get(state, memory[line]);
            for (int n = 0; n < nodes; n++) {
                int has = get(state, copy[n][line]);
                if (has != INVALID && has != MODIFIED && get(state, data[n][line]) != clean) {
                    return false;
                }
            }
            return true;
        }
    }
}
