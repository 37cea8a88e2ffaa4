package dev.fracas.checkers.cli;

import dev.fracas.checkers.mutate.Subject;
import dev.fracas.checkers.mutate.Trial;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.Asked;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What there is to be got wrong: each lock, and each reading of the address space as a whole.
 *
 * @param options the machine that the user asks for, in place of the usual ones
 * @param withinRounds whether to leave the endless forms of locks out
 */
record MutationSubjects(Repertoire repertoire, MachineOptions options, boolean withinRounds) {
    private static final List<List<Isa>> MORE_CORES =
            List.of(
                    List.of(Isa.X86_64, Isa.X86_64, Isa.AARCH64),
                    List.of(Isa.X86_64, Isa.AARCH64, Isa.X86_64, Isa.AARCH64));

    /**
     * The locks, then the reading that keeps all that it promises. Locks that are known to lack
     * some safety are left out: what they promise is too little to judge a mutant by.
     */
    List<Subject> byDefault() {
        List<Subject> all = new ArrayList<>();
        for (Mechanism lock : repertoire.onAnyMachine()) {
            Subject subject = lock(lock);
            if (subject.trials().stream().allMatch(MutationSubjects::isSafe)) {
                all.add(subject);
            }
        }
        if (!repertoire.onOwnMachine().isEmpty()) {
            all.add(reading(Reading.PAPER));
        }
        return all;
    }

    /**
     * A lock by its id, a reading by its name, or one configuration by its id.
     *
     * @throws UserError when there is none
     */
    Subject named(String word) {
        if (repertoire.families().readings().stream()
                .anyMatch(reading -> reading.id().equals(word))) {
            return reading(
                    repertoire.families().readings().stream()
                            .filter(reading -> reading.id().equals(word))
                            .findFirst()
                            .orElseThrow());
        }
        Mechanism mechanism = repertoire.mechanism(word);
        return mechanism.ground().isFixed()
                ? new Subject(mechanism.readingId(), List.of(trial(mechanism)))
                : lock(mechanism);
    }

    private Subject reading(Reading reading) {
        return new Subject(
                reading.id(),
                repertoire.onOwnMachine().stream()
                        .filter(configuration ->
                                configuration.reading().equals(Optional.of(reading)))
                        .map(this::trial)
                        .toList());
    }

    private Trial trial(Mechanism configuration) {
        options.refuseToChange(configuration.ground().usual());
        return new Trial(configuration, options.memoryOver(configuration.ground().usual()));
    }

    private static boolean isSafe(Trial trial) {
        return trial.mechanism().promises(trial.machine()).stream()
                .allMatch(p -> p.keeps() || p.property() instanceof Property.LeadsTo<?>);
    }

    /**
     * A lock is tried with two cores and two rounds, endless too; then, where it is for more cores,
     * with three and one round, and under sequential consistency with three and two rounds. The
     * memory is else the one under which it promises more: TSO, or sequential consistency for a
     * lock that is made for that.
     *
     * @throws UserError when the machine that the user asks for does not suit the lock
     */
    private Subject lock(Mechanism lock) {
        MachineDescription ordered = Repertoire.machineFor(lock);
        MachineDescription asked = options.over(ordered);
        if (!asked.equals(ordered)) {
            lock.unsuitable(asked)
                    .ifPresent(why -> {
                        throw new UserError(lock.id() + ": " + why);
                    });
            return new Subject(lock.id(), List.of(new Trial(judged(lock), asked)));
        }
        MachineDescription sequential = ordered.withMemory(Memory.sequentialConsistency());
        boolean isMadeForOrder = kept(lock, sequential) > kept(lock, ordered);
        MachineDescription pair = isMadeForOrder ? sequential : ordered;
        MachineDescription three =
                pair.withCores(List.of(Isa.X86_64, Isa.X86_64, Isa.AARCH64)).withRounds(1);
        MachineDescription threeAgain =
                three.withRounds(2).withMemory(Memory.sequentialConsistency());
        List<Trial> trials = new ArrayList<>();
        trials.add(new Trial(judged(lock), pair));
        if (lock.unsuitable(three).isEmpty()) {
            trials.add(new Trial(Asked.withinRounds(lock), three));
            trials.add(new Trial(Asked.withinRounds(lock), threeAgain));
        }
        return new Subject(lock.id(), trials);
    }

    /**
     * The same subject on the machines that a hunt takes, for which none is too large: a lock is
     * used as often as a machine allows, and endlessly, by two cores, three and four, as far as it
     * is for so many; or on the machine that the user asks for. Configurations are as they are.
     */
    Subject hunted(Subject subject) {
        Mechanism mechanism = subject.trials().getFirst().mechanism();
        if (mechanism.ground().isFixed()) {
            return subject;
        }
        Mechanism lock = mechanism instanceof Asked asked ? asked.of() : mechanism;
        MachineDescription first = longest(subject.trials().getFirst().machine());
        List<Trial> trials = new ArrayList<>();
        trials.add(new Trial(judged(lock), first));
        if (options.over(Repertoire.machineFor(lock)).equals(Repertoire.machineFor(lock))) {
            for (List<Isa> cores : MORE_CORES) {
                MachineDescription more = first.withCores(cores);
                if (lock.unsuitable(more).isEmpty()) {
                    trials.add(new Trial(judged(lock), more));
                }
            }
        }
        return new Subject(subject.name(), trials);
    }

    /**
     * Steps of the longest run of a hunt. A lock's endless form goes on until a choice says
     * otherwise, and what starves shows where a core has stopped: many short runs come to more of
     * that than few long ones. A configuration comes to its end by itself, within a few hundred
     * steps.
     */
    static int longestRun(Subject subject) {
        return subject.trials().getFirst().mechanism().ground().isFixed() ? 2_000 : 500;
    }

    private MachineDescription longest(MachineDescription machine) {
        return options.isRoundsGiven() ? machine : machine.withRounds(MachineOptions.MOST_ROUNDS);
    }

    private Mechanism judged(Mechanism lock) {
        return withinRounds ? Asked.withinRounds(lock) : lock;
    }

    private static long kept(Mechanism mechanism, MachineDescription machine) {
        return mechanism.promises(machine).stream().filter(Promise::keeps).count();
    }
}
