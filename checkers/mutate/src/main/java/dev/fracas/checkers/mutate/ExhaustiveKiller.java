package dev.fracas.checkers.mutate;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.Cutoff;
import dev.fracas.checkers.explore.Exploration;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.checkers.explore.FairCycles;
import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.mutate.MutantStatus.Incomplete;
import dev.fracas.checkers.mutate.MutantStatus.Killed;
import dev.fracas.checkers.mutate.MutantStatus.Survived;
import dev.fracas.model.ModelException;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Explores a mutant exhaustively until a property is violated. One thread, breadth first, so that
 * the outcome is the same each time: safety first, then what must be reachable, then fair cycles.
 *
 * @param bounds of each exploration; a lock has two, within its rounds and endless
 */
public record ExhaustiveKiller(Bounds bounds) implements Killer {
    private static final String VIOLATED = "a violation";

    @Override
    public String id() {
        return "exhaustive";
    }

    @Override
    public MutantStatus status(Mechanism mechanism, MachineDescription machine, StopSignal stop) {
        try {
            return new Attempt(mechanism, machine, stop).status();
        } catch (ModelException | IllegalArgumentException e) {
            return new Killed(Killed.MODEL_ERROR, Killed.where(machine));
        } catch (Cutoff.CutException e) {
            return new Incomplete(String.valueOf(e.getMessage()));
        }
    }

    private final class Attempt {
        private final Mechanism mechanism;
        private final MachineDescription description;
        private final StopSignal outer;
        private final List<Promise> kept;
        private long states;
        private long transitions;

        Attempt(Mechanism mechanism, MachineDescription description, StopSignal outer) {
            this.mechanism = mechanism;
            this.description = description;
            this.outer = outer;
            kept = mechanism.promises(description).stream().filter(Promise::keeps).toList();
        }

        MutantStatus status() {
            Optional<MutantStatus> first = judge(description, of(false));
            if (first.isPresent()) {
                return first.get();
            }
            List<Property<?>> endless = of(true);
            if (!endless.isEmpty()) {
                MachineDescription forEver = description.withRounds(MachineDescription.ENDLESS);
                Optional<MutantStatus> second = judge(forEver, endless);
                if (second.isPresent()) {
                    return second.get();
                }
            }
            return new Survived(states, transitions);
        }

        private List<Property<?>> of(boolean endless) {
            return kept.stream()
                    .filter(promise -> promise.endless() == endless)
                    .<Property<?>>map(Promise::property)
                    .toList();
        }

        /** Nothing when every property holds. */
        private Optional<MutantStatus> judge(MachineDescription on, List<Property<?>> properties) {
            Machine machine = mechanism.machine(on);
            StopSignal violated = new StopSignal();
            List<Property<?>> safety = new ArrayList<>();
            for (Property<?> property : properties) {
                safety.add(stoppingAtViolation(property, violated));
            }
            Explorer explorer =
                    Explorer.unbounded()
                            .within(bounds)
                            .withWorkers(1)
                            .stoppedBy(violated)
                            .telling(progress -> {
                                if (outer.isGiven()) {
                                    violated.stop(outer.reason());
                                }
                            });
            Cutoff cutoff = Cutoff.of(explorer);
            Exploration exploration = explorer.explore(machine, safety);
            for (Property<?> property : safety) {
                if (isSafety(property) && exploration.isDecided(property)) {
                    return killedBy(property);
                }
            }
            if (!exploration.isComplete()) {
                return Optional.of(new Incomplete(exploration.cutBy()));
            }
            states += exploration.distinctStates();
            transitions += exploration.transitions();
            for (Property<?> property : safety) {
                if (property instanceof Property.Sometimes<?> && !exploration.isDecided(property)) {
                    return killedBy(property);
                }
            }
            return liveness(machine, properties, exploration, cutoff);
        }

        private Optional<MutantStatus> liveness(
                Machine machine,
                List<Property<?>> properties,
                Exploration exploration,
                Cutoff cutoff) {
            List<Property.LeadsTo<?>> owed = new ArrayList<>();
            for (Property<?> property : properties) {
                if (property instanceof Property.LeadsTo<?> leadsTo) {
                    owed.add(leadsTo);
                }
            }
            if (owed.isEmpty()) {
                return Optional.empty();
            }
            long left = bounds.maxBytes() - exploration.bytes();
            Optional<FairCycles> cycles = FairCycles.of(exploration, left, cutoff);
            if (cycles.isEmpty()) {
                return Optional.of(new Incomplete("the memory that the search for cycles needs"));
            }
            for (Property.LeadsTo<?> property : owed) {
                if (cycles.get().violation(property, machine.cores()).isPresent()) {
                    return killedBy(property);
                }
            }
            return Optional.empty();
        }

        private Optional<MutantStatus> killedBy(Property<?> property) {
            return Optional.of(new Killed(property.id(), Killed.where(description)));
        }
    }

    private static boolean isSafety(Property<?> property) {
        return property instanceof Property.Always<?> || property instanceof Property.Never<?>;
    }

    /** The same property; where it is violated, nothing more is to be explored. */
    private static Property<?> stoppingAtViolation(Property<?> property, StopSignal violated) {
        return switch (property) {
            case Property.Always<?> always -> stoppingAtViolation(always, violated);
            case Property.Never<?> never -> stoppingAtMatch(never, violated);
            case Property.LeadsTo<?> leadsTo -> property;
            case Property.Sometimes<?> sometimes -> property;
        };
    }

    private static <V extends View> Property<V> stoppingAtViolation(
            Property.Always<V> p, StopSignal violated) {
        return Property.always(
                p.id(),
                p.sentence(),
                p.source(),
                p.view(),
                view -> p.holds().test(view) || !stop(violated));
    }

    private static <V extends StepView> Property<V> stoppingAtMatch(
            Property.Never<V> p, StopSignal violated) {
        return Property.never(
                p.id(),
                p.sentence(),
                p.source(),
                p.view(),
                view -> p.matches().test(view) && stop(violated));
    }

    private static boolean stop(StopSignal violated) {
        violated.stop(VIOLATED);
        return true;
    }
}
