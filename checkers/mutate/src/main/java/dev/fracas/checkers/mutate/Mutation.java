package dev.fracas.checkers.mutate;

import dev.fracas.model.program.Disassembly;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Program;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One change of one program: the instructions from {@code from} to before {@code to} give way to
 * others.
 *
 * @param place where a person sees it
 * @param how short name of what is done; an operator may do several things to one place
 * @param from index of the first instruction that goes
 * @param to index behind the last one
 * @param lines what comes instead, none where it is only left out
 */
record Mutation(Place place, String how, int from, int to, List<Line> lines) {
    /** Registers of one name are numbered as they are made, which any edit may change. */
    private static final Pattern NUMBERED_REGISTER = Pattern.compile("([a-wyz])\\d+\\b");

    Mutation {
        lines = List.copyOf(lines);
    }

    /** What a person reads of the instructions that go. */
    String before(Program program) {
        return place.kind().startsWith(LockOmission.CALL)
                ? place.kind()
                : text(Line.of(program, from, to));
    }

    /** What a person reads of those that come. */
    String after() {
        return lines.isEmpty() ? "nothing" : text(lines);
    }

    private static String text(List<Line> lines) {
        boolean anyStep = lines.stream().anyMatch(Mutation::isStep);
        return lines.stream()
                .filter(line ->
                        isStep(line)
                                || !anyStep
                                || line.instruction() instanceof Instruction.Branch)
                .map(line -> Disassembly.text(line.instruction()))
                .map(text -> text.replaceFirst(" goto \\d+$", " goto ..."))
                .map(text -> NUMBERED_REGISTER.matcher(text).replaceAll("$1"))
                .collect(Collectors.joining("; "));
    }

    private static boolean isStep(Line line) {
        return line.instruction() instanceof Instruction.Visible;
    }
}
