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
import dev.fracas.model.program.Note;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Program.Site;
import dev.fracas.model.program.Value;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a step did, with the values that it read and wrote: {@code cas lock 0 -> 1 ok}. */
final class StepPhrase implements Phrases {
    private final Execution execution;
    private final Machine machine;

    StepPhrase(Execution execution, Machine machine) {
        this.execution = execution;
        this.machine = machine;
    }

    /** What a step of the machine did. */
    Effect effect(int step) {
        return (Effect) execution.transition(step);
    }

    @Override
    public String of(int step) {
        Effect effect = effect(step);
        return switch (effect.step().kind()) {
            case MEMORY -> ofMemory(effect);
            case DELIVER ->
                    machine.vectorsOf(effect.step().core()).get(effect.step().choice())
                            + " arrives";
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

    @Override
    public String spins(int step, int times) {
        Effect effect = effect(step);
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
            case SendIpi s -> "send %s to %s".formatted(s.vector(), target(step, s));
            case AwaitIpi a -> "take " + a.vectors().get(effect.step().choice());
            case Instruction other -> Disassembly.text(other);
        };
    }

    private String target(int step, SendIpi send) {
        OptionalInt target = hardwareTarget(step, send);
        return target.isPresent()
                ? machine.program(target.getAsInt()).coreName()
                : "core " + send.target();
    }

    /** The program that an interrupt comes to; absent when one was in flight to it already. */
    OptionalInt receiver(int step, SendIpi send) {
        OptionalInt target = hardwareTarget(step, send);
        return target.isPresent()
                ? machine.receiverOf(target.getAsInt(), send.vector())
                : OptionalInt.empty();
    }

    private OptionalInt hardwareTarget(int step, SendIpi send) {
        if (send.target() instanceof Value.Constant c
                && c.value() >= 0
                && c.value() < machine.cores()) {
            return OptionalInt.of((int) c.value());
        }
        return IntStream.range(0, machine.cores())
                .filter(program -> !ipi(step - 1, program).equals(ipi(step, program)))
                .map(machine::hostOf)
                .findFirst();
    }

    private String ipi(int after, int core) {
        return machine.ipi(execution.state(after), 0, core);
    }

    /**
     * Ghost notes that hold of the core's place after the step and did not before it, as far as
     * they are about a part of its program and not about one instruction only.
     */
    @Override
    public Set<String> entered(int step) {
        int core = effect(step).step().core();
        Set<String> words = words(execution.state(step), core);
        words.removeAll(words(execution.state(step - 1), core));
        words.removeIf(note -> instructionsWith(note, core) < 2);
        return words;
    }

    private Set<String> words(long[] state, int core) {
        int at = machine.nextInstruction(state, 0, core);
        return at < 0 ? new TreeSet<>() : words(machine.program(core).sites().get(at));
    }

    private static Set<String> words(Site site) {
        return site.notes().stream()
                .map(Note::words)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private long instructionsWith(String note, int core) {
        Program program = machine.program(core);
        return IntStream.range(0, program.code().size())
                .filter(at -> program.code().get(at) instanceof Visible)
                .filter(at -> words(program.sites().get(at)).contains(note))
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
