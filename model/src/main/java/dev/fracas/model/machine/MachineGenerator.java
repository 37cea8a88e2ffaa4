package dev.fracas.model.machine;

import dev.fracas.model.ModelException;
import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.memory.Locations;
import dev.fracas.model.machine.memory.MemoryUnit;
import dev.fracas.model.machine.memory.Monitors;
import dev.fracas.model.program.Operator;
import dev.fracas.model.state.Field;

/**
 * The hot loop: executes one step of each core on packed states. Allocates nothing. Its plain twin,
 * which property tests compare it with, is {@code PlainMachine} among the tests.
 */
final class MachineGenerator implements TransitionSystem.Generator {
    private static final Operator[] OPERATORS = Operator.values();

    /** Longer runs of register-only instructions are taken for an endless loop. */
    static final int MAX_MICRO_STEPS = 100_000;

    private final Machine machine;
    private final CompiledProgram[] programs;
    private final Locations locations;
    private final MemoryUnit memory;
    private final Monitors monitors;
    private final long[][] files;
    private final boolean[][] reached;

    /** The location of the last access, -1 when the last step made none. */
    int accessed;

    /** What the last access read; meaningless after a plain store. */
    long valueRead;

    /** What the last access wrote, if it did. */
    long valueWritten;

    /** Whether the last access wrote, to memory or to the store buffer. */
    boolean wrote;

    MachineGenerator(Machine machine) {
        this.machine = machine;
        this.programs = machine.programs;
        this.locations = machine.locations();
        this.memory = machine.newMemoryUnit();
        this.monitors = machine.monitors();
        this.files = new long[programs.length][];
        this.reached = new boolean[programs.length][];
        for (int core = 0; core < programs.length; core++) {
            files[core] = programs[core].initialFile.clone();
            reached[core] = new boolean[programs[core].oops];
        }
    }

    @Override
    public void successors(long[] s, int at, Successors out) {
        for (int core = 0; core < programs.length; core++) {
            stepCore(core, s, at, out);
        }
        memory.steps(s, at, out);
        machine.interrupts.deliveries(s, at, out);
    }

    /** Appends the successors of one actor's steps only. */
    void successorsOf(Step step, long[] s, int at, Successors out) {
        switch (step.kind()) {
            case INSTRUCTION, SPIN -> stepCore(step.core(), s, at, out);
            case MEMORY -> memory.stepsOf(s, at, step.core(), out);
            case DELIVER -> machine.interrupts.deliver(step.core(), step.choice(), s, at, out);
        }
    }

    @Override
    public boolean finished(long[] s, int at) {
        return machine.isFinished(s, at);
    }

    @Override
    public void addReached(boolean[] all) {
        int next = 0;
        for (boolean[] ofCore : reached) {
            for (boolean was : ofCore) {
                all[next++] |= was;
            }
        }
    }

    /** Appends the initial state: every core stands before its first visible instruction. */
    void initialState(Successors out) {
        int to = out.draft(machine.initialMemory, 0);
        for (int core = 0; core < programs.length; core++) {
            run(core, programs[core].entry, out.states(), to);
        }
        out.commit(0, -1);
    }

