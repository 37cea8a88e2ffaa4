package dev.fracas.checkers.linearizability.recording;

import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Note;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.WordArray;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a machine's cores execute, for probes that go by the notes in programs. */
record NotedSteps(Machine machine) {
    /** The notes of that kind, of all programs. */
    <N extends Note> Stream<N> all(Class<N> kind) {
        return IntStream.range(0, machine.cores())
                .mapToObj(machine::program)
                .flatMap(program -> program.sites().stream())
                .flatMap(site -> site.notes().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .distinct();
    }

    /** The instruction that the core executes next; empty when it has stopped for ever. */
    Optional<Instruction> next(long[] state, int core) {
        int at = machine.nextInstruction(state, 0, core);
        return at < 0 ? Optional.empty() : Optional.of(machine.program(core).code().get(at));
    }

    /** The note of that kind on the instruction that the core executes next. */
    <N extends Note> Optional<N> comesTo(long[] state, int core, Class<N> kind) {
        int at = machine.nextInstruction(state, 0, core);
        return at < 0 ? Optional.empty() : note(machine.program(core), at, kind);
    }

    /** The instruction that the step executed; empty for a step of the hardware. */
    Optional<Instruction> executed(Effect effect) {
        return effect.instruction() < 0
                ? Optional.empty()
                : Optional.of(
                        machine.program(effect.step().core()).code().get(effect.instruction()));
    }

    /** The note of that kind on the instruction that the step executed. */
    <N extends Note> Optional<N> executed(Effect effect, Class<N> kind) {
        return effect.instruction() < 0
                ? Optional.empty()
                : note(machine.program(effect.step().core()), effect.instruction(), kind);
    }

    static <N extends Note> Optional<N> note(Program program, int at, Class<N> kind) {
        return program.sites().get(at).notes().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    /** The instruction behind the one that the step executed. */
    Instruction behind(Effect effect) {
        return machine.program(effect.step().core()).code().get(effect.instruction() + 1);
    }

    String process(int core) {
        return machine.program(core).coreName();
    }

    /** The array that the step accessed; empty for none. */
    Optional<WordArray> accessed(Effect effect) {
        return effect.location() < 0
                ? Optional.empty()
                : Optional.of(machine.locations().array(effect.location()));
    }

    int index(Effect effect) {
        return machine.locations().index(effect.location());
    }
}
