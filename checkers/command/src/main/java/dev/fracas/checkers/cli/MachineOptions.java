package dev.fracas.checkers.cli;

import static java.util.stream.Collectors.joining;

import dev.fracas.model.lock.LockMechanism;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
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

    @Option(
            names = "--cores",
            paramLabel = "ISA",
            split = ",",
            description =
                    "The cores, 1 to 8, each x86 or arm. Default: x86,arm. A configuration has its own.")
    private List<Isa> cores = new ArrayList<>();

    @Option(
            names = "--memory",
            paramLabel = "SYSTEM",
            description =
                    "The memory system: sc is sequential consistency, tso total store order, a FIFO"
                            + " store buffer for each core (tso:4 has 4 entries). Each ISA may have"
                            + " its own: x86=tso,arm=sc. Default: tso.")
    private Optional<String> memory = Optional.empty();

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
        return memoryOver(base)
                .withCores(cores.isEmpty() ? base.cores() : cores)
                .withRounds(wantedRounds);
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
        return own.withMemory(memory(own.memory()))
                .withExclusives(exclusive.orElse(own.exclusives()));
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

    private Memory memory(Memory base) {
        Memory named = base;
        if (memory.isPresent()) {
            try {
                named = base.renamed(memory.get());
            } catch (IllegalArgumentException e) {
                throw new UserError("--memory: " + e.getMessage());
            }
        }
        if (storeBuffer.isEmpty()) {
            return named;
        }
        try {
            return named.ofSize(storeBuffer.get())
                    .orElseThrow(() ->
                            new UserError(
                                    "--store-buffer: sequential consistency has no store buffers;"
                                            + " leave it out, or ask for --memory tso"));
        } catch (IllegalArgumentException e) {
            throw new UserError("--store-buffer: " + e.getMessage());
        }
    }
}
