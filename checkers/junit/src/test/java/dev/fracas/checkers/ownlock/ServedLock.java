package dev.fracas.checkers.ownlock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Property.always;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;

import dev.fracas.model.lock.LockMechanism;
import dev.fracas.model.lock.LockProtocol;
import dev.fracas.model.lock.use.CriticalSection;
import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.lock.use.LockCompanion;
import dev.fracas.model.lock.use.LockNote;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.machine.view.CoreSet;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Note;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.View;
import java.util.ArrayList;
import java.util.List;

/**
 * A lock that a server on a core of its own gives out: whoever wants it says so, rings, and waits.
 * One file: the protocol, the companion beside it, a use with a view and a property of its own, and
 * the ways of getting it wrong.
 */
public class ServedLock implements LockProtocol {
    /** What can be seen of the server beside the lock. */
    public interface ServerView extends View {
        /** Cores that own the lock. */
        int owners();

        /** The server sleeps until it is rung. */
        boolean isAsleep();
    }

    private enum ServerNote implements Note {
        ASLEEP
    }

    private record Seen(CoreSet own, CoreSet asleep) implements ServerView {
        @Override
        public int owners() {
            return own.mask();
        }

        @Override
        public boolean isAsleep() {
            return asleep.mask() != 0;
        }
    }

    /** Whoever gives the lock away stays until it is back. */
    public static final Property<ServerView> SERVER_WATCHES =
            always(
                    "server-watches",
                    "While a core owns the lock, the server does not sleep.",
                    source("the test suite", "ServedLock"),
                    ServerView.class,
                    v -> v.owners() == 0 || !v.isAsleep());

    private record ServedUse(LockUse inner) implements LockUse {
        @Override
        public String name() {
            return "is served";
        }

        @Override
        public void round(Routine r, CriticalSection section) {
            inner.round(r, section);
        }

        @Override
        public List<Property<?>> owes(int cores) {
            List<Property<?>> owed = new ArrayList<>(inner.owes(cores));
            owed.add(SERVER_WATCHES);
            return owed;
        }

        @Override
        public Observatory observatory() {
            return Observatory.GENERAL.showing(
                    ServerView.class,
                    state -> new Seen(state.cores(LockNote.OWNS), state.cores(ServerNote.ASLEEP)));
        }
    }

    private static final InterruptVector BELL = new InterruptVector("BELL");

    private final int cores;
    private final WordArray wants;
    private final WordArray has;

    /**
     * @param cores that want the lock; the server has the next number
     */
    public ServedLock(int cores) {
        this.cores = cores;
        wants = WordArray.named("wants", cores).bits(1).perCore();
        has = WordArray.named("has", cores).bits(1).perCore();
    }

    @Override
    public void acquire(Routine r) {
        want(r);
        ring(r);
        r.await(has.at(r.core()), equalTo(1), ACQUIRE);
    }

    final void want(Routine r) {
        r.store(wants.at(r.core()), 1, RELAXED);
    }

    final void ring(Routine r) {
        r.sendIpi(cores, BELL);
    }

    @Override
    public void release(Routine r) {
        r.store(has.at(r.core()), 0, RELEASE);
    }

    private void serve(Routine r) {
        r.daemon();
        r.loop(() -> {
            r.noted(ServerNote.ASLEEP, () -> r.awaitIpi(BELL));
            for (int core = 0; core < cores; core++) {
                int customer = core;
                r.when(
                        r.load(wants.at(customer), ACQUIRE).isEqualTo(1),
                        () -> {
                            r.store(wants.at(customer), 0, RELAXED);
                            r.store(has.at(customer), 1, RELEASE);
                            watch(r, customer);
                        });
            }
        });
    }

    void watch(Routine r, int customer) {
        r.await(has.at(customer), equalTo(0), ACQUIRE);
    }

    @Override
    public List<LockUse> uses() {
        return List.of(new ServedUse(new ExclusiveUse(this::acquire, this::release)));
    }

    @Override
    public List<LockCompanion> companions() {
        return List.of(
                new LockCompanion(Isa.X86_64, List.of(), (r, section) -> r.kernel(() -> serve(r))));
    }

    /** The lock as something to check. */
    public static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "served",
                        "A lock that a server gives out",
                        source("the test suite", "ServedLock"),
                        d -> new ServedLock(d.cores().size()))
                .defect(
                        "served-rings-first",
                        "rings before it says that it wants the lock: a lost wake-up",
                        NO_DEADLOCK,
                        on("x86", 1),
                        d ->
                                new ServedLock(d.cores().size()) {
                                    @Override
                                    public void acquire(Routine r) {
                                        ring(r);
                                        want(r);
                                        r.await(super.has.at(r.core()), equalTo(1), ACQUIRE);
                                    }
                                })
                .defect(
                        "served-goes-to-sleep",
                        "the server does not wait until the lock is back",
                        SERVER_WATCHES,
                        on("x86", 1),
                        d ->
                                new ServedLock(d.cores().size()) {
                                    @Override
                                    void watch(Routine r, int customer) {}
                                })
                .build();
    }
}
