package dev.fracas.checkers.cli;

import dev.fracas.checkers.report.Figures;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.program.Disassembly;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fracas disassemble}: the programs that a check runs. */
@Command(
        name = "disassemble",
        mixinStandardHelpOptions = true,
        version = Fracas.VERSION,
        sortOptions = false,
        description = {
            "Shows the program of each core that a check of the mechanism runs.",
            "An instruction is a step of its core together with the further indented ones behind it:"
                    + " arithmetic, branches and ghosts."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:shown", "2:the command line is wrong; one line says why"})
final class DisassembleCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "MECHANISM",
            description = "Whose programs; fracas list mechanisms shows the names.")
    private String word = "";

    @Option(
            names = "--defect",
            paramLabel = "NAME",
            description = "Build in this defect of the mechanism.")
    private Optional<String> defect = Optional.empty();

    @Mixin private MachineOptions options = new MachineOptions();

    private final PrintWriter out;
    private final Repertoire repertoire;

    DisassembleCommand(PrintWriter out, Repertoire repertoire) {
        this.out = out;
        this.repertoire = repertoire;
    }

    @Override
    public Integer call() {
        Mechanism mechanism = repertoire.mechanism(word);
        Machine machine = machine(mechanism, description(mechanism));
        for (int core = 0; core < machine.cores(); core++) {
            out.printf(
                    "%s%n%s%n",
                    machine.program(core).coreName(), Disassembly.of(machine.program(core)));
        }
        out.printf(
                "A state takes %d bits: %s of 64.%n",
                machine.layout().usedBits(), Figures.count(machine.layout().words(), "word"));
        out.flush();
        return ExitStatus.AS_DECLARED;
    }

    private MachineDescription description(Mechanism mechanism) {
        MachineDescription base = mechanism.ground().usual();
        MachineDescription flawed = defect.map(base::withDefect).orElse(base);
        return options.over(mechanism.ground(), flawed);
    }

    private static Machine machine(Mechanism mechanism, MachineDescription description) {
        try {
            return mechanism.machine(description);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }
}
