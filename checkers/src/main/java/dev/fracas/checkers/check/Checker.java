package dev.fracas.checkers.check;

import dev.fracas.checkers.explore.Cutoff;
import dev.fracas.checkers.explore.Exploration;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.checkers.explore.FairCycles;
import dev.fracas.checkers.explore.FairCycles.Lasso;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.MachineDescription;
import dev.fracas.model.Mechanism;
import dev.fracas.model.Promise;
import dev.fracas.model.machine.Machine;
import dev.fracas.spec.Property;
import dev.fracas.spec.Verdict;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks mechanisms.
 *
 * @param explorer how to explore; its bounds hold for each of the two explorations of a check
 * @param hardware the hardware models to cost runs on
 * @param latencies the pair of processors that they are made of
 */
public record Checker(Explorer explorer, List<HardwareModel> hardware, LatencyTable latencies) {
    private static final String HEAP_IS_FULL = "the Java heap, in the search for fair cycles";
    private static final String GRAPH_TOO_LARGE =
            "the memory that the search for fair cycles needs";
    private static final String FOUND = "shortest, by exhaustive search";

    public Checker {
        hardware = List.copyOf(hardware);
    }

    /**
     * Explores the machine within its bound on rounds, and its endless form where a promise asks
     * for it, and judges every promise.
     *
     * @throws IllegalArgumentException when the mechanism can't be put on such a machine
     */
    public Report check(Mechanism mechanism, MachineDescription description) {
        List<Promise> promises = mechanism.promises(description);
        Machine machine = mechanism.machine(description);
        Map<Promise, PropertyVerdict> verdicts = new HashMap<>();
        SpaceReport bounded = judgeBounded(machine, description, promises, verdicts);
        Optional<SpaceReport> endless = Optional.empty();
        if (promises.stream().anyMatch(Promise::endless)) {
            endless = Optional.of(judgeEndless(mechanism, description, promises, verdicts));
        }
        return new Report(
                mechanism,
                description,
                promises.stream().flatMap(p -> Stream.ofNullable(verdicts.get(p))).toList(),
                bounded,
                endless,
                RunSampler.of(machine).estimate(hardware, latencies));
    }

    /** Leaves nothing of the exploration behind, so that the next has the memory. */
    private SpaceReport judgeBounded(
            Machine machine,
            MachineDescription description,
            List<Promise> promises,
            Map<Promise, PropertyVerdict> verdicts) {
        Exploration exploration = explorer.explore(machine, properties(promises, false));
        for (Promise promise : promises) {
            if (!promise.endless()) {
                verdicts.put(promise, judge(promise, machine, description, exploration));
            }
        }
        return SpaceReport.of(exploration);
    }

    private SpaceReport judgeEndless(
            Mechanism mechanism,
            MachineDescription description,
            List<Promise> promises,
            Map<Promise, PropertyVerdict> verdicts) {
        MachineDescription forEver = description.withRounds(MachineDescription.ENDLESS);
        Endless endless = new Endless(mechanism, forEver, promises);
        SpaceReport space = SpaceReport.of(endless.exploration);
        try {
            Optional<FairCycles> cycles = endless.cycles();
            for (Promise promise : promises) {
                if (promise.endless()) {
                    verdicts.put(promise, endless.judge(promise, cycles));
                }
            }
        } catch (Cutoff.CutException e) {
            space = space.judgedUntil(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            space = space.judgedUntil(HEAP_IS_FULL);
        }
        for (Promise promise : promises) {
            verdicts.putIfAbsent(
                    promise, new PropertyVerdict(promise, Verdict.INCOMPLETE, Optional.empty()));
        }
        boolean open =
                promises.stream()
                        .flatMap(p -> Stream.ofNullable(verdicts.get(p)))
                        .anyMatch(v -> v.promise().endless() && v.verdict() == Verdict.INCOMPLETE);
        return open && space.isComplete() ? space.judgedUntil(GRAPH_TOO_LARGE) : space;
    }

    /** The exploration of the endless form of a workload, and the cycles in it. */
    private final class Endless {
        private final MachineDescription description;
        private final Machine machine;
        private final Cutoff cutoff;
        private final Exploration exploration;

        Endless(Mechanism mechanism, MachineDescription description, List<Promise> promises) {
            this.description = description;
            this.machine = mechanism.machine(description);
            this.cutoff = Cutoff.of(explorer);
            this.exploration = explorer.explore(machine, properties(promises, true));
        }

        /** Nothing when the exploration was cut, or when the graph would take too much memory. */
        Optional<FairCycles> cycles() {
            long left = explorer.bounds().maxBytes() - exploration.bytes();
            return FairCycles.of(exploration, left, cutoff);
        }

        PropertyVerdict judge(Promise promise, Optional<FairCycles> cycles) {
            if (!(promise.property() instanceof Property.LeadsTo<?> leadsTo)) {
                return Checker.judge(promise, machine, description, exploration);
            }
            if (cycles.isEmpty()) {
                return new PropertyVerdict(promise, Verdict.INCOMPLETE, Optional.empty());
            }
            Optional<Lasso> lasso = cycles.get().violation(leadsTo, machine.cores());
            if (lasso.isEmpty()) {
                return new PropertyVerdict(promise, Verdict.HOLDS, Optional.empty());
            }
            Trace trace =
                    Trace.lasso(
                            description,
                            leadsTo.id(),
                            lasso.get().stem(),
                            lasso.get().cycle(),
                            "fair cycle, by exhaustive search");
            return violated(promise, trace, machine);
        }
    }

    private static PropertyVerdict judge(
            Promise promise, Machine machine, MachineDescription description, Exploration e) {
        Property<?> property = promise.property();
        boolean decided = e.isDecided(property);
        if (property instanceof Property.Sometimes<?>) {
            Verdict verdict =
                    decided
                            ? Verdict.HOLDS
                            : e.isComplete() ? Verdict.VIOLATED : Verdict.INCOMPLETE;
            return new PropertyVerdict(promise, verdict, Optional.empty());
        }
        if (decided) {
            Trace trace =
                    Trace.run(
                            description,
                            property.id(),
                            e.shortestRun(property).orElseThrow().steps(),
                            FOUND);
            return violated(promise, trace, machine);
        }
        Verdict verdict = e.isComplete() ? Verdict.HOLDS : Verdict.INCOMPLETE;
        return new PropertyVerdict(promise, verdict, Optional.empty());
    }

    private static PropertyVerdict violated(Promise promise, Trace trace, Machine machine) {
        Replay replay = Replay.of(trace, machine, promise.property());
        if (!replay.isConfirmed()) {
            throw new IllegalStateException(
                    "the checker found a trace that does not replay: " + replay.headline());
        }
        return new PropertyVerdict(promise, Verdict.VIOLATED, Optional.of(replay));
    }

    private static List<Property<?>> properties(List<Promise> promises, boolean endless) {
        List<Property<?>> wanted = new ArrayList<>();
        for (Promise promise : promises) {
            if (promise.endless() == endless) {
                wanted.add(promise.property());
            }
        }
        return wanted;
    }
}
