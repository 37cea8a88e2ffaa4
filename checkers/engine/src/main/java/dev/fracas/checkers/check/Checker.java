package dev.fracas.checkers.check;

import dev.fracas.checkers.explore.Cutoff;
import dev.fracas.checkers.explore.Exploration;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.checkers.explore.FairCycles;
import dev.fracas.checkers.explore.FairCycles.Lasso;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import dev.fracas.spec.Verdict;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks mechanisms.
 *
 * @param explorer how to explore; its bounds hold for each exploration of a check
 * @param hardware the hardware models to cost runs on
 * @param latencies the pair of processors that they are made of
 * @param keepsWitnesses whether to work out the shortest complete run, where a mechanism promises
 *     that there is one; takes up to the time of its exploration again
 */
public record Checker(
        Explorer explorer,
        List<HardwareModel> hardware,
        LatencyTable latencies,
        boolean keepsWitnesses) {
    private static final String HEAP_IS_FULL = "the Java heap, in the search for fair cycles";
    private static final String GRAPH_TOO_LARGE =
            "the memory that the search for fair cycles needs";
    static final String FOUND = "shortest, by exhaustive search";

    public Checker {
        hardware = List.copyOf(hardware);
    }

    /** A checker that keeps no witnesses. */
    public Checker(Explorer explorer, List<HardwareModel> hardware, LatencyTable latencies) {
        this(explorer, hardware, latencies, false);
    }

    /** The same, but it keeps the witnesses that there are. */
    public Checker keepingWitnesses() {
        return new Checker(explorer, hardware, latencies, true);
    }

    /**
     * Explores the mechanism's system within its bound on rounds, and its endless form where a
     * promise asks for it, and judges every promise.
     *
     * @throws IllegalArgumentException when the mechanism can't be put on such a machine, or
     *     promises nothing there
     */
    public Report check(Mechanism mechanism, MachineDescription description) {
        List<Promise> promises = mechanism.promises(description);
        if (promises.isEmpty()) {
            throw new IllegalArgumentException(
                    mechanism.id() + " promises nothing on this machine: nothing would be judged");
        }
        List<Promise> endless = promises.stream().filter(Promise::endless).toList();
        TransitionSystem system = mechanism.system(description);
        Map<Promise, PropertyVerdict> verdicts = new HashMap<>();
        SpaceReport bounded =
                judge(
                        system,
                        description,
                        promises.stream().filter(promise -> !promise.endless()).toList(),
                        verdicts);
        Optional<SpaceReport> unbounded = Optional.empty();
        if (!endless.isEmpty()) {
            MachineDescription forEver = description.withRounds(MachineDescription.ENDLESS);
            unbounded = Optional.of(judge(mechanism.system(forEver), forEver, endless, verdicts));
        }
        return new Report(
                mechanism,
                description,
                promises.stream().flatMap(p -> Stream.ofNullable(verdicts.get(p))).toList(),
                bounded,
                unbounded,
                system instanceof Machine machine
                        ? RunSampler.of(machine).costs(mechanism.spans(), hardware, latencies)
                        : List.of());
    }

    /**
     * Explores a machine once and judges those promises on it. Leaves nothing of the exploration
     * behind, so that the next has the memory.
     */
    private SpaceReport judge(
            TransitionSystem system,
            MachineDescription description,
            List<Promise> promises,
            Map<Promise, PropertyVerdict> verdicts) {
        Cutoff cutoff = Cutoff.of(explorer);
        List<Property<?>> properties =
                promises.stream().<Property<?>>map(Promise::property).toList();
        Exploration exploration = explorer.explore(system, properties);
        for (Promise promise : promises) {
            if (!(promise.property() instanceof Property.LeadsTo<?>)) {
                verdicts.put(promise, judge(promise, system, description, exploration));
            }
        }
        List<Promise> open = promises.stream().filter(p -> !verdicts.containsKey(p)).toList();
        return open.isEmpty()
                ? SpaceReport.of(exploration)
                : new Liveness(system, description, exploration, cutoff).judge(open, verdicts);
    }

    /** The fair cycles of an exploration. */
    private final class Liveness {
        private final TransitionSystem system;
        private final MachineDescription description;
        private final Exploration exploration;
        private final Cutoff cutoff;

        Liveness(
                TransitionSystem system,
                MachineDescription description,
                Exploration exploration,
                Cutoff cutoff) {
            this.system = system;
            this.description = description;
            this.exploration = exploration;
            this.cutoff = cutoff;
        }

        /** Judges leads-to promises as far as time and memory go. */
        SpaceReport judge(List<Promise> promises, Map<Promise, PropertyVerdict> verdicts) {
            SpaceReport space = SpaceReport.of(exploration);
            try {
                Optional<FairCycles> cycles = cycles();
                for (Promise promise : promises) {
                    verdicts.put(promise, judge(promise, cycles));
                }
            } catch (Cutoff.CutException e) {
                space = space.judgedUntil(String.valueOf(e.getMessage()));
            } catch (OutOfMemoryError e) {
                space = space.judgedUntil(HEAP_IS_FULL);
            }
            boolean open = false;
            for (Promise promise : promises) {
                PropertyVerdict unjudged = PropertyVerdict.without(promise, Verdict.INCOMPLETE);
                verdicts.putIfAbsent(promise, unjudged);
                open |= verdicts.getOrDefault(promise, unjudged).verdict() == Verdict.INCOMPLETE;
            }
            return open && space.isComplete() ? space.judgedUntil(GRAPH_TOO_LARGE) : space;
        }

        /** Nothing when the exploration was cut, or when the graph would take too much memory. */
        private Optional<FairCycles> cycles() {
            long left = explorer.bounds().maxBytes() - exploration.bytes();
            return FairCycles.of(exploration, left, cutoff);
        }

        private PropertyVerdict judge(Promise promise, Optional<FairCycles> cycles) {
            if (cycles.isEmpty() || !(promise.property() instanceof Property.LeadsTo<?> leadsTo)) {
                return PropertyVerdict.without(promise, Verdict.INCOMPLETE);
            }
            Optional<Lasso> lasso = cycles.get().violation(leadsTo, system.movers());
            if (lasso.isEmpty()) {
                return PropertyVerdict.without(promise, Verdict.HOLDS);
            }
            Trace trace =
                    Trace.lasso(
                            description,
                            leadsTo.id(),
                            lasso.get().stem(),
                            lasso.get().cycle(),
                            "fair cycle, by exhaustive search");
            return PropertyVerdict.violated(promise, replayed(promise, trace, system));
        }
    }

    private PropertyVerdict judge(
            Promise promise,
            TransitionSystem system,
            MachineDescription description,
            Exploration e) {
        Property<?> property = promise.property();
        boolean decided = e.isDecided(property);
        if (property instanceof Property.Sometimes<?>) {
            if (decided && keepsWitnesses && CompleteRun.isAskedFor(property)) {
                Trace witness = shortest(property, description, e);
                return PropertyVerdict.shown(promise, replayed(promise, witness, system));
            }
            Verdict missing = e.isComplete() ? Verdict.VIOLATED : Verdict.INCOMPLETE;
            return PropertyVerdict.without(promise, decided ? Verdict.HOLDS : missing);
        }
        if (decided) {
            Trace trace = shortest(property, description, e);
            return PropertyVerdict.violated(promise, replayed(promise, trace, system));
        }
        return PropertyVerdict.without(
                promise, e.isComplete() ? Verdict.HOLDS : Verdict.INCOMPLETE);
    }

    private static Trace shortest(
            Property<?> property, MachineDescription description, Exploration e) {
        return Trace.run(
                description, property.id(), e.shortestRun(property).orElseThrow().steps(), FOUND);
    }

    private static Replay replayed(Promise promise, Trace trace, TransitionSystem system) {
        Replay replay = Replay.of(trace, system, promise.property());
        if (!replay.isConfirmed()) {
            throw new IllegalStateException(
                    "the checker found a trace that does not replay: " + replay.headline());
        }
        return replay;
    }
}
