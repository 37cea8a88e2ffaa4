package dev.fracas.counterexamples.rendering;

import static dev.fracas.model.program.InterruptVector.IPI_CALL_FUNC;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.SEQ_CST;
import static dev.fracas.spec.Property.sometimes;
import static dev.fracas.spec.Source.source;

import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Steps;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.Step;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.program.Note;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import dev.fracas.spec.ProgressView;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run of a machine in which each kind of instruction and of hardware step comes up. */
final class EveryInstruction {
    private static final Word FLAG = Word.named("flag").bits(2);
    private static final Word COUNT = Word.named("count").bits(4).initially(1);
    private static final WordArray NEXT = WordArray.named("next", 2).bits(3);

    private static final Property<ProgressView> ANYTHING =
            sometimes(
                    "anything",
                    "Anything goes.",
                    source("these tests", ""),
                    ProgressView.class,
                    p -> false);

    private record Asleep() implements Note {
        @Override
        public String toString() {
            return "asleep";
        }
    }

    private EveryInstruction() {}

    private static Machine machine() {
        Routine x86 = new Routine(0, 2, Isa.X86_64);
        x86.routine("send", () -> send(x86));
        Routine arm = new Routine(1, 2, Isa.AARCH64);
        arm.routine("receive", () -> receive(arm));
        return new Machine(
                List.of(x86.build(), arm.build()),
                Memory.totalStoreOrder(2),
                Exclusives.ARCHITECTURAL_SPURIOUS,
                Observatory.GENERAL);
    }

    private static void send(Routine r) {
        r.fetchAndAdd(COUNT, 2, RELAXED);
        r.compareAndSwap(FLAG, 0, 1, RELAXED);
        r.compareAndSwap(FLAG, 0, 2, RELAXED);
        r.swap(FLAG, Value.constant(3), RELAXED);
        Register seen = r.loadExclusive(FLAG, RELAXED);
        r.storeExclusive(FLAG, seen.minus(1), RELAXED);
        Register again = r.loadExclusive(FLAG, RELAXED);
        r.storeExclusive(FLAG, again.minus(1), RELAXED);
        Register picked = r.choose("picked", 3);
        r.store(NEXT.at(1), picked, RELAXED);
        r.fence();
        r.store(NEXT.at(0), 5, SEQ_CST);
        r.sendIpi(1, IPI_CALL_FUNC);
        r.pause("rest; #1 <idle>");
    }

    private static void receive(Routine r) {
        r.noted(new Asleep(), () -> r.awaitIpi(IPI_CALL_FUNC));
        Register index = r.load(NEXT.at(0), RELAXED);
        r.load(NEXT.at(index), RELAXED);
    }

    /** The run; it ends with a load outside of an array. */
    static Replay replay() {
        List<Step> steps = new ArrayList<>(Steps.of("0 1s 1s 0 0 0 0"));
        steps.add(new Step(0, Step.Kind.INSTRUCTION, 1));
        steps.addAll(Steps.of("0 0"));
        steps.add(new Step(0, Step.Kind.INSTRUCTION, 2));
        steps.addAll(Steps.of("0 0f 0 0 0 1d 1 0 1 1"));
        MachineDescription description =
                new MachineDescription(
                        "everything",
                        List.of(Isa.X86_64, Isa.AARCH64),
                        Memory.totalStoreOrder(2),
                        Exclusives.ARCHITECTURAL_SPURIOUS,
                        1,
                        Optional.empty());
        return Replay.of(Trace.run(description, ANYTHING.id(), steps, ""), machine(), ANYTHING);
    }
}
