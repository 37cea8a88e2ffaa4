package dev.fracas.checkers.mutate;

import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.Asked;
import dev.fracas.model.mechanism.Families;
import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What there is to mutate: each mechanism that goes on any machine by itself; of those that have
 * machines of their own, all of a family in one reading, since they share their code.
 *
 * @param machines the machine that somebody asks for, in place of the usual ones
 * @param withinRounds whether to leave endless forms out
 */
public record MutationSubjects(Families families, Machines machines, boolean withinRounds) {
    /** Which machine a mechanism is tried on, where somebody asks for one. */
    public interface Machines {
        /** Nobody asks for anything. */
        Machines USUAL =
                new Machines() {
                    @Override
                    public MachineDescription of(Mechanism mechanism) {
                        return mechanism.ground().usual();
                    }

                    @Override
                    public boolean sayRounds() {
                        return false;
                    }
                };

        /** The usual machine of the mechanism, but for what is asked for; one that suits it. */
        MachineDescription of(Mechanism mechanism);

        /** Whether the number of rounds is asked for. */
        boolean sayRounds();
    }

    private static final List<List<Isa>> MORE_CORES =
            List.of(
                    List.of(Isa.X86_64, Isa.X86_64, Isa.AARCH64),
                    List.of(Isa.X86_64, Isa.AARCH64, Isa.X86_64, Isa.AARCH64));

    /**
     * Of all that there is what promises enough to judge a mutant by. A mechanism that is known to
     * lack some safety is left out, and so is a reading that as a whole is known to lack anything.
     * What families share, such as a routine of the kernel, is mutated with the first of them.
     */
    public List<Subject> byDefault() {
        List<Subject> all = new ArrayList<>();
        for (Family family : families.all()) {
            for (Mechanism mechanism : family.mechanisms()) {
                if (mechanism.ground() instanceof Ground.AnyMachine) {
                    Subject subject = alone(mechanism);
                    if (subject.trials().stream().allMatch(MutationSubjects::isSafe)) {
                        all.add(subject);
                    }
                }
            }
        }
        List<Subject> before = new ArrayList<>();
        groups().forEach((name, mechanisms) -> {
            Subject subject = group(name, mechanisms);
            if (subject.trials().stream().allMatch(MutationSubjects::isKept)) {
                Subject own = new Subject(name, subject.trials(), before);
                if (before.isEmpty() || !MutationOperators.mutants(own).isEmpty()) {
                    all.add(own);
                }
                before.add(subject);
            }
        });
        return all;
    }

    /**
     * All mechanisms of a family in one reading, by the family's id and the reading's: {@code
     * address-space@paper}; by the reading's alone those of every family in it, each by itself.
     * Nothing where there are none.
     */
    public List<Subject> groups(String word) {
        return groups().entrySet().stream()
                .filter(group -> group.getKey().equals(word) || group.getKey().endsWith("@" + word))
                .map(group -> group(group.getKey(), group.getValue()))
                .toList();
    }

    /**
     * One mechanism. Its mutants have the ids that they have among all of its family.
     *
     * @throws IllegalArgumentException when it has no programs
     */
    public Subject of(Mechanism mechanism) {
        if (!hasPrograms(new Trial(mechanism, mechanism.ground().usual()))) {
            throw new IllegalArgumentException(mechanism.id() + " has no programs to mutate");
        }
        return switch (mechanism.ground()) {
            case Ground.AnyMachine _ -> alone(mechanism);
            case Ground.OwnMachine _ ->
                    group(
                            families.of(mechanism)
                                    .map(family -> nameOfGroup(family, mechanism))
                                    .orElse(mechanism.id()),
                            List.of(mechanism));
        };
    }

    private Map<String, List<Mechanism>> groups() {
        Map<String, List<Mechanism>> groups = new LinkedHashMap<>();
        for (Family family : families.all()) {
            for (Mechanism mechanism : family.mechanisms()) {
                if (mechanism.ground() instanceof Ground.OwnMachine) {
                    groups.computeIfAbsent(
                                    nameOfGroup(family, mechanism), name -> new ArrayList<>())
                            .add(mechanism);
                }
            }
        }
        return groups;
    }

    private static String nameOfGroup(Family family, Mechanism mechanism) {
        return mechanism.readingId().isEmpty()
                ? family.id()
                : family.id() + "@" + mechanism.readingId();
    }

