package dev.fracas.checkers.check;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.Cutoff;
import dev.fracas.checkers.explore.Exploration;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.checkers.explore.FairCycles;
import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.minimization.ShortestTrace;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Property;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Finds shortest traces by exploring breadth first. A run of a property that steps or states decide
 * is the shortest there is; a lasso is short, but not proved the shortest.
 *
 * @param explorer how to explore; gives up at its bounds
 * @param cutBy receives what cut a search short, when something does; empty before
 * @param catalogue knows the machines
 */
public record ExhaustiveShortestTrace(
        Explorer explorer, Catalogue catalogue, AtomicReference<String> cutBy)
        implements ShortestTrace {
    public ExhaustiveShortestTrace(Explorer explorer, Catalogue catalogue) {
        this(explorer, catalogue, new AtomicReference<>(""));
    }

    private static final String SHORTEST = "shortest, by exhaustive search";
    private static final String LASSO = "fair cycle, by exhaustive search";

    @Override
    public Optional<Found> search(
            MachineDescription description, Property<?> property, int maxSteps) {
        TransitionSystem system = catalogue.system(description);
        if (property instanceof Property.LeadsTo<?> leadsTo) {
            return lasso(description, system, leadsTo)
                    .filter(found -> found.trace().steps().size() <= maxSteps);
        }
        Exploration exploration =
                explorer.within(noDeeperThan(maxSteps)).explore(system, List.of(property));
        noteCut(exploration, noDeeperThan(maxSteps).maxDepth() < explorer.bounds().maxDepth());
        return exploration
                .shortestRun(property)
                .map(run -> Trace.run(description, property.id(), run.steps(), SHORTEST))
                .filter(trace -> trace.steps().size() <= maxSteps)
                .map(trace -> new Found(trace, true));
    }

    private Optional<Found> lasso(
            MachineDescription description, TransitionSystem system, Property.LeadsTo<?> property) {
        Exploration exploration = explorer.explore(system, List.of());
        noteCut(exploration, false);
        try {
            return lasso(description, system, property, exploration);
        } catch (Cutoff.CutException e) {
            cutBy.compareAndSet("", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** A search that ends at the depth that was asked for is not cut. */
    private void noteCut(Exploration exploration, boolean depthIsOurs) {
        String by = exploration.cutBy();
        if (!(depthIsOurs && by.startsWith("depth "))) {
            cutBy.compareAndSet("", by);
        }
    }

    private Optional<Found> lasso(
            MachineDescription description,
            TransitionSystem system,
            Property.LeadsTo<?> property,
            Exploration exploration) {
        long left = explorer.bounds().maxBytes() - exploration.bytes();
        return FairCycles.of(exploration, left, Cutoff.of(explorer))
                .flatMap(cycles -> cycles.violation(property, system.movers()))
                .map(lasso ->
                        Trace.lasso(description, property.id(), lasso.stem(), lasso.cycle(), LASSO))
                .map(trace -> new Found(trace, false));
    }

    /** One step deeper, since a state shows that it is stuck only when its steps are looked for. */
    private Bounds noDeeperThan(int maxSteps) {
        int deep = maxSteps == ANY_LENGTH ? maxSteps : maxSteps + 1;
        Bounds bounds = explorer.bounds();
        return bounds.withMaxDepth(Math.min(bounds.maxDepth(), deep));
    }
}