    private void stepCore(int core, long[] s, int at, Successors out) {
        CompiledProgram p = programs[core];
        long[] file = files[core];
        int pc = (int) machine.pc[core].get(s, at);
        byte kind = p.kind[pc];
        if (kind >= CompiledProgram.END) {
            if (kind == CompiledProgram.END) {
                reached[core][pc] = true;
            }
            return;
        }
        if (machine.isInterrupted(s, at, core)) {
            return;
        }
        int[] live = p.liveRegister[pc];
        int[] slots = p.liveSlot[pc];
        Field[] fields = machine.slots[core];
        for (int i = 0; i < live.length; i++) {
            file[live[i]] = fields[slots[i]].get(s, at);
        }
        if (p.pre[pc] >= 0) {
            compute(p.code, file, p.pre[pc], s, at);
        }
        int location = -1;
        if (kind <= CompiledProgram.AWAIT && kind != CompiledProgram.FENCE) {
            long element = file[p.index[pc]];
            if (element < 0 || element >= p.length[pc]) {
                oops(core, s, at, out);
                reached[core][pc] = true;
                return;
            }
            location = p.base[pc] + (int) element;
        }
        accessed = location;
        wrote = false;
        memory.forgetWritten();
        switch (kind) {
            case CompiledProgram.LOAD -> {
                long value = memory.load(s, at, core, location);
                file[p.dst[pc]] = value;
                valueRead = value;
                finish(core, p.post[pc], out, out.draft(s, at), 0);
            }
            case CompiledProgram.STORE -> {
                if (!memory.canStore(s, at, core)) {
                    return;
                }
                int to = out.draft(s, at);
                note(file[p.a[pc]], location);
                memory.store(out.states(), to, core, location, valueWritten);
                finish(core, p.post[pc], out, to, 0);
            }
            case CompiledProgram.STORE_DRAINED -> {
                if (!memory.isDrained(s, at, core)) {
                    return;
                }
                int to = out.draft(s, at);
                note(file[p.a[pc]], location);
                memory.write(out.states(), to, location, valueWritten);
                finish(core, p.post[pc], out, to, 0);
            }
            case CompiledProgram.FETCH_AND_OP, CompiledProgram.SWAP -> {
                if (!memory.isDrained(s, at, core)) {
                    return;
                }
                int to = out.draft(s, at);
                long old = locations.read(s, at, location);
                valueRead = old;
                long operand = file[p.a[pc]];
                note(
                        kind == CompiledProgram.SWAP ? operand : p.operator[pc].apply(old, operand),
                        location);
                memory.write(out.states(), to, location, valueWritten);
                file[p.dst[pc]] = old;
                finish(core, p.post[pc], out, to, 0);
            }
            case CompiledProgram.COMPARE_AND_SWAP -> {
                if (!memory.isDrained(s, at, core)) {
                    return;
                }
                int to = out.draft(s, at);
                long old = locations.read(s, at, location);
                valueRead = old;
                if (old == file[p.a[pc]]) {
                    note(file[p.b[pc]], location);
                    memory.write(out.states(), to, location, valueWritten);
                }
                file[p.dst[pc]] = old;
                finish(core, p.post[pc], out, to, 0);
            }
            case CompiledProgram.LOAD_EXCLUSIVE -> {
                long value = memory.load(s, at, core, location);
                valueRead = value;
                file[p.dst[pc]] = value;
                int to = out.draft(s, at);
                monitors.set(out.states(), to, core, location, value);
                finish(core, p.post[pc], out, to, 0);
            }
            case CompiledProgram.STORE_EXCLUSIVE -> {
                if (!memory.isDrained(s, at, core)) {
                    return;
                }
                boolean stands = monitors.stands(s, at, core, location);
                if (stands) {
                    int to = out.draft(s, at);
                    monitors.clear(out.states(), to, core);
                    note(file[p.a[pc]], location);
                    memory.write(out.states(), to, location, valueWritten);
                    file[p.dst[pc]] = 0;
                    finish(core, p.post[pc], out, to, 0);
                }
                if (!stands || monitors.mayFailSpuriously()) {
                    restore(file, live, slots, fields, s, at);
                    int to = out.draft(s, at);
                    wrote = false;
                    memory.forgetWritten();
                    monitors.clear(out.states(), to, core);
                    file[p.dst[pc]] = 1;
                    finish(core, p.post[pc], out, to, 1);
                }
            }
            case CompiledProgram.FENCE -> {
                if (!memory.isDrained(s, at, core)) {
                    return;
                }
                finish(core, p.post[pc], out, out.draft(s, at), 0);
            }
            case CompiledProgram.AWAIT -> {
                long value = memory.load(s, at, core, location);
                valueRead = value;
                int to = out.draft(s, at);
                if (p.operator[pc].apply(value & file[p.a[pc]], file[p.b[pc]]) != 0) {
                    file[p.dst[pc]] = value;
                    finish(core, p.post[pc], out, to, 0);
                } else {
                    out.commit(Step.code(core, Step.Kind.SPIN, 0), -1);
                }
            }
            case CompiledProgram.CHOOSE -> {
                for (int choice = 0; choice < p.length[pc]; choice++) {
                    if (choice > 0) {
                        restore(file, live, slots, fields, s, at);
                    }
                    file[p.dst[pc]] = choice;
                    finish(core, p.post[pc], out, out.draft(s, at), choice);
                }
            }
            case CompiledProgram.SEND_IPI -> {
                if (!memory.isDrained(s, at, core)) {
                    return;
                }
                long target = file[p.a[pc]];
                int[] sends = machine.interruptsAt[core][pc];
                if (target < 0 || target >= sends.length || sends[(int) target] < 0) {
                    oops(core, s, at, out);
                    reached[core][pc] = true;
                    return;
                }
                int to = out.draft(s, at);
                machine.interrupts.inFlight(sends[(int) target]).set(out.states(), to, 1);
                finish(core, p.post[pc], out, to, 0);
            }
            case CompiledProgram.AWAIT_IPI -> {
                int[] awaited = machine.interruptsAt[core][pc];
                boolean isPending = false;
                boolean isTaken = machine.canInterrupt(s, at, core);
                for (int place = 0; place < awaited.length; place++) {
                    Field pending = machine.interrupts.pending(awaited[place]);
                    if (pending.get(s, at) == 0) {
                        continue;
                    }
                    if (isTaken) {
                        if (isPending) {
                            restore(file, live, slots, fields, s, at);
                        }
                        int to = out.draft(s, at);
                        pending.set(out.states(), to, 0);
                        file[p.dst[pc]] = place;
                        finish(core, p.post[pc], out, to, place);
                    }
                    isPending = true;
                }
                if (!isPending) {
                    out.draft(s, at);
                    out.commit(Step.code(core, Step.Kind.SPIN, 0), -1);
                } else if (!isTaken) {
                    return;
                }
            }
            case CompiledProgram.PAUSE -> finish(core, p.post[pc], out, out.draft(s, at), 0);
            default -> throw new IllegalStateException("kind " + kind);
        }
        reached[core][pc] = true;
    }

