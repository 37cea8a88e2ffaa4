package dev.fracas.checkers.mutate;

import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Program.Site;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An instruction with where it stands. Jumps aim at indices of the program as it was before any
 * mutation.
 */
record Line(Instruction instruction, Site site) {
    static Line of(Program program, int at) {
        return new Line(program.code().get(at), program.sites().get(at));
    }

    static List<Line> of(Program program, int from, int to) {
        return IntStream.range(from, to).mapToObj(at -> of(program, at)).toList();
    }

    /** Another instruction at the same place. */
    Line with(Instruction other) {
        return new Line(other, site);
    }

    /**
     * The same instruction, where views take a core that stands before it for one that stands
     * there.
     */
    Line standingAt(Site there) {
        return new Line(
                instruction,
                new Site(site.routine(), there.label(), site.zone(), there.notes(), site.source()));
    }
}
