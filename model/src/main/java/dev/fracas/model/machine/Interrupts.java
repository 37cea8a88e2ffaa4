package dev.fracas.model.machine;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Program.Role;
import dev.fracas.model.program.Value;
import dev.fracas.model.state.Field;
import dev.fracas.model.state.StateLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The inter-processor interrupts of a machine: for each core of the hardware and each vector that
 * is sent to it or taken there, whether one is in flight and whether one is pending. That is one
 * bit each, so that a second interrupt joins one that has not arrived, as it does in the interrupt
 * request register of a local APIC (Intel's SDM, volume 3A, "Interrupt Acceptance for Fixed
 * Interrupts") and in the pending state of a software-generated interrupt of Arm's GIC.
 *
 * <p>A pair belongs to the program that takes it. One that no program takes stays pending, as an
 * interrupt does that is masked for ever. It belongs to a handler of the core if there is one, else
 * to the core's own program, and keeps that, if it serves for ever, from being at rest.
 */
final class Interrupts {
    /** An interrupt that can come to a core. */
    private record Pair(int core, InterruptVector vector, int program, boolean isTaken) {}

    private final int programs;
    private final List<Pair> pairs;

    /** The number of each program's first pair, and of all pairs. */
    private final int[] first;

    private final Field[] inFlight;
    private final Field[] pending;

    private Interrupts(List<Pair> pairs, int[] first, Field[] inFlight, Field[] pending) {
        this.programs = first.length - 1;
        this.pairs = pairs;
        this.first = first;
        this.inFlight = inFlight;
        this.pending = pending;
    }

    /** Declares the fields, and places them when the layout is known. */
    static final class Builder {
        private final List<Pair> pairs = new ArrayList<>();
        private final int[] first;
        private final int[] field;

        /**
         * @param hosts for each program, the one on whose core it runs
         * @throws IllegalArgumentException when two programs take the same vector of a core, or a
         *     handler waits for one that is not its own
         */
        Builder(List<Program> programs, int[] hosts, StateLayout.Builder layout) {
            List<Pair> found = new ArrayList<>();
            for (Program program : programs) {
                int host = hosts[program.core()];
                for (InterruptVector vector : taken(program)) {
                    add(found, new Pair(host, vector, program.core(), true), programs);
                }
            }
            for (Program program : programs) {
                addUntaken(program, hosts, found);
            }
            first = new int[programs.size() + 1];
            for (Program program : programs) {
                first[program.core()] = pairs.size();
                found.stream().filter(p -> p.program() == program.core()).forEach(pairs::add);
            }
            first[programs.size()] = pairs.size();
            field = new int[pairs.size()];
            int previous = -1;
            for (int i = 0; i < field.length; i++) {
                Pair pair = pairs.get(i);
                if (pair.program() != previous) {
                    layout.group();
                    previous = pair.program();
                }
                String name = pair.vector() + " %s " + pair.program();
                field[i] = layout.field(name.formatted("in flight"), 1);
                layout.field(name.formatted("pending"), 1);
            }
        }

        /** The vectors that the program takes on its core, those of a handler as it names them. */
        private static List<InterruptVector> taken(Program program) {
            List<InterruptVector> awaited =
                    program.code().stream()
                            .filter(AwaitIpi.class::isInstance)
                            .flatMap(i -> ((AwaitIpi) i).vectors().stream())
                            .distinct()
                            .toList();
            if (!(program.role() instanceof Role.HandlerOf handler)) {
                return awaited;
            }
            for (InterruptVector vector : awaited) {
                if (!handler.vectors().contains(vector)) {
                    throw new IllegalArgumentException(
                            "%s waits for %s and is the handler of %s"
                                    .formatted(program.coreName(), vector, handler.vectors()));
                }
            }
            return handler.vectors();
        }

        private static void add(List<Pair> found, Pair pair, List<Program> programs) {
            for (Pair other : found) {
                if (other.core() == pair.core() && other.vector().equals(pair.vector())) {
                    throw new IllegalArgumentException(
                            "%s and %s both take %s on core %d"
                                    .formatted(
                                            programs.get(other.program()).coreName(),
                                            programs.get(pair.program()).coreName(),
                                            pair.vector(),
                                            pair.core()));
                }
            }
            found.add(pair);
        }

        /** What the program sends to cores where nobody takes it. */
        private static void addUntaken(Program program, int[] hosts, List<Pair> found) {
            for (var instruction : program.code()) {
                if (!(instruction instanceof SendIpi send)) {
                    continue;
                }
                for (int core = 0; core < hosts.length; core++) {
                    int to = core;
                    boolean mayBeSent =
                            hosts[core] == core
                                    && (!(send.target() instanceof Value.Constant c)
                                            || c.value() == core);
                    if (mayBeSent
                            && found.stream()
                                    .noneMatch(p ->
                                            p.core() == to && p.vector().equals(send.vector()))) {
                        int owner = core;
                        for (int other = hosts.length - 1; other >= 0; other--) {
                            owner = hosts[other] == core && other != core ? other : owner;
                        }
                        found.add(new Pair(core, send.vector(), owner, false));
                    }
                }
            }
        }

        Interrupts build(StateLayout layout) {
            Field[] inFlight = new Field[field.length];
            Field[] pending = new Field[field.length];
            for (int i = 0; i < field.length; i++) {
                inFlight[i] = layout.fields().get(field[i]);
                pending[i] = layout.fields().get(field[i] + 1);
            }
            return new Interrupts(List.copyOf(pairs), first, inFlight, pending);
        }
    }

    int count() {
        return pairs.size();
    }

    /** The vectors of the program's pairs, in the order of their places. */
    List<InterruptVector> vectorsOf(int program) {
        return pairs.subList(first[program], first[program + 1]).stream()
                .map(Pair::vector)
                .toList();
    }

    /** The number of the pair that stands at a place among the program's, -1 if there is none. */
    private int at(int program, int place) {
        int pair = first[program] + place;
        return pair < first[program + 1] ? pair : -1;
    }

    /** The number of the pair, or -1. */
    private int pair(long core, InterruptVector vector) {
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.get(i).core() == core && pairs.get(i).vector().equals(vector)) {
                return i;
            }
        }
        return -1;
    }

    /** The program that a pair belongs to; nothing where none of that vector can come. */
    OptionalInt programOf(int core, InterruptVector vector) {
        int pair = pair(core, vector);
        return pair < 0 ? OptionalInt.empty() : OptionalInt.of(pairs.get(pair).program());
    }

    /** For each number of a core, the pair that an instruction sends to; -1 where it oopses. */
    int[] sentBy(SendIpi send) {
        int[] to = new int[programs];
        for (int core = 0; core < programs; core++) {
            to[core] = pair(core, send.vector());
        }
        return to;
    }

    /** The pairs that an instruction waits for, on that core of the hardware. */
    int[] awaitedBy(AwaitIpi await, int core) {
        return await.vectors().stream().mapToInt(vector -> pair(core, vector)).toArray();
    }

    Field inFlight(int pair) {
        return inFlight[pair];
    }

    Field pending(int pair) {
        return pending[pair];
    }

    /** Appends the arrival of each interrupt that is in flight. */
    void deliveries(long[] s, int at, Successors out) {
        for (int program = 0; program < programs; program++) {
            for (int place = 0; place < first[program + 1] - first[program]; place++) {
                deliver(program, place, s, at, out);
            }
        }
    }

    /** Appends the arrival of one interrupt of a program, if it is in flight. */
    void deliver(int program, int place, long[] s, int at, Successors out) {
        int pair = at(program, place);
        if (pair < 0 || inFlight[pair].get(s, at) == 0) {
            return;
        }
        int to = out.draft(s, at);
        inFlight[pair].set(out.states(), to, 0);
        pending[pair].set(out.states(), to, 1);
        out.commit(Step.code(program, Step.Kind.DELIVER, place), -1);
    }

    boolean anyInFlight(long[] s, int at) {
        for (Field field : inFlight) {
            if (field.get(s, at) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether something of the program's is in flight or pending. */
    boolean anyFor(int program, long[] s, int at) {
        for (int pair = first[program]; pair < first[program + 1]; pair++) {
            if (pending[pair].get(s, at) != 0 || inFlight[pair].get(s, at) != 0) {
                return true;
            }
        }
        return false;
    }

    int pendingOn(int core, long[] s, int at) {
        int count = 0;
        for (int pair = 0; pair < pending.length; pair++) {
            if (pairs.get(pair).core() == core && pending[pair].get(s, at) != 0) {
                count++;
            }
        }
        return count;
    }

    /**
     * What is in flight or pending for the program: {@code -}, {@code in flight, pending}; named by
     * its vector where there are several, and where nobody takes it.
     */
    String describe(int program, long[] s, int at) {
        List<String> all = new ArrayList<>();
        boolean isOnly = first[program + 1] - first[program] == 1;
        for (int pair = first[program]; pair < first[program + 1]; pair++) {
            boolean flies = inFlight[pair].get(s, at) != 0;
            boolean waits = pending[pair].get(s, at) != 0;
            if (!flies && !waits) {
                continue;
            }
            String is = flies ? (waits ? "in flight, pending" : "in flight") : "pending";
            Pair known = pairs.get(pair);
            String name = isOnly && known.isTaken() ? "" : known.vector() + " ";
            all.add(name + is + (known.isTaken() ? "" : ", which no program takes"));
        }
        return all.isEmpty() ? "-" : all.stream().collect(Collectors.joining("; "));
    }

    /** How many pairs the programs before this one have beyond the first of each. */
    int furtherBefore(int program) {
        int further = 0;
        for (int p = 0; p < program; p++) {
            further += Math.max(0, first[p + 1] - first[p] - 1);
        }
        return further;
    }
}
