package dev.fracas.model.lock;

import static dev.fracas.model.lock.use.LockNote.RELEASE_BEGINS;
import static dev.fracas.model.lock.use.LockNote.WAITS;

import dev.fracas.model.ModelException;
import dev.fracas.model.lock.use.CriticalSection;
import dev.fracas.model.lock.use.LockCompanion;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import dev.fracas.model.timing.Span;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the cores do with a lock. Each uses it R times around a {@link CriticalSection}, each time
 * in one of the ways that the lock is for, as chosen. In the endless form each core decides before
 * each round whether to go on or to retire for ever, so that a lock that needs others to come back
 * shows as starvation. The lock's companions run beside them.
 */
final class LockWorkload {
    /** From when a core is ready for its acquire to the end of the first step of its release. */
    static final Span ACQUIRE_TO_RELEASE =
            Span.named("acquire to release").from(WAITS).to(RELEASE_BEGINS);

    private final MachineDescription description;
    private final LockProtocol lock;
    private final List<LockUse> uses;
    private final List<LockCompanion> companions;

    /** The contenders' uses and the companions'. */
    private final List<LockUse> all;

    private final CriticalSection section;

    LockWorkload(MachineDescription description, LockProtocol lock) {
        this.description = description;
        this.lock = lock;
        uses = lock.uses();
        companions = lock.companions();
        all =
                Stream.concat(uses.stream(), companions.stream().flatMap(h -> h.uses().stream()))
                        .toList();
        int programs = description.cores().size() + companions.size();
        boolean endless = description.isEndless();
        section =
                new CriticalSection(
                        programs,
                        endless ? 1 : WordArray.bitsFor((long) programs * description.rounds()),
                        all.stream().anyMatch(LockUse::readsPair),
                        lock.isFirstComeFirstServed() && !endless,
                        Set.copyOf(description.cores()).size() > 1 && !endless);
    }

    Machine machine() {
        List<Isa> cores = description.cores();
        List<Program> programs = new ArrayList<>();
        for (Isa isa : cores) {
            programs.add(program(isa, programs.size(), this::rounds));
        }
        for (LockCompanion companion : companions) {
            programs.add(
                    program(
                            companion.isa(),
                            programs.size(),
                            r -> companion.program().accept(r, section)));
        }
        // A defect may be that a lock has no queue at all.
        if (section.lacksArrivals() && description.defect().isEmpty()) {
            throw new ModelException(
                    "%s is first come, first served, but no program says when it joins the queue: expected r.event(JOINS_QUEUE)"
                            .formatted(description.mechanism()));
        }
        Machine machine =
                new Machine(
                        programs, description.memory(), description.exclusives(), observatory());
        grants().filter(array -> machine.locations().whole(array, 0) < 0)
                .findFirst()
                .ifPresent(array -> {
                    throw new ModelException(
                            "%s: no program uses %s, by which a use says that the lock was given"
                                    .formatted(description.mechanism(), array.name()));
                });
        return machine;
    }

    private Stream<WordArray> grants() {
        return all.stream().flatMap(use -> use.grants().stream());
    }

    private Observatory observatory() {
        Observatory seen = new LockObservatory(section, grants().toList()).observatory();
        for (LockUse use : all) {
            seen = seen.and(use.observatory());
        }
        return seen;
    }

    private Program program(Isa isa, int number, Consumer<Routine> body) {
        Routine r = new Routine(number, description.cores().size(), isa);
        r.workload(() -> {
            section.prepare(r);
            r.kernel(() -> lock.prepare(r));
            body.accept(r);
        });
        return r.build();
    }

    private void rounds(Routine r) {
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

    /** One use of the lock, whichever. */
    private void round(Routine r) {
        if (uses.size() == 1) {
            uses.getFirst().round(r, section);
            return;
        }
        String choice = uses.size() == 2 ? uses.getLast().name() : "use";
        choose(r, r.choose(choice, uses.size()), uses.size() - 1);
    }

    private void choose(Routine r, Register chosen, int last) {
        if (last == 0) {
            uses.getFirst().round(r, section);
            return;
        }
        r.whenElse(
                last == 1 ? chosen.isNotEqualTo(0) : chosen.isEqualTo(last),
                () -> uses.get(last).round(r, section),
                () -> choose(r, chosen, last - 1));
    }
}
