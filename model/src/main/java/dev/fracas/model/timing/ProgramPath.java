package dev.fracas.model.timing;

import dev.fracas.model.Step;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.program.Instruction;
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
import dev.fracas.model.program.Instruction.RegisterOnly;
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Instruction.StoreExclusive;
import dev.fracas.model.program.Instruction.Swap;
import dev.fracas.model.program.Instruction.Visible;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Constant;
import dev.fracas.model.program.Value.Current;
import dev.fracas.model.program.Value.Operation;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import java.util.BitSet;

/**
 * The way of one core through its program, to count the register-only instructions on it. It
 * computes the registers again from what each visible instruction received: the machine, which
 * merges those instructions into the step before, keeps no count of them.
 *
 * <p>Counted is each {@code Assign}, {@code Branch} and {@code Jump} that is executed, as one
 * instruction whatever it computes; what a visible instruction computes of its operands belongs to
 * that instruction. {@link GhostInstructions} are not counted.
 */
final class ProgramPath {
    private final Program program;
    private final GhostWords ghosts;
    private final BitSet free;
    private final long[] registers;
    private int next;

    ProgramPath(Program program, GhostWords ghosts) {
        this.program = program;
        this.ghosts = ghosts;
        this.free = GhostInstructions.of(program);
        this.registers = new long[program.registers().size()];
    }

    /** Index of the visible instruction that the core stands before. */
    int next() {
        return next;
    }

    /** Goes to the first visible instruction; returns how many others were executed on the way. */
    int enter() {
        return run(0);
    }

    /**
     * Goes on to the next visible instruction; returns how many others were executed on the way.
     */
    int follow(Effect effect) {
        if (effect.step().kind() == Step.Kind.SPIN) {
            return 0;
        }
        receive(program.code().get(effect.instruction()), effect);
        return run(effect.instruction() + 1);
    }

    /** The value from the registers and ghosts as they are now. */
    long evaluate(Value value) {
        return switch (value) {
            case Register r -> registers[r.index()];
            case Constant c -> c.value();
            case Current c -> ghosts.read(c.of(), (int) evaluate(c.of().index()));
            case Operation o -> o.operator().apply(evaluate(o.left()), evaluate(o.right()));
        };
    }

    private void receive(Instruction executed, Effect effect) {
        switch (executed) {
            case Load l -> set(l.into(), effect.valueRead());
            case FetchAndOp f -> set(f.old(), effect.valueRead());
            case Swap s -> set(s.old(), effect.valueRead());
            case CompareAndSwap c -> set(c.old(), effect.valueRead());
            case LoadExclusive l -> set(l.into(), effect.valueRead());
            case Await a -> set(a.into(), effect.valueRead());
            case StoreExclusive s -> set(s.status(), effect.step().choice());
            case Choose c -> set(c.into(), effect.step().choice());
            case Store s -> {}
            case Fence f -> {}
            case SendIpi s -> {}
            case AwaitIpi a -> set(a.taken(), effect.step().choice());
            case Pause p -> {}
            case End e -> {}
            case RegisterOnly r -> {}
        }
    }

    private int run(int from) {
        int counted = 0;
        int at = from;
        while (true) {
            Instruction instruction = program.code().get(at);
            if (instruction instanceof RegisterOnly && !free.get(at)) {
                counted++;
            }
            switch (instruction) {
                case Visible v -> {
                    next = at;
                    return counted;
                }
                case Assign a -> {
                    set(a.into(), evaluate(a.value()));
                    at++;
                }
                case Branch b -> at = evaluate(b.condition().value()) != 0 ? b.target() : at + 1;
                case Jump j -> at = j.target();
                case GhostLoad g -> {
                    set(g.into(), ghosts.read(g.from(), (int) evaluate(g.from().index())));
                    at++;
                }
                case GhostStore g -> {
                    int element = (int) evaluate(g.to().index());
                    ghosts.write(g.to(), element, evaluate(g.value()));
                    at++;
                }
            }
        }
    }

    private void set(Register register, long value) {
        registers[register.index()] = value & WordArray.mask(register.bits());
    }
}