    private void note(long value, int location) {
        wrote = true;
        valueWritten = value & locations.mask(location);
    }

    private static void restore(
            long[] file, int[] live, int[] slots, Field[] fields, long[] s, int at) {
        for (int i = 0; i < live.length; i++) {
            file[live[i]] = fields[slots[i]].get(s, at);
        }
    }

    private void oops(int core, long[] s, int at, Successors out) {
        int to = out.draft(s, at);
        leave(core, programs[core].oops, out.states(), to);
        accessed = -1;
        wrote = false;
        out.commit(Step.code(core, Step.Kind.INSTRUCTION, 0), -1);
    }

    private void finish(int core, int post, Successors out, int to, int choice) {
        int written = memory.written();
        run(core, post, out.states(), to);
        out.commit(Step.code(core, Step.Kind.INSTRUCTION, choice), written);
    }

    /** Executes micro-code from {@code ip} up to the next visible instruction, on the successor. */
    private void run(int core, int ip, long[] s, int at) {
        CompiledProgram p = programs[core];
        long[] file = files[core];
        int[] code = p.code;
        int budget = MAX_MICRO_STEPS;
        while (true) {
            int operation = code[ip];
            int dst = code[ip + 1];
            int a = code[ip + 2];
            int b = code[ip + 3];
            if (operation < MicroCode.MOVE) {
                file[dst] = OPERATORS[operation].apply(file[a], file[b]);
                ip += 4;
                continue;
            }
            switch (operation) {
                case MicroCode.MOVE -> {
                    file[dst] = file[a];
                    ip += 4;
                }
                case MicroCode.BRANCH -> {
                    ip = file[a] != 0 ? dst : ip + 4;
                    budget--;
                }
                case MicroCode.JUMP -> {
                    ip = dst;
                    budget--;
                }
                case MicroCode.EXIT -> {
                    leave(core, dst, s, at);
                    return;
                }
                case MicroCode.GHOST_LOAD -> {
                    file[dst] = locations.read(s, at, a + (int) file[b]);
                    ip += 4;
                }
                case MicroCode.GHOST_STORE -> {
                    locations.write(s, at, a + (int) file[b], file[dst]);
                    ip += 4;
                }
                case MicroCode.CHECK_INDEX -> {
                    if (file[a] < 0 || file[a] >= dst) {
                        leave(core, p.oops, s, at);
                        return;
                    }
                    ip += 4;
                }
                default -> throw new IllegalStateException("micro-operation " + operation);
            }
            if (budget <= 0) {
                throw endless(p);
            }
        }
    }

    static ModelException endless(CompiledProgram p) {
        return new ModelException(
                p.program.coreName()
                        + ": a loop without any memory access never ends; expected a load, store,"
                        + " await or pause in every loop");
    }

    /**
     * Evaluates operands before an access: straight-line code up to a RETURN. Ghosts are read as
     * they are before the step.
     */
    private void compute(int[] code, long[] file, int from, long[] s, int at) {
        int ip = from;
        while (code[ip] != MicroCode.RETURN) {
            int dst = code[ip + 1];
            int a = code[ip + 2];
            int b = code[ip + 3];
            file[dst] =
                    code[ip] == MicroCode.GHOST_LOAD
                            ? locations.read(s, at, a + (int) file[b])
                            : OPERATORS[code[ip]].apply(file[a], file[b]);
            ip += 4;
        }
    }

    /** Puts the core before a visible instruction: its pc, its live registers, 0 in the others. */
    private void leave(int core, int pc, long[] s, int at) {
        CompiledProgram p = programs[core];
        long[] clear = machine.frameClear[core];
        for (int i = 0; i < clear.length; i++) {
            s[at + i] &= clear[i];
        }
        machine.pc[core].put(s, at, pc);
        int[] live = p.liveRegister[pc];
        int[] slots = p.liveSlot[pc];
        Field[] fields = machine.slots[core];
        long[] file = files[core];
        for (int i = 0; i < live.length; i++) {
            fields[slots[i]].put(s, at, file[live[i]]);
        }
        if (p.usesExclusives && !p.monitorLive[pc]) {
            monitors.clear(s, at, core);
        }
    }
}
