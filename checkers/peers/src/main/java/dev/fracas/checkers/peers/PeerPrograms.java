package dev.fracas.checkers.peers;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.model.program.Test.notEqualTo;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;

/**
 * The models of {@code checkers/peers/models} once more, written with the builder: the same steps
 * and the same variables, so that the counts must come out equal. Labels are those of STATES.md.
 */
public final class PeerPrograms {
    private PeerPrograms() {}

    /**
     * One of the models.
     *
     * @param model {@code filter}, {@code spin}, {@code ticket} or {@code mcs}
     * @param cores number of processes, N
     * @param rounds critical sections of each, K; the filter lock ignores it, it never ends
     */
    public static Machine machine(String model, int cores, int rounds, Memory memory) {
        List<Program> programs = new ArrayList<>();
        Shape shape = new Shape(cores, rounds, !memory.equals(Memory.sequentialConsistency()));
        for (int core = 0; core < cores; core++) {
            Routine r = new Routine(core, cores, Isa.X86_64);
            switch (model) {
                case "filter" -> filter(r, shape);
                case "spin" -> spin(r, shape);
                case "ticket" -> ticket(r, shape);
                case "mcs" -> mcs(r, shape);
                default -> throw new IllegalArgumentException("no peer model " + model);
            }
            programs.add(r.build());
        }
        return new Machine(programs, memory, Exclusives.ARCHITECTURAL, PeerObservatory.OBSERVATORY);
    }

    private record Shape(int cores, int rounds, boolean fenced) {
        int turns() {
            return WordArray.bitsFor((long) cores * rounds);
        }

        Word counter() {
            return Word.named("counter").bits(turns());
        }
    }

    private static void filter(Routine r, Shape shape) {
        int n = shape.cores();
        int me = r.core();
        int bits = WordArray.bitsFor(n);
        WordArray level = WordArray.named("level", n).bits(WordArray.bitsFor(n - 1));
        WordArray victim = WordArray.named("victim", n).bits(WordArray.bitsFor(n - 1));
        Register lev = r.register("lev", bits);
        Register k = r.register("k", bits);
        Label s1 = r.label("S1");
        Label a = r.label("A");
        Label b = r.label("B");
        Label pass = r.label("pass");
        r.assign(lev, 1);
        r.place(s1);
        r.store(level.at(me), lev, RELAXED);
        r.store(victim.at(lev), Value.constant(me), RELAXED);
        r.assign(k, me == 0 ? 1 : 0);
        if (shape.fenced()) {
            r.fence();
        }
        r.place(a);
        Register seen = r.load(level.at(k), RELAXED);
        r.gotoWhen(seen.isLessThan(lev).not(), b);
        r.assign(k, k.plus(1));
        r.when(k.isEqualTo(me), () -> r.assign(k, k.plus(1)));
        r.gotoWhen(k.isLessThan(n), a);
        r.gotoLabel(pass);
        r.place(b);
        Register last = r.load(victim.at(lev), RELAXED);
        r.gotoWhen(last.isEqualTo(me), a);
        r.place(pass);
        r.assign(lev, lev.plus(1));
        r.gotoWhen(lev.isLessThan(n), s1);
        r.pause("E");
        r.noted(new PeerObservatory.Critical(), () -> r.store(level.at(me), 0, RELAXED));
        r.assign(lev, 1);
        r.gotoLabel(s1);
    }

    private static void spin(Routine r, Shape shape) {
        Word lock = Word.named("lock").bits(1);
        rounds(
                r,
                shape,
                () -> {
                    r.doUntil(() -> r.compareAndSwap(lock, 0, 1, RELAXED).isEqualTo(0));
                    increment(r, shape);
                    r.store(lock, 0, RELAXED);
                });
    }

    private static void ticket(Routine r, Shape shape) {
        Word next = Word.named("next").bits(shape.turns());
        Word owner = Word.named("owner").bits(shape.turns());
        rounds(
                r,
                shape,
                () -> {
                    Register my = r.fetchAndAdd(next, 1, RELAXED);
                    r.await(owner, equalTo(my), RELAXED);
                    increment(r, shape);
                    r.store(owner, my.plus(1), RELAXED);
                });
    }

    private static void mcs(Routine r, Shape shape) {
        int n = shape.cores();
        int me = r.core();
        int id = WordArray.bitsFor(n);
        Word tail = Word.named("tail").bits(id);
        WordArray next = WordArray.named("next", n).bits(id);
        WordArray locked = WordArray.named("locked", n).bits(1);
        rounds(
                r,
                shape,
                () -> {
                    r.store(next.at(me), 0, RELAXED);
                    Register pred = r.swap(tail, Value.constant(me + 1), RELAXED);
                    r.when(
                            pred.isNotEqualTo(0),
                            () -> {
                                r.store(locked.at(me), 1, RELAXED);
                                r.store(next.at(pred.minus(1)), Value.constant(me + 1), RELAXED);
                                r.await(locked.at(me), equalTo(0), RELAXED);
                            });
                    increment(r, shape);
                    Register succ = r.local("succ", id);
                    Label hand = r.label("U3");
                    Label done = r.label("done");
                    Register seen = r.load(next.at(me), RELAXED);
                    r.assign(succ, seen);
                    r.gotoWhen(seen.isNotEqualTo(0), hand);
                    Condition alone = r.compareAndSwap(tail, me + 1, 0, RELAXED).isEqualTo(me + 1);
                    r.gotoWhen(alone, done);
                    r.assign(succ, r.await(next.at(me), notEqualTo(0), RELAXED));
                    r.place(hand);
                    r.store(locked.at(succ.minus(1)), 0, RELAXED);
                    r.place(done);
                });
    }

    private static void rounds(Routine r, Shape shape, Runnable round) {
        Register turn = r.register("r", WordArray.bitsFor(shape.rounds()));
        r.doUntil(() -> {
            round.run();
            r.assign(turn, turn.plus(1));
            return turn.isEqualTo(shape.rounds());
        });
    }

    private static void increment(Routine r, Shape shape) {
        Register t = r.load(shape.counter(), RELAXED);
        r.noted(new PeerObservatory.Critical(), () -> r.store(shape.counter(), t.plus(1), RELAXED));
    }
}
