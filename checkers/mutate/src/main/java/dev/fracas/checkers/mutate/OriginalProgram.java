package dev.fracas.checkers.mutate;

import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Branch;
import dev.fracas.model.program.Instruction.GhostLoad;
import dev.fracas.model.program.Instruction.GhostStore;
import dev.fracas.model.program.Instruction.Jump;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Program.Site;
import dev.fracas.model.program.SourceLine;
import dev.fracas.model.program.Zone;
import dev.fracas.model.timing.GhostInstructions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** A program, and what operators ask of it. */
final class OriginalProgram {
    private final Program program;
    private final BitSet ghosts;
    private final BitSet targets = new BitSet();

    OriginalProgram(Program program) {
        this.program = program;
        ghosts = GhostInstructions.of(program);
        for (Instruction instruction : program.code()) {
            switch (instruction) {
                case Jump j -> targets.set(j.target());
                case Branch b -> targets.set(b.target());
                default -> {}
            }
        }
    }

    Program program() {
        return program;
    }

    int size() {
        return program.code().size();
    }

    Instruction at(int index) {
        return program.code().get(index);
    }

    Line line(int index) {
        return Line.of(program, index);
    }

    Site site(int index) {
        return program.sites().get(index);
    }

    List<SourceLine> source(int index) {
        return site(index).source();
    }

    /**
     * Whether the instruction may be mutated: the mechanism's own, neither borrowed from another
     * nor of the workload, the hardware or a specification.
     */
    boolean isOpen(int index) {
        Site site = site(index);
        return site.zone() == Zone.KERNEL && !site.source().isEmpty() && !ghosts.get(index);
    }

    IntStream open() {
        return IntStream.range(0, size()).filter(this::isOpen);
    }

    boolean isGhost(int index) {
        return ghosts.get(index);
    }

    boolean isTarget(int index) {
        return targets.get(index);
    }

    Place place(int index) {
        return new Place(source(index).getFirst(), at(index).getClass().getSimpleName());
    }

    /**
     * Behind the ghosts that the class that emitted the instruction has put right behind it: what
     * the instruction does to something that is no memory, such as a TLB.
     */
    int afterOwnGhosts(int index) {
        int next = index + 1;
        while (next < size()
                && (at(next) instanceof GhostStore || at(next) instanceof GhostLoad)
                && !isTarget(next)
                && source(next).getFirst().isInTypeOf(source(index).getFirst())) {
            next++;
        }
        return next;
    }

    /** The program with those mutations, which do not overlap. */
    Program with(List<Mutation> mutations) {
        List<List<Line>> all = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            all.add(List.of(line(i)));
        }
        for (Mutation mutation : mutations) {
            for (int i = mutation.from(); i < mutation.to(); i++) {
                all.set(i, List.of());
            }
            all.set(mutation.from(), mutation.lines());
        }
        int[] start = new int[size() + 1];
        for (int i = 0; i < size(); i++) {
            start[i + 1] = start[i] + all.get(i).size();
        }
        List<Line> flat = all.stream().flatMap(List::stream).toList();
        return new Program(
                program.core(),
                program.isa(),
                flat.stream().map(line -> aimed(line.instruction(), start)).toList(),
                flat.stream().map(Line::site).toList(),
                program.registers(),
                program.role());
    }

    private static Instruction aimed(Instruction instruction, int[] start) {
        return switch (instruction) {
            case Jump j -> new Jump(start[j.target()]);
            case Branch b -> new Branch(b.condition(), start[b.target()]);
            default -> instruction;
        };
    }
}
