package dev.fracas.checkers.axiomatic;

import dev.fracas.generators.litmus.Action.Access;
import dev.fracas.generators.litmus.Action.CompareAndSwap;
import dev.fracas.generators.litmus.Action.FetchAndAdd;
import dev.fracas.generators.litmus.Action.Load;
import dev.fracas.generators.litmus.Action.Store;
import dev.fracas.generators.litmus.Action.Swap;
import dev.fracas.generators.litmus.FinalState;
import dev.fracas.generators.litmus.LitmusProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chocosolver.solver.Model;
import org.chocosolver.solver.Solver;
import org.chocosolver.solver.search.strategy.Search;
import org.chocosolver.solver.variables.BoolVar;
import org.chocosolver.solver.variables.DirectedGraphVar;
import org.chocosolver.solver.variables.IntVar;
import org.chocosolver.util.objects.graphs.DirectedGraph;
import org.chocosolver.util.objects.setDataStructures.SetType;

/**
 * The executions of a litmus program that an axiomatic model allows, as the solutions of a
 * constraint model: for each read the number of the write that it sees, for each two writes of a
 * word which comes first in memory. All else follows from these: values, from-reads, and a directed
 * graph without circuits for each acyclicity axiom, in which coherence makes its choices for each
 * two writes an order.
 */
public final class AllowedExecutions {
    private final EventStructure structure;
    private final Model model = new Model();
    private final int threads;
    private final int words;
    private final int greatestValue;

    /** For each event, what it reads or writes. */
    private final IntVar[] value;

    /** For each read, which of the writes of its word it sees, as a number in their list. */
    private final IntVar[] source;

    private final BoolVar[][] readsFrom;
    private final BoolVar[][] coherence;
    private final BoolVar[][] fromRead;
    private final List<IntVar> decisions = new ArrayList<>();

    private AllowedExecutions(LitmusProgram program, AxiomaticModel axioms) {
        structure = new EventStructure(program);
        threads = program.threads().size();
        words = program.words();
        greatestValue = program.greatestValue();
        int n = structure.events().size();
        value = new IntVar[n];
        source = new IntVar[n];
        readsFrom = no(n);
        coherence = no(n);
        fromRead = no(n);
        structure.events().forEach(this::declareValue);
        structure.reads().forEach(this::chooseSource);
        for (int word = 0; word < words; word++) {
            orderWrites(structure.writes(word));
        }
        structure.reads().forEach(this::deriveFromReads);
        // Follow from the others, unless axioms let values depend on themselves; then any will do.
        structure.reads().forEach(read -> decisions.add(value[read.number()]));
        for (Axiom axiom : axioms.axioms()) {
            switch (axiom) {
                case Axiom.Acyclic acyclic -> forbidCycles(acyclic);
                case Axiom.Atomic atomic -> forbidWritesInsideLocked();
            }
        }
    }

    /** How the program can end in the executions that the model allows. */
    public static Set<FinalState> finalStates(LitmusProgram program, AxiomaticModel axioms) {
        return new AllowedExecutions(program, axioms).enumerate();
    }

    private Set<FinalState> enumerate() {
        Solver solver = model.getSolver();
        if (!decisions.isEmpty()) {
            solver.setSearch(Search.inputOrderLBSearch(decisions.toArray(IntVar[]::new)));
        }
        Set<FinalState> ends = new HashSet<>();
        while (solver.solve()) {
            ends.add(finalState());
        }
        return ends;
    }

    private BoolVar[][] no(int n) {
        BoolVar[][] none = new BoolVar[n][n];
        for (BoolVar[] row : none) {
            Arrays.fill(row, model.boolVar(false));
        }
        return none;
    }

    // ---- values

    private void declareValue(Event event) {
        int number = event.number();
        if (event.isInitial()) {
            value[number] = model.intVar(0);
        } else if (event.isRead()) {
            value[number] = model.intVar("value" + number, 0, greatestValue);
        } else {
            value[number] = valueWritten(event);
        }
    }

    private IntVar valueWritten(Event write) {
        Access access = structure.accessOf(write);
        return switch (access) {
            case Load l -> throw new IllegalArgumentException("a load writes nothing");
            case Store s -> model.intVar(s.value());
            case Swap s -> model.intVar(s.value());
            case FetchAndAdd f -> model.offset(value[readOf(write)], f.addend());
            case CompareAndSwap c -> {
                IntVar old = value[readOf(write)];
                IntVar written = model.intVar("value" + write.number(), 0, greatestValue);
                model.ifThenElse(
                        model.arithm(old, "=", c.expected()),
                        model.arithm(written, "=", c.desired()),
                        model.arithm(written, "=", old));
                yield written;
            }
        };
    }

    /** The read of a locked action has the number before its write. */
    private static int readOf(Event write) {
        return write.number() - 1;
    }

    // ---- the choices

