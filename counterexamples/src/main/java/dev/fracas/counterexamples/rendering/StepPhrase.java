package dev.fracas.counterexamples.rendering;

import dev.fracas.counterexamples.Execution;
import dev.fracas.model.Step;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Disassembly;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Await;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.Choose;
import dev.fracas.model.program.Instruction.CompareAndSwap;
import dev.fracas.model.program.Instruction.FetchAndOp;
import dev.fracas.model.program.Instruction.Load;
import dev.fracas.model.program.Instruction.LoadExclusive;
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Instruction.StoreExclusive;
import dev.fracas.model.program.Instruction.Swap;
import dev.fracas.model.program.Instruction.Visible;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Value;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What a step did, with the values that it read and wrote: {@code cas lock 0 -> 1 ok}. */
final class StepPhrase {
    private final Execution execution;
    private final Machine machine;

    StepPhrase(Execution execution) {
        this.execution = execution;
        this.machine = execution.machine();
    }

    /** The phrase for a step that is not a spin. */
    String of(int step) {
        Effect effect = execution.effect(step);
        return switch (effect.step().kind()) {
            case MEMORY -> ofMemory(effect);
            case DELIVER -> "ipi arrives";
            case SPIN -> spins(step, 1);
            case INSTRUCTION -> {
                if (machine.nextInstruction(effect.after(), 0, effect.step().core()) < 0) {
                    yield Disassembly.text(instruction(effect)) + " is an oops: no such address";
                }
                yield instruction(step, effect);
            }
        };
    }

    private String ofMemory(Effect effect) {
        Step step = effect.step();
        String word = machine.memoryOf(step.core()).stepWord(step.choice());
        return effect.location() < 0 ? word : word + " " + place(effect) + "=" + written(effect);
    }

    /** The phrase for that many spins of a core, of which the given step is one. */
    String spins(int step, int times) {
        Effect effect = execution.effect(step);
        String often = times == 1 ? "spins once" : "spins " + times + " times";
        return effect.location() < 0
                ? often + ", no ipi"
                : "%s, %s = %s".formatted(often, place(effect), read(effect));
    }

    private String instruction(int step, Effect effect) {
        String place = effect.location() < 0 ? "" : place(effect);
        return switch (instruction(effect)) {
            case Load l -> "load %s -> %s".formatted(place, read(effect));
            case LoadExclusive l -> "load-exclusive %s -> %s".formatted(place, read(effect));
            case Store s -> "store %s = %s".formatted(place, written(effect));
            case StoreExclusive s ->
                    effect.wrote()
                            ? "store-exclusive %s = %s ok".formatted(place, written(effect))
                            : "store-exclusive %s fails".formatted(place);
            case FetchAndOp f ->
                    "fetch-and-%s %s %s -> %s"
                            .formatted(
                                    f.operator().name().toLowerCase(Locale.ROOT),
                                    place,
                                    read(effect),
                                    written(effect));
            case Swap s -> "swap %s %s -> %s".formatted(place, read(effect), written(effect));
            case CompareAndSwap c ->
                    effect.wrote()
                            ? "cas %s %s -> %s ok".formatted(place, read(effect), written(effect))
                            : "cas %s fails, holds %s".formatted(place, read(effect));
            case Await a -> "await %s -> %s".formatted(place, read(effect));
            case Choose c -> "choose %s = %d".formatted(c.into(), effect.step().choice());
            case SendIpi s -> "send ipi to " + target(step, s);
            case AwaitIpi a -> "take ipi";
            case Instruction other -> Disassembly.text(other);
        };
    }

    private String target(int step, SendIpi send) {
        OptionalInt target = ipiTarget(step, send);
        return target.isPresent()
                ? machine.program(target.getAsInt()).coreName()
                : "core " + send.target();
    }

    /** The core that an interrupt was sent to; absent when one was in flight to it already. */
    OptionalInt ipiTarget(int step, SendIpi send) {
        if (send.target() instanceof Value.Constant c
                && c.value() >= 0
                && c.value() < machine.cores()) {
            return OptionalInt.of((int) c.value());
        }
        return IntStream.range(0, machine.cores())
                .filter(core -> !ipi(step - 1, core).equals(ipi(step, core)))
                .findFirst();
    }

    private String ipi(int after, int core) {
        return machine.ipi(execution.state(after), 0, core);
    }

    /**
     * Ghost notes that hold of the core's place after the step and did not before it, as far as
     * they are about a part of its program and not about one instruction only.
     */
    Set<String> entered(int step) {
        int core = execution.effect(step).step().core();
        Set<String> tags = new TreeSet<>(tags(execution.state(step), core));
        tags.removeAll(tags(execution.state(step - 1), core));
        tags.removeIf(tag -> instructionsWith(tag, core) < 2);
        return tags;
    }

    private Set<String> tags(long[] state, int core) {
        int at = machine.nextInstruction(state, 0, core);
        return at < 0 ? Set.of() : machine.program(core).sites().get(at).tags();
    }

    private long instructionsWith(String tag, int core) {
        Program program = machine.program(core);
        return IntStream.range(0, program.code().size())
                .filter(at -> program.code().get(at) instanceof Visible)
                .filter(at -> program.sites().get(at).tags().contains(tag))
                .count();
    }

    Instruction instruction(Effect effect) {
        return machine.program(effect.step().core()).code().get(effect.instruction());
    }

    private String place(Effect effect) {
        return machine.locations().name(effect.location());
    }

    private static String read(Effect effect) {
        return Long.toUnsignedString(effect.valueRead());
    }

    private static String written(Effect effect) {
        return Long.toUnsignedString(effect.valueWritten());
    }
}
