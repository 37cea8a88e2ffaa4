package dev.fracas.checkers.sample;

import static dev.fracas.model.program.InterruptVector.IPI_CALL_FUNC;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.model.program.Message;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.machine.MachineProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The origin writes a page that the remote kernel then reads: {@code hand-over}, which every
 * reading can do, and {@code lost-hand-over}, of which one reading waits for a word that nobody
 * writes.
 *
 * <ul>
 *   <li>{@code paper}: over shared memory.
 *   <li>{@code released}: over shared memory under a test-and-set lock that the origin may take
 *       again and again.
 *   <li>{@code popcorn}: by a message and an interrupt.
 * </ul>
 */
public record HandOver(String name, Reading follows) implements Mechanism {
    public static final String EARLY = "hand-over-early";

    static final Word PAGE = Word.named("page").bits(1);
    static final Word READY = Word.named("ready").bits(1);
    static final Word LOCK = Word.named("lock").bits(1);

    /** Both names, in the readings that they have. */
    public static List<Mechanism> all() {
        return List.of(
                new HandOver("hand-over", Reading.PAPER),
                new HandOver("hand-over", Reading.RELEASED),
                new HandOver("hand-over", Reading.POPCORN),
                new HandOver("lost-hand-over", Reading.PAPER),
                new HandOver("lost-hand-over", Reading.RELEASED));
    }

    @Override
    public String summary() {
        return "The remote kernel reads a page that the origin has written";
    }

    @Override
    public Source source() {
        return Source.source("these tests", follows.id());
    }

    @Override
    public Optional<Reading> reading() {
        return Optional.of(follows);
    }

    @Override
    public Ground ground() {
        return new Ground.OwnMachine(description());
    }

    private MachineDescription description() {
        return new MachineDescription(
                id(),
                List.of(X86_64, AARCH64),
                Memory.totalStoreOrder(1),
                Exclusives.ARCHITECTURAL,
                1,
                Optional.empty());
    }

    @Override
    public Optional<String> unsuitable(MachineDescription other) {
        return other.cores().equals(description().cores()) && other.rounds() == 1
                ? Optional.empty()
                : Optional.of("its machine is x86,arm with 1 round");
    }

    @Override
    public Machine system(MachineDescription on) {
        unsuitable(on)
                .ifPresent(why -> {
                    throw new IllegalArgumentException(id() + ": " + why);
                });
        return new Machine(
                List.of(origin(new Routine(0, 2, X86_64), on), remote(new Routine(1, 2, AARCH64))),
                on.memory(),
                on.exclusives(),
                HandOverObservatory.OBSERVATORY);
    }

    private Program origin(Routine r, MachineDescription on) {
        switch (follows.id()) {
            case "paper" -> {
                if (on.defect().equals(Optional.of(EARLY))) {
                    r.store(READY, 1, RELEASE);
                    r.store(PAGE, 1, RELAXED);
                } else {
                    r.store(PAGE, 1, RELAXED);
                    r.store(READY, 1, RELEASE);
                }
            }
            case "released" -> {
                if (name.equals("hand-over")) {
                    Label enough = r.label("");
                    r.store(PAGE, 1, RELAXED);
                    r.loop(() -> {
                        r.routine("page_table_lock", () -> lock(r));
                        r.store(LOCK, 0, RELEASE);
                        r.gotoWhen(r.choose("enough", 2).isEqualTo(1), enough);
                    });
                    r.place(enough);
                    r.store(READY, 1, RELEASE);
                } else {
                    r.store(PAGE, 1, RELAXED);
                }
            }
            default -> {
                r.store(PAGE, 1, RELAXED);
                r.noteNextStep(new Message());
                r.store(READY, 1, RELEASE);
                r.sendIpi(1, IPI_CALL_FUNC);
            }
        }
        return r.build();
    }

    private Program remote(Routine r) {
        r.noted(
                new HandOverObservatory.Faults(),
                () -> {
                    if (follows.equals(Reading.RELEASED) && name.equals("hand-over")) {
                        r.routine("page_table_lock", () -> lock(r));
                        r.store(LOCK, 0, RELEASE);
                    } else if (follows.equals(Reading.POPCORN)) {
                        r.awaitIpi(IPI_CALL_FUNC);
                    }
                    r.await(READY, equalTo(1), ACQUIRE);
                });
        Register seen = r.load(PAGE, RELAXED);
        r.when(seen.isEqualTo(0), () -> r.ghostStore(HandOverObservatory.STALE, 1));
        return r.build();
    }

    private static void lock(Routine r) {
        r.doUntil(() -> r.compareAndSwap(LOCK, 0, 1, ACQUIRE).isEqualTo(0));
    }

    @Override
    public List<Promise> promises(MachineDescription on) {
        return HandOverProperties.all().stream()
                .map(property ->
                        new Promise(
                                property, !lacks().containsKey(property), false, reason(property)))
                .toList();
    }

    private String reason(Property<?> property) {
        return lacks().getOrDefault(property, "");
    }

    private Map<Property<?>, String> lacks() {
        if (!follows.equals(Reading.RELEASED)) {
            return Map.of();
        }
        return name.equals("hand-over")
                ? Map.of(
                        HandOverProperties.EVERY_FAULT_RETURNS,
                        "the origin can take the lock again each time")
                : Map.of(
                        HandOverProperties.EVERY_FAULT_RETURNS,
                        "nobody says that the page is ready",
                        MachineProperties.RUN_COMPLETES,
                        "the remote kernel waits for ever",
                        HandOverProperties.NO_STANDSTILL,
                        "the remote kernel waits for ever");
    }

    @Override
    public List<Defect> defects() {
        boolean paper = name.equals("hand-over") && follows.equals(Reading.PAPER);
        return paper
                ? List.of(
                        new Defect(
                                EARLY,
                                "says that the page is ready before it is written",
                                HandOverProperties.NO_STALE_READ,
                                description().withDefect(EARLY)))
                : List.of();
    }
}
