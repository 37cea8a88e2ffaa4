package dev.fracas.model.machine;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.fracas.model.ModelException;
import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.machine.memory.Locations;
import dev.fracas.model.machine.memory.MemoryLayout;
import dev.fracas.model.machine.memory.MemoryUnit;
import dev.fracas.model.machine.memory.Monitors;
import dev.fracas.model.program.Operator;
import dev.fracas.model.state.Field;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Emits the method of one visible instruction: the access, then the register-only code behind it up
 * to the next visible ones. Says in byte code what {@link MachineGenerator} does step by step, with
 * every field, register and constant at its fixed place; also holds what all generated methods have
 * in common.
 */
final class StepMethod {
    static final ClassDesc SUPER = desc(GeneratedSteps.class);
    static final ClassDesc MACHINE = desc(Machine.class);
    static final ClassDesc SUCCESSORS = desc(Successors.class);
    static final ClassDesc LOCATIONS = desc(Locations.class);
    static final ClassDesc MEMORY = desc(MemoryUnit.class);
    static final ClassDesc MONITORS = desc(Monitors.class);
    static final ClassDesc OPERATOR = desc(Operator.class);
    static final ClassDesc MODEL_EXCEPTION = desc(ModelException.class);
    static final ClassDesc LONGS = CD_long.arrayType();
    static final ClassDesc THIS =
            ClassDesc.of(StepCompiler.class.getPackageName() + ".MachineSteps");
    static final MethodTypeDesc EXPAND = MethodTypeDesc.of(CD_void, LONGS, CD_int, SUCCESSORS);

    // local variables of every generated method
    static final int SELF = 0;
    static final int STATES = 1;
    static final int AT = 2;
    static final int OUT = 3;
    static final int TO = 4;
    static final int AFTER = 5;
    static final int LOCATION = 6;
    static final int CHOICE = LOCATION;
    static final int WRITTEN = 7;
    static final int VALUE = 8;
    static final int REGISTERS = 10;

    private final Machine machine;
    private final MemoryLayout layout;
    private final CodeBuilder c;
    private final int core;
    private final int pc;
    private final CompiledProgram p;
    private final Locations places;
    private final Label blocked;
    private final MicroRegion region;
    private final int scratch;
    private final int budget;

    /** The location, where it is known now; -1 where it is computed. */
    private int fixed = -1;

    StepMethod(Machine machine, CodeBuilder c, int core, int pc) {
        this.machine = machine;
        this.layout = machine.memoryLayout();
        this.places = machine.locations();
        this.c = c;
        this.core = core;
        this.pc = pc;
        this.p = machine.programs[core];
        this.blocked = c.newLabel();
        this.region = new MicroRegion(p, pc);
        this.scratch = REGISTERS + 2 * p.initialFile.length;
        this.budget = scratch + 2;
    }

    void emit() {
        if (machine.canBeInterrupted(core)) {
            c.aload(SELF).aload(STATES).iload(AT).loadConstant(core);
            c.invokevirtual(
                            SUPER,
                            "isInterrupted",
                            MethodTypeDesc.of(CD_boolean, LONGS, CD_int, CD_int))
                    .ifne(blocked);
        }
        loadRegisters();
        if (p.pre[pc] >= 0) {
            straightLine(p.pre[pc]);
        }
        c.loadConstant(-1).istore(WRITTEN);
        if (p.kind[pc] <= CompiledProgram.AWAIT && p.kind[pc] != CompiledProgram.FENCE) {
            locate();
        }
        access();
        c.labelBinding(blocked).return_();
    }

