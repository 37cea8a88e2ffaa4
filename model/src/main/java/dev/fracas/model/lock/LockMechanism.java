package dev.fracas.model.lock;

import static dev.fracas.spec.lock.LockProperties.FIRST_COME_FIRST_SERVED;
import static dev.fracas.spec.lock.LockProperties.HANDED_OVER_BETWEEN_ISAS;
import static dev.fracas.spec.lock.LockProperties.SLOW_PATH_TAKEN;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;
import static dev.fracas.spec.machine.MachineProperties.NO_OOPS;

import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.model.timing.Span;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.lock.LockProperties;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A lock protocol as something to check: the protocol, what it promises, what it is known to lack,
 * and the ways of getting it wrong. Declared at the end of each protocol's own file.
 */
public final class LockMechanism implements Mechanism {
    private record Lack(Property<?> property, Predicate<MachineDescription> where, String reason) {}

    private record Flaw(
            String name,
            String sentence,
            Property<?> violates,
            Exposure exposure,
            Function<MachineDescription, LockProtocol> protocol) {
        Defect defect(String lock) {
            return new Defect(name, sentence, violates, exposure.of(lock, name));
        }
    }

    /** The most cores that a lock is tried on. */
    public static final int MAX_CORES = 8;

    private final Builder declared;

    private LockMechanism(Builder declared) {
        this.declared = declared;
    }

    /**
     * Starts the declaration of a lock, of this package or of anybody's test suite.
     *
     * @param id short and stable: traces name the lock by it
     * @param summary one line that says what it is
     * @param protocol makes the lock for the machine described
     */
    public static Builder lock(
            String id,
            String summary,
            Source source,
            Function<MachineDescription, LockProtocol> protocol) {
        return new Builder(id, summary, source, protocol);
    }

    /** What a protocol's file says of it. */
    public static final class Builder {
        private final String id;
        private final String summary;
        private final Source source;
        private final Function<MachineDescription, LockProtocol> protocol;
        private final List<Lack> lacks = new ArrayList<>();
        private final List<Flaw> flaws = new ArrayList<>();
        private boolean slowPath;
        private boolean exactlyTwoCores;
        private Optional<Reading> reading = Optional.empty();
        private List<String> aliases = List.of();

        private Builder(
                String id,
                String summary,
                Source source,
                Function<MachineDescription, LockProtocol> protocol) {
            this.id = id;
            this.summary = summary;
            this.source = source;
            this.protocol = protocol;
        }

        /** One of several readings of the lock of that id, which all have the one id. */
        public Builder reading(Reading one) {
            reading = Optional.of(one);
            return this;
        }

        /** An id that this lock had once. */
        public Builder formerly(String former) {
            aliases = List.of(former);
            return this;
        }

        /** The lock is for two cores, no more and no fewer. */
        public Builder forExactlyTwoCores() {
            exactlyTwoCores = true;
            return this;
        }

        /** Two cores or more can drive one of them onto the slow path. */
        public Builder withSlowPath() {
            slowPath = true;
            return this;
        }

        /**
         * A property that the lock is known not to have.
         *
         * @param where on which machines; exactly those, since the violation must be found there
         * @param reason one clause
         */
        public Builder lacks(
                Property<?> property, Predicate<MachineDescription> where, String reason) {
            lacks.add(new Lack(property, where, reason));
            return this;
        }

        /**
         * A mistake: a protocol that differs from the right one in one method. Where the lock is
         * right and its use is wrong, that method is {@link LockProtocol#uses}.
         *
         * @param name unique, begins with the lock's
         * @param sentence what is done wrong
         * @param violates a property that the lock keeps without the defect, and not with it
         * @param exposure the smallest machine that shows it
         * @param broken makes the broken lock for the machine described
         */
        public Builder defect(
                String name,
                String sentence,
                Property<?> violates,
                Exposure exposure,
                Function<MachineDescription, LockProtocol> broken) {
            flaws.add(new Flaw(name, sentence, violates, exposure, broken));
            return this;
        }

