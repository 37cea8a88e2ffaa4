package dev.fracas.checkers.cli;

import static java.util.stream.Collectors.joining;

import dev.fracas.checkers.mutate.MutationSubjects;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that describe the machine to check on. */
final class MachineOptions implements MutationSubjects.Machines {

    @Option(
            names = "--cores",
            paramLabel = "ISA",
            split = ",",
            description =
                    "The cores, 1 to 8, each x86 or arm. Default: x86,arm. Some mechanisms have their own.")
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
                    "How often each core runs the workload, 1 to 15. Default: 2. Where there is an"
                            + " endless form, liveness is judged without this bound. Some mechanisms"
                            + " have their own rounds.")
    private Optional<Integer> rounds = Optional.empty();

    /**
     * {@inheritDoc}
     *
     * @throws UserError when an option is out of range or asks for what the mechanism fixes, or
     *     when the machine does not suit it
     */
    @Override
    public MachineDescription of(Mechanism mechanism) {
        MachineDescription usual = mechanism.ground().usual();
        MachineDescription machine = over(mechanism.ground(), usual);
        if (!machine.equals(usual)) {
            mechanism
                    .unsuitable(machine)
                    .ifPresent(why -> {
                        throw new UserError(mechanism.id() + ": " + why);
                    });
        }
        return machine;
    }

    @Override
    public boolean sayRounds() {
        return rounds.isPresent();
    }

    /**
     * The machine that the options ask for.
     *
     * @param base what holds where an option is not given
     * @throws UserError when an option is out of range, does not go with another, or asks for what
     *     a mechanism on that ground fixes
     */
    MachineDescription over(Ground ground, MachineDescription base) {
        if (ground instanceof Ground.OwnMachine) {
            refuseToChange(base);
        }
        return asFarAsFree(ground, base);
    }

    /**
     * The same, but of what a mechanism fixes, its cores and rounds, what is asked for is left out.
     *
     * @throws UserError when an option is out of range, or does not go with another
     */
    MachineDescription asFarAsFree(Ground ground, MachineDescription base) {
        return switch (ground) {
            case Ground.OwnMachine _ -> memoryOver(base);
            case Ground.AnyMachine _ -> over(base);
        };
    }

    /**
     * Makes sure that no more cores are asked for than anything can be put on.
     *
     * @throws UserError when they are
     */
    void refuseMoreCoresThan(int most) {
        if (cores.size() > most) {
            throw new UserError("--cores: 1 to %d cores, got %d".formatted(most, cores.size()));
        }
    }

    private MachineDescription over(MachineDescription base) {
        int wantedRounds =
                rounds.orElse(base.isEndless() ? Ground.AnyMachine.ROUNDS : base.rounds());
        if (wantedRounds < 1 || wantedRounds > MachineDescription.MOST_ROUNDS) {
            throw new UserError("--rounds: 1 to 15, got " + wantedRounds);
        }
        return memoryOver(base)
                .withCores(cores.isEmpty() ? base.cores() : cores)
                .withRounds(wantedRounds);
    }

    /** Its own cores and rounds, with the memory and the exclusives that the options ask for. */
    private MachineDescription memoryOver(MachineDescription own) {
        return own.withMemory(memory(own.memory()))
                .withExclusives(exclusive.orElse(own.exclusives()));
    }

    private void refuseToChange(MachineDescription own) {
        if (!cores.isEmpty()) {
            String fixed = own.cores().stream().map(Isa::shortName).collect(joining(","));
            throw new UserError(
                    "--cores: %s has a machine of its own; its cores are %s"
                            .formatted(own.mechanism(), fixed));
        }
        if (rounds.isPresent()) {
            throw new UserError(
                    "--rounds: %s has a machine of its own; its rounds are %d"
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