    private void access() {
        switch (p.kind[pc]) {
            case CompiledProgram.LOAD -> {
                load();
                c.lstore(local(p.dst[pc]));
                draft();
                finish(0);
            }
            case CompiledProgram.STORE -> store();
            case CompiledProgram.STORE_DRAINED -> {
                requireDrained();
                draft();
                push(p.a[pc]);
                write();
                finish(0);
            }
            case CompiledProgram.FETCH_AND_OP, CompiledProgram.SWAP -> {
                requireDrained();
                readMemory();
                c.lstore(VALUE);
                draft();
                if (p.kind[pc] == CompiledProgram.SWAP) {
                    push(p.a[pc]);
                } else {
                    operate(p.operator[pc], () -> c.lload(VALUE), () -> push(p.a[pc]));
                }
                write();
                c.lload(VALUE).lstore(local(p.dst[pc]));
                finish(0);
            }
            case CompiledProgram.COMPARE_AND_SWAP -> {
                requireDrained();
                readMemory();
                c.lstore(VALUE);
                draft();
                Label fails = c.newLabel();
                c.lload(VALUE);
                push(p.a[pc]);
                c.lcmp().ifne(fails);
                push(p.b[pc]);
                write();
                c.labelBinding(fails);
                c.lload(VALUE).lstore(local(p.dst[pc]));
                finish(0);
            }
            case CompiledProgram.LOAD_EXCLUSIVE -> {
                load();
                c.lstore(local(p.dst[pc]));
                draft();
                monitors();
                c.aload(AFTER).iload(TO).loadConstant(core);
                location();
                c.lload(local(p.dst[pc]));
                c.invokevirtual(
                        MONITORS,
                        "set",
                        MethodTypeDesc.of(CD_void, LONGS, CD_int, CD_int, CD_int, CD_long));
                finish(0);
            }
            case CompiledProgram.STORE_EXCLUSIVE -> storeExclusive();
            case CompiledProgram.FENCE -> {
                requireDrained();
                draft();
                finish(0);
            }
            case CompiledProgram.AWAIT -> {
                load();
                c.lstore(VALUE);
                draft();
                Label spins = c.newLabel();
                Runnable masked =
                        () -> {
                            c.lload(VALUE);
                            if (!isConstant(p.a[pc]) || p.initialFile[p.a[pc]] != -1) {
                                push(p.a[pc]);
                                c.land();
                            }
                        };
                branch(p.operator[pc], masked, () -> push(p.b[pc]), spins);
                c.lload(VALUE).lstore(local(p.dst[pc]));
                finish(0);
                c.labelBinding(spins);
                spin();
            }
            case CompiledProgram.CHOOSE -> {
                Label next = c.newLabel();
                c.iconst_0().istore(CHOICE);
                c.labelBinding(next);
                loadRegisters();
                c.iload(CHOICE).i2l().lstore(local(p.dst[pc]));
                draft();
                finishWithoutReturn(0);
                c.iinc(CHOICE, 1).iload(CHOICE).loadConstant(p.length[pc]).if_icmplt(next);
                reachedAndReturn();
            }
            case CompiledProgram.SEND_IPI -> sendIpi();
            case CompiledProgram.AWAIT_IPI -> awaitIpi();
            case CompiledProgram.PAUSE -> {
                draft();
                finish(0);
            }
            default -> throw new IllegalStateException("kind " + p.kind[pc]);
        }
    }

    private void store() {
        if (layout.storesAtOnce(core)) {
            draft();
            push(p.a[pc]);
            write();
            finish(0);
            return;
        }
        memory();
        c.aload(STATES).iload(AT).loadConstant(core);
        c.invokevirtual(MEMORY, "canStore", MethodTypeDesc.of(CD_boolean, LONGS, CD_int, CD_int))
                .ifeq(blocked);
        draft();
        memory();
        c.aload(AFTER).iload(TO).loadConstant(core);
        location();
        push(p.a[pc]);
        c.invokevirtual(
                MEMORY,
                "store",
                MethodTypeDesc.of(CD_void, LONGS, CD_int, CD_int, CD_int, CD_long));
        finish(0);
    }

    private void storeExclusive() {
        requireDrained();
        monitors();
        c.aload(STATES).iload(AT).loadConstant(core);
        location();
        c.invokevirtual(
                MONITORS, "stands", MethodTypeDesc.of(CD_boolean, LONGS, CD_int, CD_int, CD_int));
        Label fails = c.newLabel();
        c.ifeq(fails);
        draft();
        clearMonitor();
        push(p.a[pc]);
        write();
        c.lconst_0().lstore(local(p.dst[pc]));
        finishWithoutReturn(0);
        if (machine.monitors().mayFailSpuriously()) {
            loadRegisters();
            c.loadConstant(-1).istore(WRITTEN);
        } else {
            reachedAndReturn();
        }
        c.labelBinding(fails);
        draft();
        clearMonitor();
        c.lconst_1().lstore(local(p.dst[pc]));
        finish(1);
    }

