package dev.fracas.generators.program;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Disassembly;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Operands;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.WordArray;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a machine is made of. Prints as the disassembly of its programs, so that a failed
 * property shows what it failed on.
 */
public record MachineSketch(List<Program> programs, Memory memory, Exclusives exclusives) {
    public MachineSketch {
        programs = List.copyOf(programs);
    }

    public Machine machine() {
        return new Machine(programs, memory, exclusives, Observatory.GENERAL);
    }

    /**
     * The arrays that the programs name, ghosts too, each once, in the order of their first use.
     */
    public List<WordArray> arrays() {
        return programs.stream()
                .flatMap(p -> p.code().stream())
                .flatMap(MachineSketch::addresses)
                .map(Address::array)
                .distinct()
                .toList();
    }

    private static Stream<Address> addresses(Instruction instruction) {
        Stream<Address> read =
                Operands.of(instruction).stream().flatMap(MachineSketch::currentlyRead);
        return Stream.concat(address(instruction).stream(), read);
    }

    private static Stream<Address> currentlyRead(Value value) {
        return switch (value) {
            case Value.Constant c -> Stream.empty();
            case Value.Register r -> Stream.empty();
            case Value.Current c -> Stream.of(c.of());
            case Value.Operation o ->
                    Stream.concat(currentlyRead(o.left()), currentlyRead(o.right()));
        };
    }

    private static Optional<Address> address(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Load l -> Optional.of(l.from());
            case Instruction.Store s -> Optional.of(s.to());
            case Instruction.FetchAndOp f -> Optional.of(f.word());
            case Instruction.Swap s -> Optional.of(s.word());
            case Instruction.CompareAndSwap c -> Optional.of(c.word());
            case Instruction.LoadExclusive l -> Optional.of(l.from());
            case Instruction.StoreExclusive s -> Optional.of(s.to());
            case Instruction.Await a -> Optional.of(a.from());
            case Instruction.GhostLoad g -> Optional.of(g.from());
            case Instruction.GhostStore g -> Optional.of(g.to());
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("%s, exclusives %s\n".formatted(memory, exclusives));
        for (Program program : programs) {
            text.append("%s, %s, with registers".formatted(program.coreName(), program.role()));
            program.registers().forEach(r -> text.append(" " + r + ":" + r.bits()));
            text.append('\n').append(Disassembly.of(program));
        }
        arrays().forEach(array -> text.append(array).append('\n'));
        return text.toString();
    }
}