    private void chooseSource(Event read) {
        List<Event> writes = structure.writes(read.word());
        IntVar chosen = model.intVar("source" + read.number(), 0, writes.size() - 1, false);
        source[read.number()] = chosen;
        BoolVar[] isChosen = model.boolVarArray("rf" + read.number() + "from", writes.size());
        model.boolsIntChanneling(isChosen, chosen, 0).post();
        IntVar[] written = new IntVar[writes.size()];
        for (int i = 0; i < written.length; i++) {
            Event write = writes.get(i);
            written[i] = value[write.number()];
            readsFrom[write.number()][read.number()] = isChosen[i];
        }
        model.element(value[read.number()], written, chosen, 0).post();
        decisions.add(chosen);
    }

    private void orderWrites(List<Event> writes) {
        for (int i = 0; i < writes.size(); i++) {
            for (int j = i + 1; j < writes.size(); j++) {
                int a = writes.get(i).number();
                int b = writes.get(j).number();
                if (writes.get(i).isInitial()) {
                    coherence[a][b] = model.boolVar(true);
                } else {
                    BoolVar first = model.boolVar("co" + a + "before" + b);
                    coherence[a][b] = first;
                    coherence[b][a] = first.not();
                    decisions.add(first);
                }
            }
        }
    }

    /** A read comes before each write that comes after the one that it sees. */
    private void deriveFromReads(Event read) {
        int r = read.number();
        List<Event> writes = structure.writes(read.word());
        for (Event later : writes) {
            if (later.isInitial()) {
                continue;
            }
            int w = later.number();
            fromRead[r][w] = model.boolVar("fr" + r + "before" + w);
            for (Event seen : writes) {
                BoolVar sees = readsFrom[seen.number()][r];
                BoolVar after = coherence[seen.number()][w];
                // where the read sees this one: fr exactly if co
                model.addClauses(new BoolVar[] {fromRead[r][w]}, new BoolVar[] {sees, after});
                model.addClauses(new BoolVar[] {after}, new BoolVar[] {sees, fromRead[r][w]});
            }
        }
    }

    // ---- the axioms

    private void forbidCycles(Axiom.Acyclic axiom) {
        // the library knows no graph without nodes: a program of fences alone has one that nothing
        // uses
        int n = Math.max(1, structure.events().size());
        DirectedGraph certain = new DirectedGraph(model, n, SetType.BITSET, true);
        DirectedGraph possible = new DirectedGraph(model, n, SetType.BITSET, true);
        List<Runnable> channels = new ArrayList<>();
        DirectedGraphVar graph = model.digraphVar(axiom.name(), certain, possible);
        for (Event a : structure.events()) {
            for (Event b : structure.events()) {
                BoolVar edge = edge(axiom, a, b);
                if (edge.isInstantiatedTo(1)) {
                    certain.addEdge(a.number(), b.number());
                }
                if (!edge.isInstantiatedTo(0)) {
                    possible.addEdge(a.number(), b.number());
                }
                if (!edge.isInstantiated()) {
                    channels.add(
                            () -> model.edgeChanneling(graph, edge, a.number(), b.number()).post());
                }
            }
        }
        channels.forEach(Runnable::run);
        model.noCircuit(graph).post();
    }

    /** Whether one of the axiom's relations leads from a to b. */
    private BoolVar edge(Axiom.Acyclic axiom, Event a, Event b) {
        if (axiom.union().stream().anyMatch(relation -> structure.holds(relation, a, b))) {
            return model.boolVar(true);
        }
        // A pair is in rf, co or fr by what its events are: write and read, two writes, the rest.
        int from = a.number();
        int to = b.number();
        boolean hasReadsFrom =
                axiom.union().contains(Relation.RF)
                        || (axiom.union().contains(Relation.RFE) && !a.sharesThreadWith(b));
        if (hasReadsFrom && a.isWrite() && b.isRead()) {
            return readsFrom[from][to];
        }
        if (axiom.union().contains(Relation.CO) && a.isWrite() && b.isWrite()) {
            return coherence[from][to];
        }
        if (axiom.union().contains(Relation.FR) && a.isRead() && b.isWrite()) {
            return fromRead[from][to];
        }
        return model.boolVar(false);
    }

    private void forbidWritesInsideLocked() {
        for (Event write : structure.events()) {
            if (!write.isLocked() || write.isRead()) {
                continue;
            }
            for (Event other : structure.writes(write.word())) {
                model.addClauses(
                        new BoolVar[] {},
                        new BoolVar[] {
                            fromRead[readOf(write)][other.number()],
                            coherence[other.number()][write.number()]
                        });
            }
        }
    }

    // ---- a solution

    private FinalState finalState() {
        List<List<Integer>> registers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            registers.add(new ArrayList<>());
        }
        for (Event read : structure.reads()) {
            registers.get(read.thread()).add(value[read.number()].getValue());
        }
        List<Integer> memory = new ArrayList<>();
        for (int word = 0; word < words; word++) {
            memory.add(lastValue(structure.writes(word)));
        }
        return new FinalState(registers, memory);
    }

    private int lastValue(List<Event> writes) {
        Event last = writes.getFirst();
        for (Event write : writes) {
            if (coherence[last.number()][write.number()].isInstantiatedTo(1)) {
                last = write;
            }
        }
        return value[last.number()].getValue();
    }
}