    private void sendIpi() {
        requireDrained();
        Label oops = c.newLabel();
        push(p.a[pc]);
        c.lstore(VALUE);
        c.lload(VALUE).lconst_0().lcmp().iflt(oops);
        int[] sends = machine.interruptsAt[core][pc];
        c.lload(VALUE).loadConstant((long) sends.length).lcmp().ifge(oops);
        for (int target = 0; target < sends.length; target++) {
            if (sends[target] < 0) {
                c.lload(VALUE).loadConstant((long) target).lcmp().ifeq(oops);
            }
        }
        draft();
        for (int target = 0; target < sends.length; target++) {
            if (sends[target] >= 0) {
                Label other = c.newLabel();
                c.lload(VALUE).loadConstant((long) target).lcmp().ifne(other);
                setBits(machine.interrupts.inFlight(sends[target]), c::lconst_1);
                c.labelBinding(other);
            }
        }
        finish(0);
        c.labelBinding(oops);
        oops();
    }

    /** Takes any of the interrupts that are pending; {@link #VALUE} says whether there was one. */
    private void awaitIpi() {
        int[] awaited = machine.interruptsAt[core][pc];
        Label taken = c.newLabel();
        c.lconst_0().lstore(VALUE);
        for (int place = 0; place < awaited.length; place++) {
            Field pending = machine.interrupts.pending(awaited[place]);
            Label next = c.newLabel();
            read(c, pending);
            c.lconst_0().lcmp().ifeq(next);
            if (machine.hostOf(core) != core) {
                requireDrained(machine.hostOf(core));
            }
            if (place > 0) {
                loadRegisters();
            }
            draft();
            setBits(pending, c::lconst_0);
            c.loadConstant((long) place).lstore(local(p.dst[pc]));
            finishWithoutReturn(place);
            c.lconst_1().lstore(VALUE);
            c.labelBinding(next);
        }
        c.lload(VALUE).lconst_0().lcmp().ifne(taken);
        draft();
        spin();
        c.labelBinding(taken);
        reachedAndReturn();
    }

    /** Restores the live registers from the state. */
    private void loadRegisters() {
        BitSet dead = region.registers();
        for (int i = 0; i < p.liveRegister[pc].length; i++) {
            read(c, machine.slots[core][p.liveSlot[pc][i]]);
            c.lstore(local(p.liveRegister[pc][i]));
            dead.clear(p.liveRegister[pc][i]);
        }
        // the verifier wants every local set on every path
        dead.stream().forEach(i -> c.lconst_0().lstore(local(i)));
    }

    /** Finds the location, or lets the core oops when it lies outside its array. */
    private void locate() {
        if (isConstant(p.index[pc])) {
            long element = p.initialFile[p.index[pc]];
            if (element >= 0 && element < p.length[pc]) {
                fixed = p.base[pc] + (int) element;
                return;
            }
        }
        Label inside = c.newLabel();
        Label oops = c.newLabel();
        push(p.index[pc]);
        c.lconst_0().lcmp().iflt(oops);
        push(p.index[pc]);
        c.loadConstant((long) p.length[pc]).lcmp().iflt(inside);
        c.labelBinding(oops);
        oops();
        c.labelBinding(inside);
        push(p.index[pc]);
        c.l2i().loadConstant(p.base[pc]).iadd().istore(LOCATION);
    }

    private void oops() {
        draft();
        leave(p.oops);
        commit(0);
        reachedAndReturn();
    }

    private void location() {
        if (fixed >= 0) {
            c.loadConstant(fixed);
        } else {
            c.iload(LOCATION);
        }
    }

    /** Pushes what a load sees. */
    private void load() {
        Optional<Field> waiting = layout.waiting(core);
        if (waiting.isEmpty()) {
            readMemory();
            return;
        }
        Label direct = c.newLabel();
        Label done = c.newLabel();
        read(c, waiting.get());
        c.lconst_0().lcmp().ifeq(direct);
        memory();
        c.aload(STATES).iload(AT).loadConstant(core);
        location();
        c.invokevirtual(MEMORY, "load", MethodTypeDesc.of(CD_long, LONGS, CD_int, CD_int, CD_int));
        c.goto_(done);
        c.labelBinding(direct);
        readMemory();
        c.labelBinding(done);
    }

