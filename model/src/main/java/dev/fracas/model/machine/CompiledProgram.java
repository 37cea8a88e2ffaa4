package dev.fracas.model.machine;

import dev.fracas.model.machine.memory.Locations;
import dev.fracas.model.program.Address;
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
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Instruction.StoreExclusive;
import dev.fracas.model.program.Instruction.Swap;
import dev.fracas.model.program.Instruction.Visible;
import dev.fracas.model.program.Liveness;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.WordArray;
import dev.fracas.model.state.StateLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A program in the form that the hot loop executes: one row per visible instruction in parallel
 * arrays, the rest as {@link MicroCode}. A core's place in a state is the number of its next
 * visible instruction, its <em>pc</em>. Registers that are live before some visible instruction get
 * bits of the state; two that are never live together share them.
 */
final class CompiledProgram {
    static final byte LOAD = 0;
    static final byte STORE = 1;
    static final byte STORE_DRAINED = 2;
    static final byte FETCH_AND_OP = 3;
    static final byte SWAP = 4;
    static final byte COMPARE_AND_SWAP = 5;
    static final byte LOAD_EXCLUSIVE = 6;
    static final byte STORE_EXCLUSIVE = 7;
    static final byte FENCE = 8;
    static final byte AWAIT = 9;
    static final byte CHOOSE = 10;
    static final byte SEND_IPI = 11;
    static final byte AWAIT_IPI = 12;
    static final byte PAUSE = 13;
    static final byte END = 14;
    static final byte OOPSED = 15;

    final Program program;

    /** The pc of a core that has stopped for ever at an address outside the memory. */
    final int oops;

    /** Index in the program's code of each pc's instruction. */
    final int[] instruction;

    final byte[] kind;
    final int[] base;
    final int[] length;
    final int[] index;
    final int[] dst;
    final int[] a;
    final int[] b;
    final Operator[] operator;
    final int[] pre;
    final int[] post;
    final boolean[] monitorLive;

    /** Registers that are live at each pc, and the slots that hold them. */
    final int[][] liveRegister;

    final int[][] liveSlot;
    final int[] slotBits;
    final int[] code;
    final long[] initialFile;

    /** Which places in the register file hold constants. */
    final boolean[] constant;

    /** Where execution starts: the micro-code before the first visible instruction. */
    final int entry;

    final boolean usesExclusives;

    CompiledProgram(Program program, Locations.Builder locations) {
        this.program = program;
        List<Instruction> source = program.code();
        int[] pcOf = new int[source.size()];
        List<Integer> visible = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            pcOf[i] = -1;
            if (source.get(i) instanceof Visible) {
                pcOf[i] = visible.size();
                visible.add(i);
            }
        }
        int n = visible.size();
        oops = n;
        instruction = visible.stream().mapToInt(Integer::intValue).toArray();
        kind = new byte[n + 1];
        base = new int[n];
        length = new int[n];
        index = new int[n];
        dst = new int[n];
        a = new int[n];
        b = new int[n];
        operator = new Operator[n];
        pre = new int[n];
        post = new int[n];
        monitorLive = new boolean[n + 1];
        kind[oops] = OOPSED;

