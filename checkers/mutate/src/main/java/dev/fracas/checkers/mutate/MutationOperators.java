package dev.fracas.checkers.mutate;

import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.SourceLine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The operators that there are, and the mutants that they make. */
public final class MutationOperators {
    private static final List<MutationOperator> ALL =
            Stream.concat(
                            Stream.of(
                                    new AtomicSplit(),
                                    new AdjacentSwap(),
                                    new BoundShift(),
                                    new LockOmission()),
                            Replacement.all())
                    .toList();

    private MutationOperators() {}

    /** Ids of all operators. */
    public static List<String> ids() {
        return ALL.stream().map(MutationOperator::id).toList();
    }

    /**
     * What the operator does wrong, in one clause.
     *
     * @throws IllegalArgumentException when there is none of that id
     */
    public static String sentence(String id) {
        return named(id).sentence();
    }

    static MutationOperator named(String id) {
        return ALL.stream()
                .filter(operator -> operator.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operator '" + id + "'"));
    }

    /** What one operator does to one place. */
    private record Key(Place place, String operator, String how) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byPlace = place.compareTo(other.place);
            return byPlace == 0 ? how.compareTo(other.how) : byPlace;
        }
    }

    /** How a person reads it, on the first core that has it, and where it is found. */
    private record Finding(String routine, String change, Set<Trial> trials) {
        static Finding of(Program program, Mutation mutation) {
            return new Finding(
                    program.sites().get(mutation.from()).routine(),
                    mutation.before(program) + "  ->  " + mutation.after(),
                    new LinkedHashSet<>());
        }
    }

    /**
     * Every mutant of the subject that is not one of those before it, in the order of its source.
     */
    public static List<Mutant> mutants(Subject subject) {
        SortedMap<Key, Finding> found = found(subject);
        Map<Place, Integer> numbers = numbers(found);
        Set<Key> made = new HashSet<>();
        subject.before().forEach(other -> made.addAll(found(other).keySet()));
        return found.entrySet().stream()
                .filter(entry -> !made.contains(entry.getKey()))
                .map(entry -> {
                    Key key = entry.getKey();
                    return new Mutant(
                            "%s/%s.%d/%s"
                                    .formatted(
                                            subject.name(),
                                            key.place.line().where(),
                                            numbers.getOrDefault(key.place, 0),
                                            key.how),
                            key.operator,
                            key.place,
                            key.how,
                            entry.getValue().routine,
                            entry.getValue().change,
                            List.copyOf(entry.getValue().trials));
                })
                .toList();
    }

    private static SortedMap<Key, Finding> found(Subject subject) {
        SortedMap<Key, Finding> found = new TreeMap<>();
        for (Trial trial : subject.trials()) {
            TransitionSystem system =
                    SourceLine.recorded(() -> trial.mechanism().system(trial.machine()));
            if (!(system instanceof Machine machine)) {
                continue; // there are no programs to get wrong
            }
            for (int core = 0; core < machine.cores(); core++) {
                Program program = machine.program(core);
                OriginalProgram original = new OriginalProgram(program);
                for (MutationOperator operator : ALL) {
                    for (Mutation mutation : operator.mutations(original)) {
                        found.computeIfAbsent(
                                        new Key(mutation.place(), operator.id(), mutation.how()),
                                        key -> Finding.of(program, mutation))
                                .trials
                                .add(trial);
                    }
                }
            }
        }
        return found;
    }

    /** Counts the places of each method from 1, so that an id lasts while the method does. */
    private static Map<Place, Integer> numbers(SortedMap<Key, Finding> found) {
        SortedSet<Place> places = new TreeSet<>();
        found.keySet().forEach(key -> places.add(key.place));
        Map<String, Integer> last = new HashMap<>();
        Map<Place, Integer> numbers = new HashMap<>();
        for (Place place : places) {
            numbers.put(place, last.merge(place.line().where(), 1, Integer::sum));
        }
        return numbers;
    }
}
