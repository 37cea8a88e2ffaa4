package dev.fracas.checkers.cli;

import dev.fracas.checkers.check.Checker;
import dev.fracas.checkers.report.Plan;
import dev.fracas.model.ModelException;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import dev.fracas.spec.hardware.CorePair;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which mechanisms a check is about.
 *
 * @param repertoire what there is to check
 * @param words mechanisms that are named; none for all of them
 * @param readings only mechanisms in these; none for any, and for what is in none
 * @param released parts that are as released in mechanisms whose parts come in two readings
 * @param defect the defect to build in
 */
record Selection(
        Repertoire repertoire,
        List<String> words,
        List<Reading> readings,
        List<String> released,
        Optional<String> defect) {
    private static final int MOST_IN_DETAIL = 3;

    Selection {
        words = List.copyOf(words);
        readings = List.copyOf(readings);
        released = List.copyOf(released);
    }

    /** The defect selected. */
    Optional<Defect> selectedDefect() {
        return defect.map(name -> repertoire.flaw(name).defect());
    }

    /**
     * What to check.
     *
     * @throws UserError when a mechanism is unknown, does not fit the machine or lacks the defect
     */
    Plan plan(MachineOptions options, Checker checker, CorePair processors) {
        List<Plan.Subject> fitting = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        List<Mechanism> wanted = wanted(skipped);
        wanted.stream()
                .map(Mechanism::ground)
                .flatMapToInt(Selection::mostCores)
                .max()
                .ifPresent(options::refuseMoreCoresThan);
        for (Mechanism mechanism : wanted) {
            MachineDescription machine = machine(mechanism, options);
            Optional<String> unfit = unfit(mechanism, machine);
            if (unfit.isEmpty()) {
                fitting.add(new Plan.Subject(family(mechanism), mechanism, machine));
            } else if (isNamed()) {
                throw new UserError(mechanism.id() + ": " + unfit.get());
            } else {
                skipped.add(mechanism.id() + ": " + unfit.get());
            }
        }
        return new Plan(
                fitting,
                checker,
                processors.toString(),
                skipped,
                properties(fitting),
                fitting.size() <= MOST_IN_DETAIL && isNamed());
    }

    private Family family(Mechanism mechanism) {
        return repertoire.families().of(mechanism).orElseThrow();
    }

    private static IntStream mostCores(Ground ground) {
        return ground instanceof Ground.AnyMachine any
                ? IntStream.of(any.mostCores())
                : IntStream.empty();
    }

    /** Whether what is to be checked was named one by one. */
    private boolean isNamed() {
        return !words.isEmpty() || defect.isPresent();
    }

    private MachineDescription machine(Mechanism mechanism, MachineOptions options) {
        MachineDescription base =
                defect.map(name -> withDefect(mechanism, name))
                        .orElseGet(() -> mechanism.ground().usual());
        return isNamed() || !readings.isEmpty() || !released.isEmpty()
                ? options.over(mechanism.ground(), base)
                : options.asFarAsFree(mechanism.ground(), base);
    }

    /**
     * @param skipped gets why something is left out
     */
    private List<Mechanism> wanted(List<String> skipped) {
        if (released.isEmpty()) {
            return wanted();
        }
        if (!readings.isEmpty() || defect.isPresent()) {
            throw new UserError(
                    "--released is a reading of its own: expected neither --reading nor --defect beside"
                            + " it");
        }
        List<Mechanism> mixed = new ArrayList<>();
        for (Mechanism mechanism : wanted()) {
            try {
                mixed.add(mechanism.withReleased(Set.copyOf(released)));
            } catch (IllegalArgumentException e) {
                skipped.add(String.valueOf(e.getMessage()));
            }
        }
        if (mixed.isEmpty() || (isNamed() && !skipped.isEmpty())) {
            throw new UserError("--released: " + skipped.getFirst());
        }
        return mixed;
    }

    private List<Mechanism> wanted() {
        List<Mechanism> wanted =
                (defect.isPresent() ? withDefect(defect.get()) : named())
                        .stream().filter(this::isOfReading).toList();
        if (wanted.isEmpty() && !released.isEmpty()) {
            throw new UserError(
                    "--released: nothing of what was asked for has parts that come in two readings");
        }
        if (wanted.isEmpty()) {
            throw new UserError(
                    "--reading: nothing of what was asked for is in the reading "
                            + String.join(" or ", readings.stream().map(Reading::id).toList()));
        }
        return wanted;
    }

    private List<Mechanism> named() {
        return words.isEmpty()
                ? repertoire.mechanisms()
                : words.stream()
                        .flatMap(word -> repertoire.named(word).stream())
                        .distinct()
                        .toList();
    }

    private boolean isOfReading(Mechanism mechanism) {
        if (!released.isEmpty()) {
            return !mechanism.parts().isEmpty();
        }
        return readings.isEmpty() || mechanism.reading().filter(readings::contains).isPresent();
    }

    /** Who exposes the defect; of workloads that are named, all that can have it. */
    private List<Mechanism> withDefect(String name) {
        Mechanism owner = repertoire.flaw(name).mechanism();
        List<Mechanism> workloads = new ArrayList<>();
        for (String word : words) {
            List<Mechanism> named = repertoire.named(word);
            if (named.contains(owner)) {
                continue;
            }
            List<Mechanism> having =
                    repertoire.isWorkload(word)
                            ? named.stream().filter(m -> flaw(m, name).isPresent()).toList()
                            : List.of();
            if (having.isEmpty()) {
                throw new UserError(
                        "%s has no defect '%s'; it is one of %s".formatted(word, name, owner.id()));
            }
            workloads.addAll(having);
        }
        return workloads.isEmpty() ? List.of(owner) : workloads;
    }

    /**
     * The machine on which the mechanism has the defect.
     *
     * @throws UserError when it is none of the mechanism's
     */
    static MachineDescription withDefect(Mechanism mechanism, String name) {
        return flaw(mechanism, name)
                .orElseThrow(() ->
                        new UserError("%s has no defect '%s'".formatted(mechanism.id(), name)))
                .exposedBy();
    }

    private static Optional<Defect> flaw(Mechanism mechanism, String name) {
        return mechanism.defects().stream().filter(d -> d.name().equals(name)).findFirst();
    }

    /** Every property that mechanisms of the families selected are judged by. */
    private List<Property<?>> properties(List<Plan.Subject> subjects) {
        Set<Family> families = new LinkedHashSet<>();
        subjects.forEach(subject -> families.add(subject.family()));
        return Stream.concat(
                        families.stream().flatMap(family -> family.properties().stream()),
                        subjects.stream()
                                .flatMap(s -> s.mechanism().promises(s.machine()).stream())
                                .map(Promise::property))
                .<Property<?>>map(property -> property)
                .distinct()
                .toList();
    }

    private static Optional<String> unfit(Mechanism mechanism, MachineDescription machine) {
        Optional<String> unsuitable = mechanism.unsuitable(machine);
        if (unsuitable.isPresent()) {
            return unsuitable;
        }
        try {
            mechanism.system(machine);
            return Optional.empty();
        } catch (IllegalArgumentException | ModelException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
