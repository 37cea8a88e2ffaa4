package dev.fracas.counterexamples.minimization;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.Execution;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.Watch;
import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.Transition;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Property;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Breadth-first search in a few lines, for properties of single states and steps. */
public record TinySearch(Catalogue catalogue) implements ShortestTrace {
    private record Node(List<Step> steps, long[] state) {}

    @Override
    public Optional<Found> search(
            MachineDescription description, Property<?> property, int maxSteps) {
        TransitionSystem system = catalogue.system(description);
        Optional<Watch> watch = Watch.of(system, property);
        if (watch.isEmpty()) {
            return Optional.empty();
        }
        Queue<Node> frontier = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        frontier.add(new Node(List.of(), Execution.initialState(system)));
        while (!frontier.isEmpty()) {
            Node node = frontier.remove();
            if (node.steps().size() >= maxSteps) {
                return Optional.empty();
            }
            Successors out = new Successors(system.layout().words());
            system.newGenerator().successors(node.state(), 0, out);
            for (int i = 0; i < out.count(); i++) {
                Step step = Step.of(out.step(i));
                Transition taken = system.execute(node.state(), step).orElseThrow();
                List<Step> steps = new ArrayList<>(node.steps());
                steps.add(step);
                if (watch.get().shownBy(node.state(), taken)) {
                    Trace trace = Trace.run(description, property.id(), steps, "searched");
                    return Optional.of(new Found(trace, true));
                }
                if (seen.add(Arrays.toString(taken.after()))) {
                    frontier.add(new Node(steps, taken.after()));
                }
            }
        }
        return Optional.empty();
    }
}