        MicroCode micro = new MicroCode(program, locations);
        int[] microOf = new int[source.size()];
        List<int[]> jumps = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            microOf[i] = micro.here();
            switch (source.get(i)) {
                case Visible v -> micro.emit(MicroCode.EXIT, pcOf[i], 0, 0);
                case Assign assign -> micro.assign(assign.into(), assign.value());
                case Branch branch -> {
                    int condition = micro.operand(branch.condition().value());
                    int at = micro.emit(MicroCode.BRANCH, 0, condition, 0);
                    jumps.add(new int[] {at, branch.target()});
                }
                case Jump jump ->
                        jumps.add(new int[] {micro.emit(MicroCode.JUMP, 0, 0, 0), jump.target()});
                case GhostLoad g -> {
                    int from = locations.base(g.from());
                    int element = micro.element(g.from());
                    micro.emit(MicroCode.GHOST_LOAD, g.into().index(), from, element);
                    micro.cut(g.into(), g.from().bits());
                }
                case GhostStore g -> {
                    int to = locations.base(g.to());
                    int element = micro.element(g.to());
                    int value = micro.operand(g.value());
                    micro.emit(MicroCode.GHOST_STORE, value, to, element);
                }
            }
        }
        for (int[] jump : jumps) {
            micro.patch(jump[0], microOf[jump[1]]);
        }
        entry = microOf[0];
        for (int pc = 0; pc < n; pc++) {
            int i = instruction[pc];
            Visible step = (Visible) source.get(i);
            post[pc] = i + 1 < source.size() ? microOf[i + 1] : -1;
            int start = micro.here();
            compileVisible(pc, step, micro, locations);
            pre[pc] = -1;
            if (micro.here() > start) {
                pre[pc] = start;
                micro.emit(MicroCode.RETURN, 0, 0, 0);
            }
            int read = bitsRead(step);
            if (read > 0 && program.registers().get(dst[pc]).bits() < read) {
                int cutting = micro.here();
                micro.cut(program.registers().get(dst[pc]), read);
                micro.emit(MicroCode.JUMP, post[pc], 0, 0);
                post[pc] = cutting;
            }
        }
        code = micro.code();
        initialFile = micro.file();
        constant = micro.constants();

        Liveness liveness = new Liveness(program);
        usesExclusives = source.stream().anyMatch(i -> i instanceof LoadExclusive);
        BitSet[] live = new BitSet[n];
        for (int pc = 0; pc < n; pc++) {
            live[pc] = liveness.before(instruction[pc]);
            monitorLive[pc] = liveness.monitorBefore(instruction[pc]);
        }
        int[] slotOf = colour(program, live);
        int slots = Arrays.stream(slotOf).max().orElse(-1) + 1;
        slotBits = new int[slots];
        for (int r = 0; r < slotOf.length; r++) {
            if (slotOf[r] >= 0) {
                int bits = program.registers().get(r).bits();
                slotBits[slotOf[r]] = Math.max(slotBits[slotOf[r]], bits);
            }
        }
        liveRegister = new int[n + 1][];
        liveSlot = new int[n + 1][];
        for (int pc = 0; pc < n; pc++) {
            liveRegister[pc] = live[pc].stream().toArray();
            liveSlot[pc] = live[pc].stream().map(r -> slotOf[r]).toArray();
        }
        liveRegister[oops] = new int[0];
        liveSlot[oops] = new int[0];
    }

    private void compileVisible(
            int pc, Visible visible, MicroCode micro, Locations.Builder locations) {
        length[pc] = -1;
        switch (visible) {
            case Load l -> {
                kind[pc] = LOAD;
                address(pc, l.from(), micro, locations);
                dst[pc] = l.into().index();
            }
            case Store s -> {
                kind[pc] = s.order() == MemoryOrder.SEQ_CST ? STORE_DRAINED : STORE;
                address(pc, s.to(), micro, locations);
                a[pc] = micro.operand(s.value());
            }
            case FetchAndOp f -> {
                kind[pc] = FETCH_AND_OP;
                address(pc, f.word(), micro, locations);
                dst[pc] = f.old().index();
                operator[pc] = f.operator();
                a[pc] = micro.operand(f.operand());
            }
            case Swap s -> {
                kind[pc] = SWAP;
                address(pc, s.word(), micro, locations);
                dst[pc] = s.old().index();
                a[pc] = micro.operand(s.value());
            }
            case CompareAndSwap c -> {
                kind[pc] = COMPARE_AND_SWAP;
                address(pc, c.word(), micro, locations);
                dst[pc] = c.old().index();
                a[pc] = micro.operand(cut(c.expected(), c.word().bits()));
                b[pc] = micro.operand(c.desired());
            }
            case LoadExclusive l -> {
                kind[pc] = LOAD_EXCLUSIVE;
                address(pc, l.from(), micro, locations);
                dst[pc] = l.into().index();
            }
            case StoreExclusive s -> {
                kind[pc] = STORE_EXCLUSIVE;
                address(pc, s.to(), micro, locations);
                dst[pc] = s.status().index();
                a[pc] = micro.operand(s.value());
            }
            case Fence f -> kind[pc] = FENCE;
            case Await w -> {
                kind[pc] = AWAIT;
                address(pc, w.from(), micro, locations);
                dst[pc] = w.into().index();
                operator[pc] = w.test().comparison();
                a[pc] = micro.operand(w.test().mask());
                b[pc] = micro.operand(w.test().operand());
            }
            case Choose c -> {
                kind[pc] = CHOOSE;
                dst[pc] = c.into().index();
                length[pc] = c.bound();
            }
            case SendIpi s -> {
                kind[pc] = SEND_IPI;
                a[pc] = micro.operand(s.target());
            }
            case AwaitIpi w -> {
                kind[pc] = AWAIT_IPI;
                dst[pc] = w.taken().index();
            }
            case Pause p -> kind[pc] = PAUSE;
            case End e -> kind[pc] = END;
        }
    }

    private void address(int pc, Address address, MicroCode micro, Locations.Builder locations) {
        if (address.array().ghost()) {
            throw new IllegalArgumentException(
                    address + " is a ghost: only ghostLoad, ghostStore and current may use it");
        }
        base[pc] = locations.base(address);
        length[pc] = address.array().length();
        index[pc] = micro.operand(address.index());
    }

    /** The width of what the instruction puts into its register, 0 when it has none. */
    private static int bitsRead(Visible visible) {
        return switch (visible) {
            case Load l -> l.from().bits();
            case FetchAndOp f -> f.word().bits();
            case Swap s -> s.word().bits();
            case CompareAndSwap c -> c.word().bits();
            case LoadExclusive l -> l.from().bits();
            case Await w -> w.from().bits();
            case Choose c -> WordArray.bitsFor(c.bound() - 1);
            case StoreExclusive s -> 1;
            case Store s -> 0;
            case Fence f -> 0;
            case SendIpi s -> 0;
            case AwaitIpi w -> WordArray.bitsFor(w.vectors().size() - 1);
            case Pause p -> 0;
            case End e -> 0;
        };
    }

    private static Value cut(Value value, int bits) {
        boolean fits =
                switch (value) {
                    case Value.Register r -> r.bits() <= bits;
                    case Value.Constant c -> (c.value() & WordArray.mask(bits)) == c.value();
                    case Value.Current c -> c.of().bits() <= bits;
                    case Value.Operation o -> bits == 64;
                };
        return fits ? value : value.and(WordArray.mask(bits));
    }

    /** Gives each register that is live before a visible instruction a slot; -1 for the others. */
    private static int[] colour(Program program, BitSet[] live) {
        int registers = program.registers().size();
        int[] slotOf = new int[registers];
        Arrays.fill(slotOf, -1);
        List<Integer> byWidth = new ArrayList<>();
        for (int r = 0; r < registers; r++) {
            int register = r;
            if (Arrays.stream(live).anyMatch(set -> set.get(register))) {
                byWidth.add(r);
            }
        }
        byWidth.sort(
                (x, y) -> program.registers().get(y).bits() - program.registers().get(x).bits());
        for (int r : byWidth) {
            BitSet taken = new BitSet();
            for (BitSet set : live) {
                if (set.get(r)) {
                    set.stream().filter(o -> slotOf[o] >= 0).forEach(o -> taken.set(slotOf[o]));
                }
            }
            slotOf[r] = taken.nextClearBit(0);
        }
        return slotOf;
    }

    StateLayout.Builder declareSlots(StateLayout.Builder layout, List<Integer> slotFields) {
        for (int slot = 0; slot < slotBits.length; slot++) {
            slotFields.add(layout.field(program.coreName() + " register " + slot, slotBits[slot]));
        }
        return layout;
    }
}
