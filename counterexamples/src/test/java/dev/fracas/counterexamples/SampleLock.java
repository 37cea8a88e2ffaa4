package dev.fracas.counterexamples;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Source;
import dev.fracas.spec.lock.LockProperties;
import dev.fracas.spec.machine.MachineProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Two small locks around an unprotected counter: {@code looking}, which looks whether the lock is
 * free and then takes it, in two steps, and so excludes nobody; and {@code swapping}, which swaps
 * until it finds the lock free, and so is fair to nobody. With the defect {@code forgotten},
 * release does nothing.
 */
public record SampleLock(String name) implements Mechanism {
    public static final String FORGOTTEN = "forgotten";

    static final Word LOCK = Word.named("lock").bits(1);
    static final Word COUNTER = Word.named("counter").bits(2);

    /** Both locks. */
    public static final Catalogue CATALOGUE =
            Catalogue.of(List.of(new SampleLock("looking"), new SampleLock("swapping")));

    /** One round of a lock on TSO with store buffers of two entries. */
    public static MachineDescription on(String lock, Isa... cores) {
        return new MachineDescription(
                lock,
                Arrays.asList(cores),
                Memory.totalStoreOrder(2),
                Exclusives.ARCHITECTURAL,
                1,
                Optional.empty());
    }

    public static MachineDescription withMemory(MachineDescription machine, Memory memory) {
        return machine.withMemory(memory);
    }

    @Override
    public String summary() {
        return "a lock for tests";
    }

    @Override
    public Source source() {
        return Source.source("these tests", name);
    }

    @Override
    public Ground ground() {
        return new Ground.AnyMachine(on(name, Isa.X86_64, Isa.AARCH64), 4);
    }

    @Override
    public Optional<String> unsuitable(MachineDescription description) {
        return description.cores().size() > 4
                ? Optional.of("it is for 4 cores at most")
                : Optional.empty();
    }

    @Override
    public Machine system(MachineDescription description) {
        unsuitable(description)
                .ifPresent(why -> {
                    throw new IllegalArgumentException(name + " cannot run there: " + why);
                });
        description
                .defect()
                .filter(defect -> !defect.equals(FORGOTTEN))
                .ifPresent(defect -> {
                    throw new IllegalArgumentException(
                            "expected the defect forgotten, found '" + defect + "'");
                });
        List<Program> programs = new ArrayList<>();
        int cores = description.cores().size();
        for (int core = 0; core < cores; core++) {
            Routine r = new Routine(core, cores, description.cores().get(core));
            programs.add(program(r, description));
        }
        return new Machine(
                programs,
                description.memory(),
                description.exclusives(),
                SampleObservatory.OBSERVATORY);
    }

    private Program program(Routine r, MachineDescription description) {
        boolean forgets = description.defect().isPresent();
        if (description.isEndless()) {
            r.loop(() -> round(r, forgets));
        } else {
            Register round = r.register("round", WordArray.bitsFor(description.rounds()));
            r.doUntil(() -> {
                round(r, forgets);
                r.assign(round, round.plus(1));
                return round.isEqualTo(description.rounds());
            });
        }
        return r.build();
    }

    private void round(Routine r, boolean forgets) {
        r.noted(SampleNote.WAITS, () -> r.routine("acquire", () -> acquire(r)));
        r.noted(
                SampleNote.INSIDE,
                () -> {
                    Register seen = r.load(COUNTER, RELAXED);
                    r.store(COUNTER, seen.plus(1), RELAXED);
                });
        if (!forgets) {
            r.routine("release", () -> r.store(LOCK, 0, RELEASE));
        }
    }

    private void acquire(Routine r) {
        if (name.equals("looking")) {
            r.await(LOCK, equalTo(0), ACQUIRE);
            r.store(LOCK, 1, RELAXED);
        } else {
            r.doUntil(() -> r.swap(LOCK, Value.constant(1), ACQUIRE).isEqualTo(0));
        }
    }

    @Override
    public List<Promise> promises(MachineDescription description) {
        return LockProperties.all().stream()
                .map(property -> new Promise(property, true, false, ""))
                .toList();
    }

    @Override
    public List<Defect> defects() {
        return List.of(
                new Defect(
                        FORGOTTEN,
                        "release does nothing",
                        MachineProperties.NO_DEADLOCK,
                        on(name, Isa.X86_64, Isa.AARCH64).withDefect(FORGOTTEN)));
    }
}
