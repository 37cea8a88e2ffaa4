package dev.fracas.generators.litmus;

import dev.fracas.generators.litmus.Action.CompareAndSwap;
import dev.fracas.generators.litmus.Action.Fence;
import dev.fracas.generators.litmus.Action.FetchAndAdd;
import dev.fracas.generators.litmus.Action.Load;
import dev.fracas.generators.litmus.Action.Store;
import dev.fracas.generators.litmus.Action.Swap;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A litmus program on the machine of the model. What a thread observes is kept in ghosts, since a
 * register is gone where its program ends.
 *
 * @param program what runs
 * @param machine runs it, each thread on a core of its own
 * @param observed for each thread, the ghosts that hold what its observations returned
 * @param words the words that the program accesses
 */
public record LitmusMachine(
        LitmusProgram program, Machine machine, List<List<Word>> observed, List<Word> words) {
    public LitmusMachine {
        observed = observed.stream().map(List::copyOf).toList();
        words = List.copyOf(words);
    }

    static LitmusMachine of(LitmusProgram program, Memory memory) {
        int bits = WordArray.bitsFor(program.greatestValue());
        List<Word> words =
                IntStream.range(0, program.words())
                        .mapToObj(word -> Word.named(Action.name(word)).bits(bits))
                        .toList();
        int cores = program.threads().size();
        List<Program> programs = new ArrayList<>();
        List<List<Word>> observed = new ArrayList<>();
        for (int core = 0; core < cores; core++) {
            Lowering thread = new Lowering(new Routine(core, cores, Isa.X86_64), words);
            program.threads().get(core).forEach(thread::lower);
            programs.add(thread.routine.build());
            observed.add(thread.observed);
        }
        Machine machine =
                new Machine(programs, memory, Exclusives.ARCHITECTURAL, Observatory.GENERAL);
        return new LitmusMachine(program, machine, observed, words);
    }

    /** What a state of the machine in which it has finished says. */
    public FinalState finalState(long[] states, int at) {
        return new FinalState(
                observed.stream().map(of -> values(of, states, at)).toList(),
                values(words, states, at));
    }

    private List<Integer> values(List<Word> of, long[] states, int at) {
        return of.stream().map(word -> value(word, states, at)).toList();
    }

    private int value(Word word, long[] states, int at) {
        int location = machine.locations().whole(word.array(), 0);
        // a word in the middle that no thread names is not in memory and stays 0
        return location < 0 ? 0 : (int) machine.locations().read(states, at, location);
    }

    /** One thread's actions as instructions. */
    private static final class Lowering {
        private final Routine routine;
        private final List<Word> words;
        private final List<Word> observed = new ArrayList<>();

        Lowering(Routine routine, List<Word> words) {
            this.routine = routine;
            this.words = words;
        }

        void lower(Action action) {
            switch (action) {
                case Fence f -> routine.fence();
                case Load l -> observe(routine.load(words.get(l.word()), MemoryOrder.RELAXED));
                case Store s -> routine.store(words.get(s.word()), s.value(), MemoryOrder.RELAXED);
                case Swap s ->
                        observe(
                                routine.swap(
                                        words.get(s.word()),
                                        Value.constant(s.value()),
                                        MemoryOrder.SEQ_CST));
                case FetchAndAdd f ->
                        observe(
                                routine.fetchAndAdd(
                                        words.get(f.word()), f.addend(), MemoryOrder.SEQ_CST));
                case CompareAndSwap c ->
                        observe(
                                routine.compareAndSwap(
                                        words.get(c.word()),
                                        c.expected(),
                                        c.desired(),
                                        MemoryOrder.SEQ_CST));
            }
        }

        private void observe(Register register) {
            String name = "%d:r%d".formatted(routine.core(), observed.size());
            Word ghost = Word.ghost(name, register.bits());
            routine.ghostStore(ghost, register);
            observed.add(ghost);
        }
    }
}
