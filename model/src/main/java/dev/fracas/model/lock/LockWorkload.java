package dev.fracas.model.lock;

import static dev.fracas.model.lock.LockNote.INSIDE;
import static dev.fracas.model.lock.LockNote.OWNS;
import static dev.fracas.model.lock.LockNote.READS;
import static dev.fracas.model.lock.LockNote.RELEASES;
import static dev.fracas.model.lock.LockNote.RELEASE_BEGINS;
import static dev.fracas.model.lock.LockNote.WAITS;
import static dev.fracas.model.program.MemoryOrder.RELAXED;

import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.model.timing.Span;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the cores do with a lock. Each goes R times through acquire, an increment of an unprotected
 * counter in two accesses, and release, so that a broken lock shows twice: as two cores inside and
 * as a lost update. In the endless form each core decides before each round whether to go on or to
 * retire for ever, so that a lock that needs others to come back shows as starvation.
 *
 * <p>Where a lock has readers, each round is a reader's or a writer's, as chosen. Writers under a
 * sequence lock write the counter and a copy of it; readers must never accept the two different.
 *
 * <p>Who waits, who is inside and who owns the lock is read off the place where a core stands in
 * its program, from the {@link LockNote}s there, and so costs no states. Three ghosts do cost
 * states, and exist only in machines on which a property needs them: the ranks of arrival, the ISA
 * of the last core to get inside, and whether a reader accepted a torn pair.
 */
class LockWorkload {
    /** From when a core is ready for its acquire to the end of the first step of its release. */
    static final Span ACQUIRE_TO_RELEASE =
            Span.named("acquire to release").from(WAITS).to(RELEASE_BEGINS);

    private final MachineDescription description;
    private final LockProtocol lock;
    private final Word counter;
    private final Word copy;
    private final Arrivals arrivals;
    private final Word previousHolder = Word.ghost("previous holder", 2);
    private final Word torn = Word.ghost("torn", 1);
    private final boolean ranksArrivals;
    private final boolean notesHolders;

    LockWorkload(MachineDescription description, LockProtocol lock) {
        this.description = description;
        this.lock = lock;
        int cores = description.cores().size();
        boolean endless = description.isEndless();
        int bits = endless ? 1 : WordArray.bitsFor((long) cores * description.rounds());
        counter = Word.named("counter").bits(bits);
        copy = Word.named("copy").bits(bits);
        arrivals = new Arrivals(cores);
        ranksArrivals = lock.isFirstComeFirstServed() && !endless;
        notesHolders = Set.copyOf(description.cores()).size() > 1 && !endless;
    }

    final Word counter() {
        return counter;
    }

    final Machine machine() {
        List<Isa> cores = description.cores();
        List<Program> programs = new ArrayList<>();
        for (int core = 0; core < cores.size(); core++) {
            programs.add(program(new Routine(core, cores.size(), cores.get(core))));
        }
        return new Machine(
                programs,
                description.memory(),
                description.exclusives(),
                new LockObservatory(counter, arrivals.rank(), previousHolder, torn).observatory());
    }

    private Program program(Routine r) {
        r.workload(() -> uses(r));
        return r.build();
    }

    private void uses(Routine r) {
        if (ranksArrivals) {
            r.onEvent(LockProtocol.JOINS_QUEUE, () -> r.workload(() -> arrivals.join(r)));
        }
        r.kernel(() -> lock.prepare(r));
        if (description.isEndless()) {
            r.loop(() -> {
                Register goesOn = r.choose("goes on", 2);
                r.when(goesOn.isEqualTo(0), r::end);
                round(r);
            });
        } else {
            Register round = r.register("round", WordArray.bitsFor(description.rounds()));
            r.doUntil(() -> {
                round(r);
                r.assign(round, round.plus(1));
                return round.isEqualTo(description.rounds());
            });
        }
    }

    /** One use of the lock. */
    void round(Routine r) {
        switch (lock) {
            case SharedLockProtocol shared -> {
                Register reads = r.choose("reads", 2);
                r.whenElse(
                        reads.isNotEqualTo(0),
                        () -> sharedRound(r, shared),
                        () -> exclusiveRound(r));
            }
            case SequenceLock sequence -> {
                Register reads = r.choose("reads", 2);
                r.whenElse(
                        reads.isNotEqualTo(0),
                        () -> sequenceRound(r, sequence),
                        () -> exclusiveRound(r));
            }
            default -> exclusiveRound(r);
        }
    }

    void exclusiveRound(Routine r) {
        r.noted(WAITS, () -> r.kernel(() -> lock.acquire(r)));
        enter(r);
        inside(r, INSIDE, () -> write(r, read(r)));
        leave(r);
        release(r);
    }

    private void sharedRound(Routine r, SharedLockProtocol shared) {
        r.noted(WAITS, () -> r.kernel(() -> shared.acquireShared(r)));
        enter(r);
        inside(r, READS, () -> read(r));
        beginRelease(r);
        r.noted(RELEASES, () -> r.kernel(() -> shared.releaseShared(r)));
    }

    /** A reader waits until the pair that it has read is accepted, and is inside to use it. */
    private void sequenceRound(Routine r, SequenceLock sequence) {
        r.noted(
                WAITS,
                () -> {
                    Register first = r.local("first half", counter.array().bits());
                    Register second = r.local("second half", copy.array().bits());
                    Runnable readPair =
                            () -> {
                                r.assign(first, r.load(counter, RELAXED));
                                r.assign(second, r.load(copy, RELAXED));
                            };
                    r.kernel(() -> sequence.read(r, () -> r.workload(readPair)));
                    r.when(first.isNotEqualTo(second), () -> r.ghostStore(torn, 1));
                });
        enter(r);
        inside(r, READS, () -> r.pause("use the pair"));
    }

    /** Notes, as part of the step that gets the core inside, whose turn it is. */
    final void enter(Routine r) {
        if (notesHolders) {
            r.ghostStore(previousHolder, LockObservatory.codeOf(r.isa()));
        }
    }

    final void inside(Routine r, LockNote kind, Runnable work) {
        r.noted(OWNS, () -> r.noted(kind, work));
    }

    final Register read(Routine r) {
        return r.load(counter, RELAXED);
    }

    final void write(Routine r, Register seen) {
        r.store(counter, seen.plus(1), RELAXED);
        if (lock instanceof SequenceLock) {
            r.store(copy, seen.plus(1), RELAXED);
        }
    }

    /** Notes, as part of the last step inside, that the core's turn is over. */
    final void leave(Routine r) {
        if (ranksArrivals) {
            arrivals.leave(r);
        }
    }

    void release(Routine r) {
        beginRelease(r);
        r.noted(RELEASES, () -> r.kernel(() -> lock.release(r)));
    }

    private static void beginRelease(Routine r) {
        r.noteNextStep(OWNS);
        r.noteNextStep(RELEASE_BEGINS);
    }

    /** A call of release by a core that does not own the lock. */
    final void releaseUnowned(Routine r) {
        r.noteNextStep(RELEASE_BEGINS);
        r.noted(RELEASES, () -> r.kernel(() -> lock.release(r)));
    }
}
