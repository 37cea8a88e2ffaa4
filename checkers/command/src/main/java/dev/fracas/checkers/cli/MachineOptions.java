package dev.fracas.checkers.cli;

import static java.util.stream.Collectors.joining;

import dev.fracas.model.lock.LockMechanism;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.MemoryModel;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that describe the machine to check on. */
final class MachineOptions {
    static final int MOST_ROUNDS = 15;

    private static final int DEEPEST_BUFFER = 8;

    @Option(
            names = "--cores",
            paramLabel = "ISA",
            split = ",",
            description =
                    "The cores, 1 to 8, each x86 or arm. Default: x86,arm. A configuration has its own.")
    private List<Isa> cores = new ArrayList<>();

    @Option(
            names = "--memory",
            paramLabel = "sc|tso",
            description =
                    "Sequential consistency, or total store order: a FIFO store buffer for each core."
                            + " Default: tso.")
    private Optional<MemoryKind> memory = Optional.empty();

    @Option(
            names = "--store-buffer",
            paramLabel = "N",
            description =
                    "Entries of each store buffer, 1 to 8. Default: 2. There is none with --memory sc.")
    private Optional<Integer> storeBuffer = Optional.empty();

    @Option(
            names = "--exclusive",
            paramLabel = "KIND",
            description = {
                "What a store-exclusive asks for. Default: architectural.",
                "architectural: that no core of any ISA has written the line;",
                "architectural-spurious: the same, and it may fail for no reason;",
                "emulated: that the value is still the same, as QEMU does, which admits ABA."
            })
    private Optional<Exclusives> exclusive = Optional.empty();

    @Option(
            names = "--rounds",
            paramLabel = "R",
            description =
                    "How often each core acquires and releases, 1 to 15. Default: 2. Liveness of locks"
                            + " is judged without this bound. A configuration has its own rounds.")
    private Optional<Integer> rounds = Optional.empty();

    /**
     * The machine that the options ask for.
     *
     * @param base what holds where an option is not given
     * @throws UserError when an option is out of range, or does not go with another
     */
    MachineDescription over(MachineDescription base) {
        if (cores.size() > LockMechanism.MAX_CORES) {
            throw new UserError("--cores: 1 to 8 cores, got " + cores.size());
        }
        int wantedRounds =
                rounds.orElse(base.isEndless() ? Ground.AnyMachine.ROUNDS : base.rounds());
        if (wantedRounds < 1 || wantedRounds > MOST_ROUNDS) {
            throw new UserError("--rounds: 1 to 15, got " + wantedRounds);
        }
        return new MachineDescription(
                base.mechanism(),
                cores.isEmpty() ? base.cores() : cores,
                memory(base.memory()),
                exclusive.orElse(base.exclusives()),
                wantedRounds,
                base.defect());
    }

    /** Whether the command line says how many rounds there are. */
    boolean isRoundsGiven() {
        return rounds.isPresent();
    }

    /**
     * The machine of a configuration: its own cores and rounds, with the memory and the exclusives
     * that the options ask for.
     *
     * @throws UserError when an option is out of range
     */
    MachineDescription memoryOver(MachineDescription own) {
        return new MachineDescription(
                own.mechanism(),
                own.cores(),
                memory(own.memory()),
                exclusive.orElse(own.exclusives()),
                own.rounds(),
                own.defect());
    }

    /**
     * Makes sure that nothing is asked for that a configuration fixes.
     *
     * @param own the machine of the configuration
     * @throws UserError when it is
     */
    void refuseToChange(MachineDescription own) {
        if (!cores.isEmpty()) {
            String fixed = own.cores().stream().map(Isa::shortName).collect(joining(","));
            throw new UserError(
                    "--cores: %s is a configuration; its cores are %s"
                            .formatted(own.mechanism(), fixed));
        }
        if (rounds.isPresent()) {
            throw new UserError(
                    "--rounds: %s is a configuration; its rounds are %d"
                            .formatted(own.mechanism(), own.rounds()));
        }
    }

    private MemoryModel memory(MemoryModel base) {
        if (storeBuffer.isPresent()) {
            int entries = storeBuffer.get();
            if (memory.equals(Optional.of(MemoryKind.SC))) {
                throw new UserError(
                        "--store-buffer: sequential consistency has no store buffers; leave it out,"
                                + " or ask for --memory tso");
            }
            if (entries < 1 || entries > DEEPEST_BUFFER) {
                throw new UserError("--store-buffer: 1 to 8 entries, got " + entries);
            }
            return MemoryModel.totalStoreOrder(entries);
        }
        if (memory.isEmpty()) {
            return base;
        }
        return switch (memory.get()) {
            case SC -> MemoryModel.sequentialConsistency();
            case TSO ->
                    base.isSequential()
                            ? MemoryModel.totalStoreOrder(Ground.AnyMachine.STORE_BUFFER)
                            : base;
        };
    }
}
