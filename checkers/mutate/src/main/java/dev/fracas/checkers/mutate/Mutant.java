package dev.fracas.checkers.mutate;

import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Variation;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.SourceLine;
import java.util.ArrayList;
import java.util.List;

/**
 * One place mutated in one way, on all cores and in every inlined copy.
 *
 * @param id stable as long as the method that holds the place is not edited: {@code
 *     ticket/TicketLock.draw.1/split-atomic}
 * @param operator id of the operator that made it
 * @param place the line of source
 * @param how what the operator does there
 * @param routine the kernel function that the place follows; empty when it follows none
 * @param change what a person reads: an instruction before and after, of the first core that has it
 * @param trials those of the subject whose programs have the place, in the order of the subject's
 */
public record Mutant(
        String id,
        String operator,
        Place place,
        String how,
        String routine,
        String change,
        List<Trial> trials) {
    public Mutant {
        trials = List.copyOf(trials);
    }

    /** The mechanism with this mutant's mistake in it. */
    public Mechanism in(Mechanism right) {
        return new Mutated(right, this);
    }

    private List<Mutation> mutations(OriginalProgram original) {
        return MutationOperators.named(operator).mutations(original).stream()
                .filter(mutation -> mutation.place().equals(place) && mutation.how().equals(how))
                .toList();
    }

    private Machine of(Machine right) {
        List<Program> programs = new ArrayList<>();
        for (int core = 0; core < right.cores(); core++) {
            OriginalProgram original = new OriginalProgram(right.program(core));
            programs.add(original.with(apart(mutations(original))));
        }
        return right.withPrograms(programs);
    }

    /** Of mutations that overlap, as of three accesses in a row, the first ones. */
    private static List<Mutation> apart(List<Mutation> mutations) {
        List<Mutation> apart = new ArrayList<>();
        int end = 0;
        for (Mutation mutation : mutations) {
            if (mutation.from() >= end) {
                apart.add(mutation);
                end = mutation.to();
            }
        }
        return apart;
    }

    /** A mechanism with a mistake in it; everything but its programs is as before. */
    private record Mutated(Mechanism of, Mutant mutant) implements Variation {
        @Override
        public String id() {
            return mutant.id;
        }

        @Override
        public String summary() {
            return of.summary() + ", mutated: " + mutant.change;
        }

        @Override
        public Machine system(MachineDescription description) {
            return mutant.of(SourceLine.recorded(() -> of.machine(description)));
        }
    }
}
