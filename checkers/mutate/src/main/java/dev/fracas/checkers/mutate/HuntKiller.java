package dev.fracas.checkers.mutate;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.hunt.Finding;
import dev.fracas.checkers.hunt.HuntBounds;
import dev.fracas.checkers.hunt.HuntReport;
import dev.fracas.checkers.hunt.Hunter;
import dev.fracas.checkers.hunt.Pct;
import dev.fracas.checkers.hunt.Strategy;
import dev.fracas.checkers.hunt.Uniform;
import dev.fracas.checkers.mutate.MutantStatus.Escaped;
import dev.fracas.checkers.mutate.MutantStatus.Incomplete;
import dev.fracas.checkers.mutate.MutantStatus.Killed;
import dev.fracas.model.ModelException;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Property;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Hunts a mutant with one strategy after the other, for a number of steps each, until some run
 * violates a property. The outcome depends on the strategies, the seed and the numbers of steps
 * only. What kills was replayed.
 *
 * @param strategies in this order
 * @param seed of all chance
 * @param steps of all runs of one strategy on one machine together
 * @param longest steps of the longest run
 */
public record HuntKiller(List<Strategy> strategies, long seed, long steps, int longest)
        implements Killer {
    /** Steps on one machine that are enough for most mutants that a hunt kills at all. */
    public static final long STEPS = 20_000;

    private static final List<Strategy> IN_TURNS = List.of(new Uniform(), new Pct(3));

    /** The words for the strategies that {@link #inTurns} takes. */
    public static final String STRATEGIES =
            IN_TURNS.stream().map(Strategy::id).collect(Collectors.joining(", "));

    /**
     * Every mutant is hunted by several strategies, since each kills some that no other one does.
     *
     * @param steps on one machine, shared by the strategies
     * @param longest steps of the longest run
     */
    public static HuntKiller inTurns(long seed, long steps, int longest) {
        return new HuntKiller(IN_TURNS, seed, Math.ceilDiv(steps, IN_TURNS.size()), longest);
    }

    public HuntKiller {
        strategies = List.copyOf(strategies);
    }

    @Override
    public String id() {
        return "hunt";
    }

    @Override
    public MutantStatus status(Mechanism mechanism, MachineDescription machine, StopSignal stop) {
        long taken = 0;
        try {
            for (Strategy strategy : strategies) {
                HuntReport report =
                        Hunter.with(strategy, seed, HuntBounds.ofTotal(steps, longest))
                                .endingAtFirst()
                                .stoppedBy(stop)
                                .hunt(mechanism, machine);
                Optional<Finding> violated = first(report);
                if (violated.isPresent()) {
                    return new Killed(violated.get().id(), Killed.where(machine));
                }
                if (report.isStopped()) {
                    return new Incomplete(report.stoppedBy());
                }
                taken += report.steps();
            }
            return new Escaped(taken);
        } catch (ModelException | IllegalArgumentException e) {
            return new Killed(Killed.MODEL_ERROR, Killed.where(machine));
        }
    }

    /** What a person asks first: safety, and only then what starves. */
    private static Optional<Finding> first(HuntReport report) {
        return report.findings().stream()
                .filter(Finding::isSurprising)
                .min(
                        Comparator.comparing(finding ->
                                finding.promise().property() instanceof Property.LeadsTo<?>));
    }
}
