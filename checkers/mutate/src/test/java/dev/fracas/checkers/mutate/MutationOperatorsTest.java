package dev.fracas.checkers.mutate;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.SEQ_CST;
import static dev.fracas.model.program.Test.equalTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.lock.QueuedSpinLock;
import dev.fracas.model.program.Disassembly;
import dev.fracas.model.program.Message;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.SourceLine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What each operator makes of small programs. */
class MutationOperatorsTest {
    private final Word word = Word.named("word").bits(4);
    private final Word other = Word.named("other").bits(4);
    private final WordArray tlb = WordArray.ghost("tlb", 1, 1);

    private static Program program(Consumer<Routine> body) {
        return SourceLine.recorded(() -> {
            Routine r = new Routine(0, 2, Isa.X86_64);
            body.accept(r);
            return r.build();
        });
    }

    /** Every mutant of the program, as operator and change. */
    private static List<String> mutants(Consumer<Routine> body) {
        Program program = program(body);
        List<String> all = new ArrayList<>();
        for (String id : MutationOperators.ids()) {
            for (Mutation mutation :
                    MutationOperators.named(id).mutations(new OriginalProgram(program))) {
                all.add(
                        mutation.how()
                                + ": "
                                + mutation.before(program)
                                + "  ->  "
                                + mutation.after());
            }
        }
        return all;
    }

    /** The program with its only mutation of that operator. */
    private static String mutated(String operator, Consumer<Routine> body) {
        OriginalProgram original = new OriginalProgram(program(body));
        return Disassembly.of(original.with(MutationOperators.named(operator).mutations(original)));
    }

    @Test
    void atomicsAreSplit() {
        assertThat(
                        mutants(r -> {
                            r.fetchAndAdd(word, 1, ACQUIRE);
                            r.swap(other, Value.constant(3), ACQUIRE);
                            r.compareAndSwap(word, 0, 1, ACQUIRE);
                            r.loadExclusive(word, ACQUIRE);
                            r.storeExclusive(word, Value.constant(1), RELAXED);
                        }))
                .filteredOn(mutant -> mutant.startsWith("split-atomic"))
                .containsExactly(
                        "split-atomic: word = fetch-and-add word, 1 (acquire)  ->  word = load word;"
                                + " store word = word + 1",
                        "split-atomic: other = swap other, 3 (acquire)  ->  other = load other; store"
                                + " other = 3",
                        "split-atomic: word = cas word, 0 -> 1 (acquire)  ->  word = load word; if"
                                + " word != 0 goto ...; store word = 1",
                        "split-atomic: status = store-exclusive word = 1  ->  store word = 1");
    }

    @Test
    void anAtomicThatComputesFromWhatItReadsIsNotSplit() {
        assertThat(
                        mutants(r -> {
                            Register old = r.fetchAndAdd(word, 1, ACQUIRE);
                            r.swap(other, old, ACQUIRE);
                        }))
                .filteredOn(mutant -> mutant.startsWith("split-atomic"))
                .hasSize(2);
    }

    @Test
    void jumpsStillAimAtTheSameInstructions() {
        assertThat(
                        mutated(
                                "split-atomic",
                                r -> {
                                    Routine.Label again = r.here("again");
                                    Register old = r.compareAndSwap(word, 0, 1, ACQUIRE);
                                    r.gotoWhen(old.isNotEqualTo(0), again);
                                    r.store(other, 1, RELAXED);
                                }))
                .isEqualTo(
                        """
                          again:
                            0  word = load word
                          again:
                            1      if word != 0 goto 3
                          again:
                            2  store word = 1
                            3      if word != 0 goto 0
                            4  store other = 1
                            5  end
                        """);
    }

    @Test
    void branchesAndWaitsAreDroppedAndNegated() {
        assertThat(
                        mutants(r -> {
                            Register seen = r.load(word, RELAXED);
                            r.when(seen.isEqualTo(0), () -> r.await(other, equalTo(1), ACQUIRE));
                        }))
                .containsExactly(
                        "drop-branch: if word != 0 goto ...  ->  nothing",
                        "negate-branch: if word != 0 goto ...  ->  if word == 0 goto ...",
                        "negate-branch: await other == 1 (acquire)  ->  await other != 1 (acquire)",
                        "drop-wait: await other == 1 (acquire)  ->  other = load other (acquire)");
    }

    @Test
    void aFlushGoesWithWhatItDoesToTheTlbAndAFenceAlone() {
        assertThat(
                        mutants(r -> {
                            r.fence();
                            r.fence("invlpg 0");
                            r.ghostStore(tlb.at(0), 0);
                            r.sendIpi(1, CALL_FUNCTION_VECTOR);
                            r.store(word, 1, SEQ_CST);
                        }))
                .containsExactly(
                        "drop-fence: fence  ->  nothing",
                        "weaken: store word = 1 (seq_cst)  ->  store word = 1 (release)",
                        "drop-store: store word = 1 (seq_cst)  ->  nothing",
                        "drop-flush: invlpg 0  ->  nothing",
                        "drop-ipi: send CALL_FUNCTION_VECTOR to core 1  ->  nothing");
        assertThat(
                        mutated(
                                "drop-flush",
                                r -> {
                                    r.fence("invlpg 0");
                                    r.ghostStore(tlb.at(0), 0);
                                }))
                .doesNotContain("ghost");
    }