    /** Pushes what memory holds at the location. */
    private void readMemory() {
        if (fixed >= 0) {
            c.aload(STATES).iload(AT);
            pushBits(c, places.field(fixed));
        } else {
            readComputed(STATES, AT, () -> c.iload(LOCATION));
        }
    }

    private void readComputed(int states, int at, Runnable location) {
        c.aload(SELF).getfield(SUPER, "locations", LOCATIONS).aload(states).iload(at);
        location.run();
        c.invokevirtual(LOCATIONS, "read", MethodTypeDesc.of(CD_long, LONGS, CD_int, CD_int));
    }

    /** With a value on the stack: writes it to memory at the location. */
    private void write() {
        c.lstore(scratch);
        location();
        c.istore(WRITTEN);
        if (fixed >= 0 && !machine.monitors().lostByWrites()) {
            Field bits = places.field(fixed);
            setBits(bits, () -> c.lload(scratch).loadConstant(bits.mask()).land());
        } else {
            memory();
            c.aload(AFTER).iload(TO);
            location();
            c.lload(scratch)
                    .invokevirtual(
                            MEMORY,
                            "write",
                            MethodTypeDesc.of(CD_void, LONGS, CD_int, CD_int, CD_long));
        }
    }

    /** Replaces some bits of the successor. */
    private void setBits(Field field, Runnable value) {
        c.aload(AFTER).iload(TO).loadConstant(field.word()).iadd().dup2().laload();
        c.loadConstant(~(field.mask() << field.shift())).land();
        value.run();
        c.loadConstant(field.shift()).lshl().lor().lastore();
    }

    private void requireDrained() {
        requireDrained(core);
    }

    private void requireDrained(int whose) {
        layout.waiting(whose)
                .ifPresent(waiting -> {
                    read(c, waiting);
                    c.lconst_0().lcmp().ifne(blocked);
                });
    }

    private void draft() {
        c.aload(OUT).aload(STATES).iload(AT);
        c.invokevirtual(SUCCESSORS, "draft", MethodTypeDesc.of(CD_int, LONGS, CD_int));
        c.istore(TO);
        c.aload(OUT).invokevirtual(SUCCESSORS, "states", MethodTypeDesc.of(LONGS));
        c.astore(AFTER);
    }

    private void memory() {
        c.aload(SELF).getfield(SUPER, "memory", MEMORY);
    }

    private void monitors() {
        c.aload(SELF).getfield(SUPER, "monitors", MONITORS);
    }

    private void clearMonitor() {
        monitors();
        c.aload(AFTER).iload(TO).loadConstant(core);
        c.invokevirtual(MONITORS, "clear", MethodTypeDesc.of(CD_void, LONGS, CD_int, CD_int));
    }

    private void spin() {
        c.aload(OUT).loadConstant(Step.code(core, Step.Kind.SPIN, 0)).loadConstant(-1);
        c.invokevirtual(SUCCESSORS, "commit", MethodTypeDesc.of(CD_void, CD_int, CD_int));
        reachedAndReturn();
    }

    private void commit(int choice) {
        c.aload(OUT).loadConstant(Step.code(core, Step.Kind.INSTRUCTION, choice));
        if (p.kind[pc] == CompiledProgram.CHOOSE) {
            // the choices of a step's code begin where those of choice 1 do
            c.iload(CHOICE).loadConstant(Step.code(0, Step.Kind.INSTRUCTION, 1)).imul().ior();
        }
        c.iload(WRITTEN);
        c.invokevirtual(SUCCESSORS, "commit", MethodTypeDesc.of(CD_void, CD_int, CD_int));
    }

    private void reachedAndReturn() {
        markReached(c, core, pc);
        c.return_();
    }

    private void finish(int choice) {
        finishWithoutReturn(choice);
        reachedAndReturn();
    }

    /** The register-only instructions behind the access, up to the next visible ones. */
    private void finishWithoutReturn(int choice) {
        if (region.hasLoop()) {
            c.loadConstant(MachineGenerator.MAX_MICRO_STEPS).istore(budget);
        }
        Label committed = c.newLabel();
        Map<Integer, Label> labels = new HashMap<>();
        Deque<Integer> work = new ArrayDeque<>();
        work.add(p.post[pc]);
        labels.put(p.post[pc], c.newLabel());
        while (!work.isEmpty()) {
            int ip = work.remove();
            c.labelBinding(labels.get(ip));
            operation(ip, choice, labels, work, committed);
        }
        c.labelBinding(committed);
    }

