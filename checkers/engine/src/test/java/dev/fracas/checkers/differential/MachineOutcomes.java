package dev.fracas.checkers.differential;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Locations;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How a workload ends on the machine of a reading: what each access came to, which is seen where
 * its core leaves the instructions of the access, and what the pages hold in the end. Knows nothing
 * of the ghosts by which properties judge.
 */
final class MachineOutcomes {
    private static final String CONTENTS = "frame";
    private static final int MOST_STEPS = 2_000;

    private final AddressSpaceWorkload workload;
    private final Accesses accesses;
    private final Machine machine;
    private final TransitionSystem.Generator generator;
    private final Locations locations;
    private final int words;
    private final Successors out;

    private MachineOutcomes(AddressSpaceWorkload workload, Reading reading, String defect) {
        this.workload = workload;
        accesses = Accesses.of(workload);
        Mechanism configuration = workload.in(reading);
        MachineDescription sequential =
                configuration.ground().usual().withMemory(Memory.sequentialConsistency());
        machine =
                configuration.machine(
                        defect.isEmpty() ? sequential : sequential.withDefect(defect));
        generator = machine.newGenerator();
        locations = machine.locations();
        words = machine.layout().words();
        out = new Successors(words);
    }

    /** The workload's outcomes as that reading has it. */
    static MachineOutcomes of(AddressSpaceWorkload workload, Reading reading) {
        return new MachineOutcomes(workload, reading, "");
    }

    /** With a defect of the reading. */
    static MachineOutcomes of(AddressSpaceWorkload workload, Reading reading, String defect) {
        return new MachineOutcomes(workload, reading, defect);
    }

    /** A state of the machine and behind it, packed, what the accesses came to. */
    private record Node(long[] state) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Node(long[] others) && Arrays.equals(state, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(state);
        }

        long results() {
            return state[state.length - 1];
        }
    }

    /** All of them, by every interleaving; empty when there are more states than that. */
    Optional<Set<Outcome>> everyOne(int maxStates) {
        Set<Node> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        Set<Outcome> outcomes = new HashSet<>();
        open.push(initial());
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (!seen.add(node)) {
                continue;
            }
            if (seen.size() > maxStates) {
                return Optional.empty();
            }
            List<Move> moves = moves(node);
            moves.forEach(move -> open.push(move.to()));
            if (moves.isEmpty()) {
                outcomes.add(outcome(node));
            }
        }
        return Optional.of(outcomes);
    }

    /**
     * Those of that many random runs, each of which changes cores seldom or often; one that has not
     * ended by then has no outcome.
     */
    Set<Outcome> ofRuns(int runs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Outcome> outcomes = new HashSet<>();
        for (int i = 0; i < runs; i++) {
            double switching = Math.pow(0.5, random.nextInt(7));
            Node node = initial();
            int core = -1;
            List<Move> moves = moves(node);
            for (int step = 0; step < MOST_STEPS && !moves.isEmpty(); step++) {
                int last = core;
                List<Move> staying = moves.stream().filter(move -> move.core == last).toList();
                boolean stays = !staying.isEmpty() && random.nextDouble() >= switching;
                List<Move> from = stays ? staying : moves;
                Move move = from.get(random.nextInt(from.size()));
                core = move.core;
                node = move.to;
                moves = moves(node);
            }
            if (moves.isEmpty()) {
                outcomes.add(outcome(node));
            }
        }
        return outcomes;
    }

    /** A step that leads to another state. */
    private record Move(int core, Node to) {}

    private Node initial() {
        out.clear();
        machine.initialStates(out);
        long[] state = Arrays.copyOf(out.states(), words + 1);
        state[words] = Outcome.none(accesses.count());
        return new Node(state);
    }

    private List<Move> moves(Node node) {
        out.clear();
        generator.successors(node.state, 0, out);
        List<Move> all = new ArrayList<>();
        for (int i = 0; i < out.count(); i++) {
            long[] next = new long[words + 1];
            System.arraycopy(out.states(), out.at(i), next, 0, words);
            Step step = Step.of(out.step(i));
            next[words] = results(node, next, step);
            if (!Arrays.equals(next, node.state)) {
                all.add(new Move(step.core(), new Node(next)));
            }
        }
        return all;
    }

    private long results(Node before, long[] after, Step step) {
        int core = step.core();
        if (core >= accesses.ofCore().size()
                || step.kind() != Step.Kind.INSTRUCTION
                || !isAccessing(before.state, core)
                || isAccessing(after, core)) {
            return before.results();
        }
        Effect effect = machine.execute(Arrays.copyOf(before.state, words), step).orElseThrow();
        boolean done =
                effect.location() >= 0
                        && locations.array(effect.location()).name().equals(CONTENTS);
        int result =
                !done ? Outcome.SIGNAL : effect.read() ? (int) effect.valueRead() : Outcome.WRITTEN;
        return Outcome.with(before.results(), next(before.results(), core), result);
    }

    private int next(long results, int core) {
        return accesses.ofCore().get(core).stream()
                .filter(access -> ((results >>> (access * 4)) & 15) == Outcome.NOT_MADE)
                .findFirst()
                .orElseThrow();
    }

    private boolean isAccessing(long[] state, int core) {
        int at = machine.nextInstruction(state, 0, core);
        if (at < 0) {
            return false;
        }
        Program program = machine.program(core);
        return program.sites().get(at).notes().stream()
                .anyMatch(dev.fracas.model.addressspace.Accesses.class::isInstance);
    }

    private Outcome outcome(Node node) {
        AddressSpaceView view = machine.observeStates(AddressSpaceView.class).at(node.state, 0);
        List<Integer> contents = new ArrayList<>();
        for (int page = 0; page < workload.pages(); page++) {
            contents.add(content(node.state, view, page));
        }
        return Outcome.of(node.results(), accesses.count(), contents);
    }

    private int content(long[] state, AddressSpaceView view, int page) {
        if (view.vma(Isa.X86_64, page) == AddressSpaceView.NONE) {
            return Outcome.GONE;
        }
        int found = 0;
        boolean any = false;
        for (Isa kernel : Isa.values()) {
            if (view.leafPresent(kernel, page)) {
                int content = (int) locations.read(state, 0, frame(view.leafFrame(kernel, page)));
                found = any && content != found ? Outcome.TORN : content;
                any = true;
            }
        }
        return found;
    }

    private int frame(int number) {
        WordArray frames =
                locations.arrays().stream()
                        .filter(array -> array.name().equals(CONTENTS))
                        .findFirst()
                        .orElseThrow();
        return locations.whole(frames, number);
    }
}
