package dev.fracas.model.program;

import dev.fracas.model.program.Instruction.Assign;
import dev.fracas.model.program.Instruction.Await;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.Branch;
import dev.fracas.model.program.Instruction.Choose;
import dev.fracas.model.program.Instruction.CompareAndSwap;
import dev.fracas.model.program.Instruction.End;
import dev.fracas.model.program.Instruction.Fence;
import dev.fracas.model.program.Instruction.FetchAndOp;
import dev.fracas.model.program.Instruction.GhostLoad;
import dev.fracas.model.program.Instruction.GhostStore;
import dev.fracas.model.program.Instruction.Jump;
import dev.fracas.model.program.Instruction.Load;
import dev.fracas.model.program.Instruction.LoadExclusive;
import dev.fracas.model.program.Instruction.Pause;
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Instruction.StoreExclusive;
import dev.fracas.model.program.Instruction.Swap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Programs as a person reads them: numbered, with routine names, labels and indented ghosts. */
public final class Disassembly {
    private Disassembly() {}

    /** The whole program, one line per instruction, each ended by a newline. */
    public static String of(Program program) {
        StringBuilder text = new StringBuilder();
        String routine = "";
        for (int i = 0; i < program.code().size(); i++) {
            Program.Site site = program.sites().get(i);
            if (!site.routine().equals(routine)) {
                routine = site.routine();
                text.append(routine.isEmpty() ? "workload" : routine).append(":\n");
            }
            if (!site.label().isEmpty()) {
                text.append("  ").append(site.label()).append(":\n");
            }
            boolean step = program.code().get(i) instanceof Instruction.Visible;
            text.append(
                    "%5d%s%s\n".formatted(i, step ? "  " : "      ", text(program.code().get(i))));
        }
        return text.toString();
    }

    /** One instruction with its place: {@code queued_spin_lock 3: old = cas lock, 0 -> 1}. */
    public static String line(Program program, int at) {
        String routine = program.sites().get(at).routine();
        return (routine.isEmpty() ? "" : routine + " ") + at + ": " + text(program.code().get(at));
    }

    /** One instruction alone. */
    public static String text(Instruction instruction) {
        return switch (instruction) {
            case Load l -> l.into() + " = load " + l.from() + suffix(l.order());
            case Store s -> "store " + s.to() + " = " + s.value() + suffix(s.order());
            case FetchAndOp f ->
                    "%s = fetch-and-%s %s, %s%s"
                            .formatted(
                                    f.old(),
                                    f.operator().name().toLowerCase(Locale.ROOT),
                                    f.word(),
                                    f.operand(),
                                    suffix(f.order()));
            case Swap s -> s.old() + " = swap " + s.word() + ", " + s.value() + suffix(s.order());
            case CompareAndSwap c ->
                    "%s = cas %s, %s -> %s%s"
                            .formatted(
                                    c.old(),
                                    c.word(),
                                    c.expected(),
                                    c.desired(),
                                    suffix(c.order()));
            case LoadExclusive l -> l.into() + " = load-exclusive " + l.from() + suffix(l.order());
            case StoreExclusive s ->
                    "%s = store-exclusive %s = %s%s"
                            .formatted(s.status(), s.to(), s.value(), suffix(s.order()));
            case Fence f -> f.what();
            case Await a -> "await " + a.from() + " " + a.test() + suffix(a.order());
            case Choose c -> c.into() + " = choose 0.." + (c.bound() - 1);
            case SendIpi s -> "send " + s.vector() + " to core " + s.target();
            case AwaitIpi a -> "await " + anyOf(a.vectors());
            case Pause p -> p.what();
            case End e -> "end";
            case Assign a -> a.into() + " = " + a.value();
            case Branch b -> "if " + b.condition() + " goto " + b.target();
            case Jump j -> "goto " + j.target();
            case GhostLoad g -> g.into() + " = ghost " + g.from();
            case GhostStore g -> "ghost " + g.to() + " = " + g.value();
        };
    }

    private static String anyOf(List<InterruptVector> vectors) {
        return vectors.stream().map(InterruptVector::name).collect(Collectors.joining(" or "));
    }

    private static String suffix(MemoryOrder order) {
        return order == MemoryOrder.RELAXED
                ? ""
                : " (" + order.name().toLowerCase(Locale.ROOT) + ")";
    }
}