    @Test
    void onlyIndependentNeighboursChangePlaces() {
        assertThat(
                        mutants(r -> {
                            r.store(word, 1, RELAXED);
                            Register seen = r.load(other, RELAXED);
                            r.store(word, seen, RELAXED);
                            r.store(word, 2, RELAXED);
                        }))
                .filteredOn(mutant -> mutant.startsWith("swap-accesses"))
                .containsExactly(
                        "swap-accesses: store word = 1; other = load other  ->  other = load other;"
                                + " store word = 1");
    }

    @Test
    void whereACoreStandsStaysAsItWasWhenAccessesChangePlaces() {
        Consumer<Routine> body =
                r -> {
                    r.noteNextStep(new Message());
                    r.store(word, 1, RELAXED);
                    r.store(other, 1, RELAXED);
                };
        OriginalProgram original = new OriginalProgram(program(body));
        Program swapped =
                original.with(MutationOperators.named("swap-accesses").mutations(original));
        assertThat(Disassembly.text(swapped.code().getFirst())).isEqualTo("store other = 1");
        assertThat(swapped.sites().getFirst().notes()).containsExactly(new Message());
        assertThat(swapped.sites().get(1).notes()).isEmpty();
    }

    @Test
    void boundsAndSumsAreOffByOne() {
        assertThat(
                        mutants(r -> {
                            Register seen = r.load(word, RELAXED);
                            r.when(seen.isLessThan(2), () -> r.store(other, seen.plus(1), RELAXED));
                            r.fetchAnd(Operator.SUBTRACT, word, Value.constant(2), RELAXED);
                        }))
                .filteredOn(mutant -> mutant.startsWith("off-by-one"))
                .containsExactly(
                        "off-by-one: if 2 <= word goto ...  ->  if 2 < word goto ...",
                        "off-by-one: store other = word + 1  ->  store other = word + 0",
                        "off-by-one: word = fetch-and-subtract word, 2  ->  word ="
                                + " fetch-and-subtract word, 3");
    }

    @Test
    void aCallThatLocksIsLeftOutAsAWhole() {
        Consumer<Routine> body =
                r -> {
                    lock(r);
                    r.store(other, 1, RELAXED);
                };
        assertThat(mutants(body))
                .contains("drop-lock: call of MutationOperatorsTest.lock  ->  nothing");
        OriginalProgram original = new OriginalProgram(program(body));
        assertThat(
                        Disassembly.of(
                                original.with(
                                        MutationOperators.named("drop-lock").mutations(original))))
                .isEqualTo("    0  store other = 1\n    1  end\n");
    }

    @Test
    void aLockOfAnotherPackageIsLeftOutToo() {
        QueuedSpinLock spin = new QueuedSpinLock(2);
        assertThat(mutants(r -> r.kernel(() -> spin.release(r))))
                .contains("drop-lock: call of QueuedSpinLock.release  ->  nothing");
    }

    @Test
    void aLockThatTheWorkloadTakesIsNotLeftOut() {
        QueuedSpinLock spin = new QueuedSpinLock(2);
        assertThat(mutants(r -> r.workload(() -> r.kernel(() -> spin.release(r)))))
                .contains("drop-store: store lock.locked = 0 (release)  ->  nothing")
                .noneMatch(mutant -> mutant.startsWith("drop-lock"));
    }

    @Test
    void aLockThatIsJudgedElsewhereIsLeftOutButNotGotWrong() {
        QueuedSpinLock spin = new QueuedSpinLock(2);
        assertThat(mutants(r -> r.borrowed(() -> spin.release(r))))
                .containsExactly("drop-lock: call of QueuedSpinLock.release  ->  nothing");
    }

    private void lock(Routine r) {
        r.locking(() -> r.doUntil(() -> r.compareAndSwap(word, 0, 1, ACQUIRE).isEqualTo(0)));
    }

    @Test
    void whatIsNotTheKernelsAndWhatIsGhostIsLeftAlone() {
        assertThat(mutants(r -> r.workload(() -> r.store(word, 1, RELAXED)))).isEmpty();
        assertThat(mutants(r -> r.hardware(() -> r.store(word, 1, RELAXED)))).isEmpty();
        assertThat(
                        mutants(r -> {
                            Register entry = r.ghostLoad(tlb.at(0));
                            r.when(entry.isEqualTo(0), () -> r.ghostStore(tlb.at(0), 1));
                        }))
                .isEmpty();
    }
}
