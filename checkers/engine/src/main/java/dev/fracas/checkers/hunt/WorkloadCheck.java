package dev.fracas.checkers.hunt;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import java.util.Optional;

/**
 * Asks of one workload whether random runs break what it promises: what a property-based test does
 * with each workload that is drawn. The same seed gives the same answer.
 *
 * <p>To find and to make small are apart, since a workload that is itself being shrunk is asked
 * many times, and only the run of the last one is worth making small.
 *
 * @param hunter how runs are made; it ends with the batch of the first violation
 */
public record WorkloadCheck(Hunter hunter) {
    /** Runs of a workload, unless somebody says otherwise. */
    public static final long RUNS = 64;

    /** Steps of the longest run, unless somebody says otherwise. */
    public static final int STEPS = 5_000;

    public WorkloadCheck {
        hunter = hunter.endingAtFirst();
    }

    /** {@link #RUNS} uniform runs of at most {@link #STEPS} on one thread. */
    public static WorkloadCheck withSeed(long seed) {
        return new WorkloadCheck(Hunter.with(new Uniform(), seed, HuntBounds.ofRuns(RUNS, STEPS)));
    }

    /**
     * The first promise, in their order, that a run breaks and that is not declared to be lacking,
     * with the run as it was found.
     *
     * @throws IllegalArgumentException when the mechanism can't be put on such a machine
     * @throws IllegalStateException when a run cannot be made again: a fault of Fracas
     */
    public Optional<Finding> violation(Mechanism mechanism, MachineDescription machine) {
        return hunter.hunt(mechanism, machine).findings().stream()
                .filter(Finding::isSurprising)
                .findFirst();
    }

    /**
     * The same finding with a run as small as it gets: fewer steps, then fewer context switches. It
     * is replayed, and its note still says by which seed it was found.
     *
     * @param catalogue knows the machine
     */
    public Finding small(Finding finding, Catalogue catalogue) {
        Shrinking shrinking = new Shrinking(catalogue, Shrinking.DEFAULT_STATES, hunter.stop());
        return finding.example()
                .map(example -> finding.with(shrinking.of(example)))
                .orElse(finding);
    }
}