        /** The lock as something to check. */
        public LockMechanism build() {
            return new LockMechanism(this);
        }
    }

    @Override
    public String name() {
        return declared.id;
    }

    @Override
    public Optional<Reading> reading() {
        return declared.reading;
    }

    @Override
    public List<String> aliases() {
        return declared.aliases;
    }

    @Override
    public Ground ground() {
        return Ground.AnyMachine.of(id(), MAX_CORES);
    }

    /** A core can retire for ever, so that a lock that needs others to come back starves. */
    @Override
    public boolean hasEndlessForm() {
        return true;
    }

    @Override
    public String summary() {
        return declared.summary;
    }

    @Override
    public Source source() {
        return declared.source;
    }

    @Override
    public Optional<String> unsuitable(MachineDescription description) {
        int cores = description.cores().size();
        if (declared.exactlyTwoCores && cores != 2) {
            return Optional.of("it is a lock for exactly 2 cores, not " + cores);
        }
        if (cores < 1 || cores > MAX_CORES) {
            return Optional.of("a lock has 1 to " + MAX_CORES + " cores, not " + cores);
        }
        return Optional.empty();
    }

    @Override
    public List<Span> spans() {
        return List.of(LockWorkload.ACQUIRE_TO_RELEASE);
    }

    @Override
    public Machine system(MachineDescription description) {
        unsuitable(description)
                .ifPresent(why -> {
                    throw new IllegalArgumentException(id() + ": " + why);
                });
        return new LockWorkload(description, protocol(description)).machine();
    }

    private LockProtocol protocol(MachineDescription description) {
        if (description.defect().isEmpty()) {
            return declared.protocol.apply(description);
        }
        String name = description.defect().get();
        return declared.flaws.stream()
                .filter(flaw -> flaw.name.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s has no defect '%s'; it has %s"
                                        .formatted(id(), name, defectNames())))
                .protocol
                .apply(description);
    }

    private List<String> defectNames() {
        return defects().stream().map(Defect::name).toList();
    }

    /** How the cores of such a machine use the lock. */
    public List<LockUse> uses(MachineDescription description) {
        return declared.protocol.apply(description).uses();
    }

    @Override
    public List<Promise> promises(MachineDescription description) {
        LockProtocol lock = declared.protocol.apply(description);
        int cores = description.cores().size();
        Set<Property<?>> owed = new LinkedHashSet<>(List.of(NO_DEADLOCK, NO_OOPS));
        int programs = cores + lock.companions().size();
        lock.uses().forEach(use -> owed.addAll(use.owes(cores)));
        lock.companions().forEach(h -> h.uses().forEach(use -> owed.addAll(use.owes(programs))));
        if (lock.isFirstComeFirstServed()) {
            owed.add(FIRST_COME_FIRST_SERVED);
        }
        if (cores > 1 && declared.slowPath) {
            owed.add(SLOW_PATH_TAKEN);
        }
        if (Set.copyOf(description.cores()).size() > 1) {
            owed.add(HANDED_OVER_BETWEEN_ISAS);
        }
        return inOrder(owed).stream().map(property -> promise(property, description)).toList();
    }

    /** As reports show them; those that only a lock of somebody else's has come last. */
    private static List<Property<?>> inOrder(Set<Property<?>> owed) {
        Set<Property<?>> ordered = new LinkedHashSet<>(LockProperties.all());
        ordered.retainAll(owed);
        ordered.addAll(owed);
        return List.copyOf(ordered);
    }

    private Promise promise(Property<?> property, MachineDescription description) {
        boolean endless = property instanceof Property.LeadsTo<?>;
        return declared.lacks.stream()
                .filter(lack -> lack.property.equals(property) && lack.where.test(description))
                .findFirst()
                .map(lack -> new Promise(property, false, endless, lack.reason))
                .orElseGet(() -> new Promise(property, true, endless, ""));
    }

    @Override
    public List<Defect> defects() {
        return declared.flaws.stream().map(flaw -> flaw.defect(id())).toList();
    }

    @Override
    public String toString() {
        return id();
    }
}
