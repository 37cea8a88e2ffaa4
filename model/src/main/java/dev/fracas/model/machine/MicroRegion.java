package dev.fracas.model.machine;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * The micro-code that belongs to one visible instruction: what computes its operands, and
 * everything that can run between it and the next visible ones.
 */
final class MicroRegion {
    private final CompiledProgram p;
    private final BitSet registers = new BitSet();
    private final BitSet seen = new BitSet();
    private final boolean loop;

    MicroRegion(CompiledProgram p, int pc) {
        this.p = p;
        use(p.index[pc]);
        use(p.dst[pc]);
        use(p.a[pc]);
        use(p.b[pc]);
        for (int ip = p.pre[pc]; ip >= 0 && p.code[ip] != MicroCode.RETURN; ip += 4) {
            useOperands(ip);
        }
        loop = p.post[pc] >= 0 && walk(p.post[pc]);
    }

    /** The program's registers that the region may name; a copy. */
    BitSet registers() {
        return (BitSet) registers.clone();
    }

    /** Whether some of it can run more than once. */
    boolean hasLoop() {
        return loop;
    }

    /** Visits what can run from {@code start} on; tells whether there is a cycle. */
    private boolean walk(int start) {
        boolean cycle = false;
        BitSet open = new BitSet();
        Deque<Integer> path = new ArrayDeque<>();
        path.push(start);
        while (!path.isEmpty()) {
            int ip = path.peek();
            if (!seen.get(ip)) {
                seen.set(ip);
                open.set(ip);
                useOperands(ip);
            }
            int next = -1;
            for (int follower : followers(ip)) {
                cycle |= open.get(follower);
                if (!seen.get(follower)) {
                    next = follower;
                }
            }
            if (next >= 0) {
                path.push(next);
            } else {
                open.clear(ip);
                path.pop();
            }
        }
        return cycle;
    }

    private int[] followers(int ip) {
        return switch (p.code[ip]) {
            case MicroCode.JUMP -> new int[] {p.code[ip + 1]};
            case MicroCode.BRANCH -> new int[] {p.code[ip + 1], ip + 4};
            case MicroCode.EXIT -> new int[0];
            default -> new int[] {ip + 4};
        };
    }

    /** Takes in more than the operation names where one of its numbers is not a register. */
    private void useOperands(int ip) {
        use(p.code[ip + 1]);
        use(p.code[ip + 2]);
        use(p.code[ip + 3]);
        if (p.code[ip] == MicroCode.EXIT) {
            for (int register : p.liveRegister[p.code[ip + 1]]) {
                use(register);
            }
        }
    }

    private void use(int place) {
        if (place < p.program.registers().size()) {
            registers.set(place);
        }
    }
}