    private void operation(
            int ip, int choice, Map<Integer, Label> labels, Deque<Integer> work, Label committed) {
        int[] code = p.code;
        int dst = code[ip + 1];
        int a = code[ip + 2];
        int b = code[ip + 3];
        switch (code[ip]) {
            case MicroCode.MOVE -> {
                push(a);
                c.lstore(local(dst));
                c.goto_(labelOf(ip + 4, labels, work));
            }
            case MicroCode.BRANCH -> {
                spendOnJump(ip, dst);
                push(a);
                c.lconst_0().lcmp().ifne(labelOf(dst, labels, work));
                c.goto_(labelOf(ip + 4, labels, work));
            }
            case MicroCode.JUMP -> {
                spendOnJump(ip, dst);
                c.goto_(labelOf(dst, labels, work));
            }
            case MicroCode.EXIT -> {
                leave(dst);
                commit(choice);
                c.goto_(committed);
            }
            case MicroCode.GHOST_LOAD -> {
                ghostLoad(ip, AFTER, TO);
                c.goto_(labelOf(ip + 4, labels, work));
            }
            case MicroCode.GHOST_STORE -> {
                c.aload(SELF).getfield(SUPER, "locations", LOCATIONS).aload(AFTER).iload(TO);
                ghostLocation(a, b);
                push(dst);
                c.invokevirtual(
                        LOCATIONS,
                        "write",
                        MethodTypeDesc.of(CD_void, LONGS, CD_int, CD_int, CD_long));
                c.goto_(labelOf(ip + 4, labels, work));
            }
            case MicroCode.CHECK_INDEX -> {
                Label outside = c.newLabel();
                push(a);
                c.lconst_0().lcmp().iflt(outside);
                push(a);
                c.loadConstant((long) dst).lcmp().ifge(outside);
                c.goto_(labelOf(ip + 4, labels, work));
                c.labelBinding(outside);
                leave(p.oops);
                commit(choice);
                c.goto_(committed);
            }
            default -> {
                arithmetic(ip);
                c.goto_(labelOf(ip + 4, labels, work));
            }
        }
    }

    /** Every loop has a jump backwards; one that is taken without end stops the exploration. */
    private void spendOnJump(int from, int to) {
        if (to > from || !region.hasLoop()) {
            return;
        }
        Label enough = c.newLabel();
        c.iinc(budget, -1).iload(budget).ifgt(enough);
        c.aload(SELF).loadConstant(core);
        c.invokevirtual(SUPER, "endless", MethodTypeDesc.of(MODEL_EXCEPTION, CD_int)).athrow();
        c.labelBinding(enough);
    }

    private void ghostLocation(int base, int index) {
        push(index);
        c.l2i().loadConstant(base).iadd();
    }

    private Label labelOf(int ip, Map<Integer, Label> labels, Deque<Integer> work) {
        Label known = labels.get(ip);
        if (known != null) {
            return known;
        }
        Label made = c.newLabel();
        labels.put(ip, made);
        work.add(ip);
        return made;
    }

    private void straightLine(int from) {
        for (int ip = from; p.code[ip] != MicroCode.RETURN; ip += 4) {
            if (p.code[ip] == MicroCode.GHOST_LOAD) {
                ghostLoad(ip, STATES, AT);
            } else {
                arithmetic(ip);
            }
        }
    }

    /** Reads a ghost from that state: before the step, or as far as it has come. */
    private void ghostLoad(int ip, int states, int at) {
        int base = p.code[ip + 2];
        int index = p.code[ip + 3];
        long element = isConstant(index) ? p.initialFile[index] : -1;
        if (element >= 0 && element < places.count() - base) {
            int location = base + (int) element;
            c.aload(states).iload(at);
            pushBits(c, places.field(location));
        } else {
            readComputed(states, at, () -> ghostLocation(base, index));
        }
        c.lstore(local(p.code[ip + 1]));
    }

