package dev.fracas.checkers.cli;

import dev.fracas.checkers.mutate.Scope;
import dev.fracas.checkers.mutate.Subject;
import dev.fracas.checkers.mutate.Trial;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.Configuration;
import dev.fracas.model.mechanism.Configuration.Reading;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What there is to be got wrong: each lock, and each reading of the address space as a whole.
 *
 * @param options the machine that the user asks for, in place of the usual ones
 * @param withinRounds whether to leave the endless forms of locks out
 */
record MutationSubjects(Repertoire repertoire, MachineOptions options, boolean withinRounds) {
    /**
     * What is not the kernel's: what the user programs and the hardware do, and the ghosts that
     * properties read.
     */
    private static final Set<String> FIXED =
            Set.of("LockWorkload", "Arrivals", "UserThread", "Workload", "Ghosts");

    /** Methods whose calls take or release a lock that others share. */
    private static final Set<String> LOCKING =
            Set.of(
                    "acquire",
                    "release",
                    "lock",
                    "unlock",
                    "downRead",
                    "upRead",
                    "downWrite",
                    "upWrite");

    /** Locks inside of others, whose lines are got wrong where they are locks themselves. */
    private static final Map<String, String> INNER =
            Map.of("qrwlock", "QueuedSpinLock", "seqlock", "QueuedSpinLock");

    private static final List<List<Isa>> MORE_CORES =
            List.of(
                    List.of(Isa.X86_64, Isa.X86_64, Isa.AARCH64),
                    List.of(Isa.X86_64, Isa.AARCH64, Isa.X86_64, Isa.AARCH64));

    /** What of a subject may be got wrong. */
    static Scope scope(Subject subject) {
        Set<String> fixed = new HashSet<>(FIXED);
        Optional.ofNullable(INNER.get(subject.name())).ifPresent(fixed::add);
        return new Scope(fixed, LOCKING);
    }

    /**
     * The locks, then the reading that keeps all that it promises. Locks that are known to lack
     * some safety are left out: what they promise is too little to judge a mutant by.
     */
    List<Subject> byDefault() {
        List<Subject> all = new ArrayList<>();
        for (Mechanism lock : repertoire.locks()) {
            Subject subject = lock(lock);
            if (subject.trials().stream().allMatch(MutationSubjects::isSafe)) {
                all.add(subject);
            }
        }
        if (!repertoire.configurations().isEmpty()) {
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
        if (Arrays.stream(Reading.values()).anyMatch(reading -> reading.id().equals(word))) {
            return reading(
                    Arrays.stream(Reading.values())
                            .filter(reading -> reading.id().equals(word))
                            .findFirst()
                            .orElseThrow());
        }
        Mechanism mechanism = repertoire.mechanism(word);
        return mechanism instanceof Configuration c
                ? new Subject(c.reading().id(), List.of(trial(c)))
                : lock(mechanism);
    }

    private Subject reading(Reading reading) {
        return new Subject(
                reading.id(),
                repertoire.configurations().stream()
                        .filter(configuration -> configuration.reading() == reading)
                        .map(this::trial)
                        .toList());
    }

    private Trial trial(Configuration configuration) {
        options.refuseToChange(configuration.description());
        return new Trial(configuration, options.memoryOver(configuration.description()));
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
            trials.add(new Trial(new WithinRounds(lock), three));
            trials.add(new Trial(new WithinRounds(lock), threeAgain));
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
        if (mechanism instanceof Configuration) {
            return subject;
        }
        Mechanism lock = mechanism instanceof WithinRounds(Mechanism whole) ? whole : mechanism;
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
        return subject.trials().getFirst().mechanism() instanceof Configuration ? 2_000 : 500;
    }

    private MachineDescription longest(MachineDescription machine) {
        return options.isRoundsGiven() ? machine : machine.withRounds(MachineOptions.MOST_ROUNDS);
    }

    private Mechanism judged(Mechanism lock) {
        return withinRounds ? new WithinRounds(lock) : lock;
    }

    private static long kept(Mechanism mechanism, MachineDescription machine) {
        return mechanism.promises(machine).stream().filter(Promise::keeps).count();
    }
}