    private Subject group(String name, List<Mechanism> mechanisms) {
        return new Subject(
                name, mechanisms.stream().map(m -> new Trial(m, machines.of(m))).toList());
    }

    private static boolean isKept(Trial trial) {
        return hasPrograms(trial)
                && trial.mechanism().promises(trial.machine()).stream().allMatch(Promise::keeps);
    }

    /** There is nothing to mutate but the programs of a machine. */
    private static boolean hasPrograms(Trial trial) {
        return trial.mechanism().system(trial.machine()) instanceof Machine;
    }

    private static boolean isSafe(Trial trial) {
        return hasPrograms(trial)
                && trial.mechanism().promises(trial.machine()).stream()
                        .allMatch(p -> p.keeps() || p.property() instanceof Property.LeadsTo<?>);
    }

    /**
     * It is tried with two cores and two rounds, endless too; then, where it is for more cores,
     * with three and one round, and under sequential consistency with three and two rounds. The
     * memory is else the one under which it promises more: TSO, or sequential consistency for what
     * is made for that.
     */
    private Subject alone(Mechanism mechanism) {
        MachineDescription ordered = mechanism.ground().usual();
        MachineDescription asked = machines.of(mechanism);
        if (!asked.equals(ordered)) {
            return new Subject(mechanism.id(), List.of(new Trial(judged(mechanism), asked)));
        }
        MachineDescription sequential = ordered.withMemory(Memory.sequentialConsistency());
        boolean isMadeForOrder = kept(mechanism, sequential) > kept(mechanism, ordered);
        MachineDescription pair = isMadeForOrder ? sequential : ordered;
        MachineDescription three =
                pair.withCores(List.of(Isa.X86_64, Isa.X86_64, Isa.AARCH64)).withRounds(1);
        MachineDescription threeAgain =
                three.withRounds(2).withMemory(Memory.sequentialConsistency());
        List<Trial> trials = new ArrayList<>();
        trials.add(new Trial(judged(mechanism), pair));
        if (mechanism.unsuitable(three).isEmpty()) {
            trials.add(new Trial(Asked.withinRounds(mechanism), three));
            trials.add(new Trial(Asked.withinRounds(mechanism), threeAgain));
        }
        return new Subject(mechanism.id(), trials);
    }

    /**
     * The same subject on the machines that a hunt takes, for which none is too large: what goes on
     * any machine runs as many rounds as a machine allows, and endlessly, on two cores, three and
     * four, as far as it is for so many; or on the machine that is asked for. What has machines of
     * its own is as it is.
     */
    public Subject hunted(Subject subject) {
        Mechanism tried = subject.trials().getFirst().mechanism();
        if (tried.ground() instanceof Ground.OwnMachine) {
            return subject;
        }
        Mechanism mechanism = tried instanceof Asked asked ? asked.of() : tried;
        MachineDescription first = longest(subject.trials().getFirst().machine());
        List<Trial> trials = new ArrayList<>();
        trials.add(new Trial(judged(mechanism), first));
        if (machines.of(mechanism).equals(mechanism.ground().usual())) {
            for (List<Isa> cores : MORE_CORES) {
                MachineDescription more = first.withCores(cores);
                if (mechanism.unsuitable(more).isEmpty()) {
                    trials.add(new Trial(judged(mechanism), more));
                }
            }
        }
        return new Subject(subject.name(), trials);
    }

    /**
     * Steps of the longest run of a hunt. An endless form goes on until a choice says otherwise,
     * and what starves shows where a core has stopped: many short runs come to more of that than
     * few long ones. What has a machine of its own comes to its end by itself, within a few hundred
     * steps.
     */
    public static int longestRun(Subject subject) {
        return subject.trials().getFirst().mechanism().ground() instanceof Ground.OwnMachine
                ? 2_000
                : 500;
    }

    private MachineDescription longest(MachineDescription machine) {
        return machines.sayRounds() ? machine : machine.withRounds(MachineDescription.MOST_ROUNDS);
    }

    private Mechanism judged(Mechanism mechanism) {
        return withinRounds ? Asked.withinRounds(mechanism) : mechanism;
    }

    private static long kept(Mechanism mechanism, MachineDescription machine) {
        return mechanism.promises(machine).stream().filter(Promise::keeps).count();
    }
}
