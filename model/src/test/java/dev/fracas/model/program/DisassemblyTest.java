package dev.fracas.model.program;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import org.junit.jupiter.api.Test;

class DisassemblyTest {
    private final Word lock = Word.named("lock").bits(16);
    private final Address locked = lock.field("locked", 0, 8);
    private final WordArray nodes = WordArray.named("node", 4).bits(8);
    private final Word inside = Word.ghost("inside", 1);

    private Program everyInstruction() {
        Routine r = new Routine(1, 2, Isa.AARCH64);
        Routine.Label slow = r.label("slowpath");
        r.routine(
                "queued_spin_lock",
                () -> {
                    Register old = r.compareAndSwap(lock, 0, 1, MemoryOrder.ACQUIRE);
                    r.gotoWhen(old.isNotEqualTo(0), slow);
                    r.afterNextStep(() -> r.ghostStore(inside, 1));
                    r.fence();
                    r.ghostLoad(inside);
                    r.end();
                });
        r.place(slow);
        r.routine(
                "queued_spin_lock_slowpath",
                () -> {
                    Register first = r.load(locked, MemoryOrder.RELAXED);
                    Register second = r.load(locked, MemoryOrder.ACQUIRE_PC);
                    r.store(nodes.at(second.and(3)), first.plus(1).times(2), MemoryOrder.RELEASE);
                    r.swap(lock, second, MemoryOrder.SEQ_CST);
                    r.fetchAndAdd(locked, 1, MemoryOrder.RELAXED);
                    r.fetchAndOr(locked, 2, MemoryOrder.ACQUIRE_RELEASE);
                    Register at = r.loadExclusive(nodes.at(2), MemoryOrder.ACQUIRE);
                    r.storeExclusive(nodes.at(2), at.plus(1), MemoryOrder.RELEASE);
                    r.await(
                            locked,
                            dev.fracas.model.program.Test.bitsClear(3),
                            MemoryOrder.ACQUIRE);
                    r.await(
                            nodes.at(1),
                            dev.fracas.model.program.Test.equalTo(at),
                            MemoryOrder.RELAXED);
                    Register pick = r.choose("pick", 3);
                    r.sendIpi(pick, CALL_FUNCTION_VECTOR);
                    r.awaitIpi(CALL_FUNCTION_VECTOR);
                    r.pause("cpu_relax");
                });
        r.loop(() -> r.pause("wfe"));
        return r.build();
    }

    @Test
    void aProgramReadsLikeTheKernelFunctionsThatItFollows() {
        assertThat(Disassembly.of(everyInstruction()))
                .isEqualTo(
                        """
                        queued_spin_lock:
                            0  lock = cas lock, 0 -> 1 (acquire)
                            1      if lock != 0 goto 6
                            2  fence
                            3      ghost inside = 1
                            4      inside = ghost inside
                            5  end
                        queued_spin_lock_slowpath:
                          slowpath:
                            6  locked = load lock.locked
                            7  locked2 = load lock.locked (acquire_pc)
                            8  store node[locked2 & 3] = (locked + 1) * 2 (release)
                            9  lock2 = swap lock, locked2 (seq_cst)
                           10  locked3 = fetch-and-add lock.locked, 1
                           11  locked4 = fetch-and-or lock.locked, 2 (acquire_release)
                           12  node = load-exclusive node[2] (acquire)
                           13  status = store-exclusive node[2] = node + 1 (release)
                           14  await lock.locked & 3 == 0 (acquire)
                           15  await node[1] == node
                           16  pick = choose 0..2
                           17  send CALL_FUNCTION_VECTOR to core pick
                           18  await CALL_FUNCTION_VECTOR
                           19  cpu_relax
                        workload:
                           20  wfe
                           21      goto 20
                           22  end
                        """);
    }

    @Test
    void oneInstructionIsNamedWithItsRoutineAndPlace() {
        Program program = everyInstruction();

        assertThat(Disassembly.line(program, 0))
                .isEqualTo("queued_spin_lock 0: lock = cas lock, 0 -> 1 (acquire)");
        assertThat(Disassembly.line(program, 20)).isEqualTo("20: wfe");
    }

    @Test
    void aFenceIsShownByTheNameThatAReaderKnows() {
        Routine r = new Routine(0, 1, Isa.AARCH64);
        r.routine(
                "flush_tlb_page",
                () -> {
                    r.fence("tlbi vae1is; dsb ish");
                    r.ghostStore(inside, 0);
                    r.fence();
                });

        assertThat(Disassembly.of(r.build()))
                .isEqualTo(
                        """
                        flush_tlb_page:
                            0  tlbi vae1is; dsb ish
                            1      ghost inside = 0
                            2  fence
                        workload:
                            3  end
                        """);
    }

    @Test
    void noTwoRegistersHaveTheSameName() {
        assertThat(everyInstruction().registers())
                .extracting(Register::name)
                .doesNotHaveDuplicates();
    }
}