    private void arithmetic(int ip) {
        int[] code = p.code;
        Operator operator = Operator.values()[code[ip]];
        operate(operator, () -> push(code[ip + 2]), () -> push(code[ip + 3]));
        c.lstore(local(code[ip + 1]));
    }

    /** Pushes {@code left operator right}. */
    private void operate(Operator operator, Runnable left, Runnable right) {
        if (operator.isComparison()) {
            Label no = c.newLabel();
            Label done = c.newLabel();
            branch(operator, left, right, no);
            c.lconst_1().goto_(done);
            c.labelBinding(no).lconst_0();
            c.labelBinding(done);
            return;
        }
        switch (operator) {
            case ADD -> both(left, right).ladd();
            case SUBTRACT -> both(left, right).lsub();
            case MULTIPLY -> both(left, right).lmul();
            case AND -> both(left, right).land();
            case OR -> both(left, right).lor();
            case XOR -> both(left, right).lxor();
            default -> {
                c.getstatic(OPERATOR, operator.name(), OPERATOR);
                both(left, right)
                        .invokevirtual(
                                OPERATOR, "apply", MethodTypeDesc.of(CD_long, CD_long, CD_long));
            }
        }
    }

    /** Goes on if {@code left comparison right}, else to {@code otherwise}. */
    private void branch(Operator comparison, Runnable left, Runnable right, Label otherwise) {
        switch (comparison) {
            case EQUAL -> both(left, right).lcmp().ifne(otherwise);
            case NOT_EQUAL -> both(left, right).lcmp().ifeq(otherwise);
            case LESS -> unsigned(left, right).ifge(otherwise);
            case LESS_OR_EQUAL -> unsigned(left, right).ifgt(otherwise);
            default -> throw new IllegalStateException(comparison + " does not compare");
        }
    }

    private CodeBuilder unsigned(Runnable left, Runnable right) {
        return both(left, right)
                .invokestatic(
                        desc(Long.class),
                        "compareUnsigned",
                        MethodTypeDesc.of(CD_int, CD_long, CD_long));
    }

    private CodeBuilder both(Runnable left, Runnable right) {
        left.run();
        right.run();
        return c;
    }

    /** Puts the core before a visible instruction, in the successor. */
    private void leave(int next) {
        Field pcField = machine.pc[core];
        for (int word = 0; word < machine.layout().words(); word++) {
            long clear = machine.frameClear[core][word];
            if (clear == -1) {
                continue;
            }
            c.aload(AFTER).iload(TO).loadConstant(word).iadd().dup2().laload();
            c.loadConstant(clear).land();
            if (pcField.word() == word) {
                c.loadConstant((long) next << pcField.shift()).lor();
            }
            for (int i = 0; i < p.liveRegister[next].length; i++) {
                Field slot = machine.slots[core][p.liveSlot[next][i]];
                if (slot.word() == word) {
                    c.lload(local(p.liveRegister[next][i]));
                    c.loadConstant(slot.shift()).lshl().lor();
                }
            }
            c.lastore();
        }
        if (p.usesExclusives && !p.monitorLive[next]) {
            clearMonitor();
        }
    }

    private boolean isConstant(int place) {
        return p.constant[place];
    }

    private void push(int place) {
        if (isConstant(place)) {
            c.loadConstant(p.initialFile[place]);
        } else {
            c.lload(local(place));
        }
    }

    private int local(int place) {
        return REGISTERS + 2 * place;
    }

    static void markReached(CodeBuilder c, int core, int pc) {
        c.aload(SELF)
                .getfield(SUPER, "reached", CD_boolean.arrayType(2))
                .loadConstant(core)
                .aaload()
                .loadConstant(pc)
                .iconst_1()
                .bastore();
    }

    /** Pushes a field of the state before the step. */
    static void read(CodeBuilder c, Field field) {
        c.aload(STATES).iload(AT);
        pushBits(c, field);
    }

    /** With an array and an offset on the stack: pushes some bits of a word from there. */
    static void pushBits(CodeBuilder c, Field field) {
        c.loadConstant(field.word()).iadd().laload();
        if (field.shift() > 0) {
            c.loadConstant(field.shift()).lushr();
        }
        if (field.shift() + field.bits() < 64) {
            c.loadConstant(field.mask()).land();
        }
    }

    static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
