package dev.fracas.checkers.cli;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.hunt.StrategyKind;
import dev.fracas.checkers.mutate.KillerKind;
import dev.fracas.generators.WorkloadSource;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Isa;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.HardwareModel;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code fracas} command. */
@Command(
        name = "fracas",
        mixinStandardHelpOptions = true,
        version = Fracas.VERSION,
        description = {
            "Checks models of fused-kernel operating systems: every interleaving within a bound,",
            "with a trace for each violation and an estimate in cycles."
        },
        footer = {
            "",
            "Try: fracas check; fracas check ticket --cores x86,arm,arm; fracas check --reading paper;",
            "fracas list defects; fracas check --defect ticket-torn --traces .; fracas COMMAND --help"
        })
public final class Fracas implements Runnable {
    static final String VERSION = "fracas 0.1.0";

    private static final int HELP_WIDTH = 100;

    /** Made beforehand: when it is needed there is no room to make it. */
    private static final String HEAP_IS_FULL =
            "incomplete: the Java heap is full; a smaller --max-memory or a larger"
                    + " FRACAS_JAVA_OPTIONS=-Xmx... helps";

    @Spec private CommandSpec spec = CommandSpec.create();

    private Fracas() {}

    /** Runs the command and ends the virtual machine with its exit status. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        StopSignal stop = new StopSignal();
        Interruption interruption = new Interruption(stop);
        int status = executeWithinHeap(out, err, stop, arguments);
        out.flush();
        err.flush();
        interruption.over(status);
        System.exit(status);
    }

    /**
     * A heap too small for what comes after a search, such as fair cycles, cuts the check short.
     */
    private static int executeWithinHeap(
            PrintWriter out, PrintWriter err, StopSignal stop, String... arguments) {
        try {
            return execute(out, err, stop, arguments);
        } catch (OutOfMemoryError e) {
            err.println(HEAP_IS_FULL);
            return ExitStatus.INCOMPLETE;
        }
    }

    /**
     * Runs the command in this virtual machine.
     *
     * @param stop ends a check early when it is given
     * @return the exit status
     */
    static int execute(PrintWriter out, PrintWriter err, StopSignal stop, String... arguments) {
        return execute(out, err, stop, Repertoire.everything(), arguments);
    }

    /** As above, with other things to check. */
    static int execute(
            PrintWriter out,
            PrintWriter err,
            StopSignal stop,
            Repertoire repertoire,
            String... arguments) {
        CommandLine fracas =
                new CommandLine(new Fracas())
                        .addSubcommand(new ListCommand(out, repertoire))
                        .addSubcommand(new CheckCommand(out, err, repertoire, stop))
                        .addSubcommand(new HuntCommand(out, err, repertoire, stop))
                        .addSubcommand(new ReplayCommand(out, repertoire, stop))
                        .addSubcommand(new MinimizeCommand(out, err, repertoire.catalogue(), stop))
                        .addSubcommand(new DisassembleCommand(out, repertoire))
                        .addSubcommand(new MutateCommand(out, err, repertoire, stop))
                        .addSubcommand(new CompareCommand(out, repertoire))
                        .addSubcommand(new CorpusCommand(out, repertoire, stop));
        fracas.registerConverter(Isa.class, Words.converting(Isa::named))
                .registerConverter(HardwareModel.class, Words.converting(HardwareModel::named))
                .registerConverter(CorePair.class, Words.converting(CorePair::named))
                .registerConverter(Exclusives.class, Words.constant(Exclusives.class))
                .registerConverter(KillerKind.class, Words.constant(KillerKind.class))
                .registerConverter(Listing.class, Words.converting(Listing::named))
                .registerConverter(StrategyKind.class, Words.constant(StrategyKind.class))
                .registerConverter(
                        WorkloadSource.Size.class, Words.constant(WorkloadSource.Size.class))
                .registerConverter(Reading.class, Words.converting(repertoire::reading))
                .registerConverter(
                        ReplayCommand.Format.class, Words.constant(ReplayCommand.Format.class))
                .registerConverter(int.class, Words.converting(Words::wholeNumber))
                .registerConverter(Integer.class, Words.converting(Words::wholeNumber))
                .registerConverter(long.class, Words.converting(Words::longWholeNumber))
                .registerConverter(Long.class, Words.converting(Words::longWholeNumber))
                .registerConverter(Duration.class, Words.converting(Words::duration))
                .registerConverter(ByteSize.class, Words.converting(ByteSize::parse));
        return fracas.setOut(out)
                .setErr(err)
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler(Errors::usage)
                .setExecutionExceptionHandler(Errors::failure)
                .setExitCodeExceptionMapper(e -> ExitStatus.UNUSABLE)
                .execute(arguments);
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new UserError(
                "which command? one of %s; see fracas --help"
                        .formatted(String.join(", ", spec.subcommands().keySet())));
    }
}
