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
 * One place got wrong in one way, on all cores and in every inlined copy.
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

    private List<Slip> slips(Sheet sheet) {
        return MutationOperators.named(operator).slips(sheet).stream()
                .filter(slip -> slip.place().equals(place) && slip.how().equals(how))
                .toList();
    }

    private Machine of(Machine right) {
        List<Program> programs = new ArrayList<>();
        for (int core = 0; core < right.cores(); core++) {
            Sheet sheet = new Sheet(right.program(core));
            programs.add(sheet.with(apart(slips(sheet))));
        }
        return right.withPrograms(programs);
    }

    /** Of slips that overlap, as of three accesses in a row, the first ones. */
    private static List<Slip> apart(List<Slip> slips) {
        List<Slip> apart = new ArrayList<>();
        int end = 0;
        for (Slip slip : slips) {
            if (slip.from() >= end) {
                apart.add(slip);
                end = slip.to();
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
