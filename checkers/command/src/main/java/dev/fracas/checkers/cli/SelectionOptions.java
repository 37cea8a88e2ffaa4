package dev.fracas.checkers.cli;

import dev.fracas.model.mechanism.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a command is about: protocols, readings, a defect. */
final class SelectionOptions {
    @Parameters(
            paramLabel = "PROTOCOL",
            arity = "0..*",
            description =
                    "What to look at: a lock, a configuration in all its readings, or one reading as"
                            + " NAME@READING; fracas list protocols and fracas list configurations show"
                            + " the names. Or a workload, which no list has:"
                            + " 1page_x86-w0=1-u0_arm-r0@released. Default: all.")
    private List<String> protocols = new ArrayList<>();

    @Option(
            names = "--reading",
            paramLabel = "READING",
            split = ",",
            description = {
                "Only configurations of these readings, and no locks.",
                "paper: what the Stramash paper describes, completed so that it is correct;",
                "released: what the source does that its authors released;",
                "popcorn: Popcorn Linux, over messages. Default: all three, and the locks."
            })
    private List<Reading> readings = new ArrayList<>();

    @Option(
            names = "--released",
            paramLabel = "PART",
            split = ",",
            description = {
                "Only configurations of the paper's reading, with these parts of the kernels as"
                        + " released: origin-fault, remote-fault, vma-walk, mapping, fork, exit. They"
                        + " promise all that the paper's reading promises. One of them is checked as"
                        + " NAME@paper+PART+PART."
            })
    private List<String> released = new ArrayList<>();

    @Option(
            names = "--defect",
            paramLabel = "NAME",
            description =
                    "Build in this defect and see whether it is caught. The protocol, and the machine"
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
     * The readings of workloads that are drawn: paper unless another is named.
     *
     * @throws UserError when something is named besides
     */
    List<Reading> ofWorkloads() {
        if (!protocols.isEmpty() || !released.isEmpty()) {
            throw new UserError(
                    "--workloads: what is hunted is drawn; expected no protocol and no --released"
                            + " beside it");
        }
        return readings.isEmpty() ? List.of(Reading.PAPER) : readings;
    }

    /** What was asked for, of what there is. */
    Selection of(Repertoire repertoire) {
        return new Selection(repertoire, protocols, readings, released, defect);
    }
}
