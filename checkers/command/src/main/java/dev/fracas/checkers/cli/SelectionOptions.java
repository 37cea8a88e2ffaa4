package dev.fracas.checkers.cli;

import dev.fracas.model.mechanism.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a command is about: mechanisms, readings, a defect. */
final class SelectionOptions {
    @Parameters(
            paramLabel = "MECHANISM",
            arity = "0..*",
            description =
                    "What to look at: a mechanism in all its readings, or in one as NAME@READING;"
                            + " fracas list mechanisms shows the names. Or a workload, which no list"
                            + " has: an unknown name is answered with an example. Default: all.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--reading",
            paramLabel = "READING",
            split = ",",
            description = {
                "Only mechanisms in these readings, for example paper, released or popcorn; fracas"
                        + " list mechanisms shows who is in which. Default: all, and what is in"
                        + " none."
            })
    private List<Reading> readings = new ArrayList<>();

    @Option(
            names = "--released",
            paramLabel = "PART",
            split = ",",
            description = {
                "Only mechanisms whose parts come in two readings, with these parts as released;"
                        + " fracas list mechanisms --json shows them. They promise the same as"
                        + " without this option. One of them is checked as NAME@READING+PART+PART."
            })
    private List<String> released = new ArrayList<>();

    @Option(
            names = "--defect",
            paramLabel = "NAME",
            description =
                    "Build in this defect and see whether it is caught. The mechanism, and the machine"
                            + " where no option says otherwise, are those that expose it.")
    private Optional<String> defect = Optional.empty();

    /** Whether a defect is to be built in. */
    boolean hasDefect() {
        return defect.isPresent();
    }

    /** The defect that is to be built in. */
    Optional<String> defect() {
        return defect;
    }

    /**
     * The readings of workloads that are drawn; none where none is named.
     *
     * @throws UserError when something is named besides
     */
    List<Reading> ofWorkloads() {
        if (!words.isEmpty() || !released.isEmpty()) {
            throw new UserError(
                    "--workloads: what is hunted is drawn; expected no mechanism and no --released"
                            + " beside it");
        }
        return List.copyOf(readings);
    }

    /** What was asked for, of what there is. */
    Selection of(Repertoire repertoire) {
        return new Selection(repertoire, words, readings, released, defect);
    }
}
