package dev.fracas.model.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.program.Addressable;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Test;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Isa;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A litmus test: a few threads of a few accesses, and the set of all the ways in which they can
 * end. A thread's observations are kept in ghosts, since a register is gone where the program ends.
 */
final class Litmus {
    private final List<Consumer<Accesses>> threads;
    private List<Word> memory = List.of();
    private Exclusives exclusives = Exclusives.ARCHITECTURAL;

    private Litmus(List<Consumer<Accesses>> threads) {
        this.threads = threads;
    }

    @SafeVarargs
    static Litmus threads(Consumer<Accesses>... threads) {
        List<Consumer<Accesses>> all = new ArrayList<>();
        for (Consumer<Accesses> thread : threads) {
            all.add(thread);
        }
        return new Litmus(all);
    }

    /** Has outcomes tell what these words hold at the end, after what the threads observed. */
    Litmus observing(Word... words) {
        memory = List.of(words);
        return this;
    }

    Litmus reading(Exclusives reading) {
        exclusives = reading;
        return this;
    }

    /** Builds one thread, access by access. */
    static final class Accesses {
        private final Routine routine;
        private final List<Word> observations;

        private Accesses(Routine routine, List<Word> observations) {
            this.routine = routine;
            this.observations = observations;
        }

        /** For whatever has no short form here. */
        Routine routine() {
            return routine;
        }

        Accesses write(Addressable to, long value) {
            routine.store(to, value, MemoryOrder.RELAXED);
            return this;
        }

        /** {@code xchg}: a locked store. */
        Accesses writeLocked(Addressable to, long value) {
            routine.store(to, value, MemoryOrder.SEQ_CST);
            return this;
        }

        Accesses swap(Addressable to, long value) {
            routine.swap(to, Value.constant(value), MemoryOrder.SEQ_CST);
            return this;
        }

        Accesses read(String name, Addressable from) {
            return observe(name, routine.load(from, MemoryOrder.RELAXED));
        }

        Accesses fetchAndAdd(String name, Addressable word, long operand) {
            return observe(name, routine.fetchAndAdd(word, operand, MemoryOrder.SEQ_CST));
        }

        Accesses compareAndSwap(String name, Addressable word, long expected, long desired) {
            return observe(
                    name, routine.compareAndSwap(word, expected, desired, MemoryOrder.SEQ_CST));
        }

        Accesses readExclusive(String name, Addressable from) {
            return observe(name, routine.loadExclusive(from, MemoryOrder.ACQUIRE));
        }

        /** Observes 0 where it stored and 1 where it failed. */
        Accesses writeExclusive(String name, Addressable to, long value) {
            Value stored = Value.constant(value);
            return observe(name, routine.storeExclusive(to, stored, MemoryOrder.RELEASE));
        }

        Accesses await(Addressable word, long value) {
            routine.await(word, Test.equalTo(value), MemoryOrder.ACQUIRE);
            return this;
        }

        Accesses fence() {
            routine.fence();
            return this;
        }

        Accesses observe(String name, Register register) {
            Word ghost = Word.ghost(name, register.bits());
            observations.add(ghost);
            routine.ghostStore(ghost, register);
            return this;
        }
    }

    /** Every way to end, such as {@code r0=0 r1=1 x=2}. Every run has to end. */
    Set<String> outcomes(Memory model) {
        List<Word> observed = new ArrayList<>();
        List<Routine> routines = new ArrayList<>();
        for (Consumer<Accesses> thread : threads) {
            Isa isa = routines.size() % 2 == 0 ? Isa.X86_64 : Isa.AARCH64;
            Routine routine = new Routine(routines.size(), threads.size(), isa);
            thread.accept(new Accesses(routine, observed));
            routines.add(routine);
        }
        observed.addAll(memory);
        Machine machine =
                new Machine(
                        routines.stream().map(Routine::build).toList(),
                        model,
                        exclusives,
                        Observatory.GENERAL);
        return finalStates(machine).stream()
                .map(s -> outcome(machine, s, observed))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String outcome(Machine machine, long[] state, List<Word> observed) {
        return observed.stream()
                .map(word -> {
                    int location = machine.locations().whole(word.array(), 0);
                    long value = machine.locations().read(state, 0, location);
                    return word.array().name() + "=" + Long.toUnsignedString(value);
                })
                .collect(Collectors.joining(" "));
    }

    private static List<long[]> finalStates(Machine machine) {
        int words = machine.layout().words();
        TransitionSystem.Generator generator = machine.newGenerator();
        Successors out = new Successors(words);
        Set<LongBuffer> seen = new HashSet<>();
        Deque<LongBuffer> open = new ArrayDeque<>();
        List<long[]> ends = new ArrayList<>();
        machine.initialStates(out);
        while (true) {
            copies(out, words).filter(seen::add).forEach(open::add);
            if (open.isEmpty()) {
                return ends;
            }
            long[] state = open.remove().array();
            out.clear();
            generator.successors(state, 0, out);
            boolean moves = copies(out, words).anyMatch(s -> !s.equals(LongBuffer.wrap(state)));
            if (generator.finished(state, 0)) {
                ends.add(state);
            } else {
                assertThat(moves).as("every run ends").isTrue();
            }
        }
    }

    private static Stream<LongBuffer> copies(Successors out, int words) {
        List<LongBuffer> copies = new ArrayList<>();
        for (int i = 0; i < out.count(); i++) {
            long[] copy = new long[words];
            System.arraycopy(out.states(), out.at(i), copy, 0, words);
            copies.add(LongBuffer.wrap(copy));
        }
        return copies.stream();
    }
}
