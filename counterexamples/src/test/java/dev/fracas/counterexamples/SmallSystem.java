package dev.fracas.counterexamples;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.state.Field;
import dev.fracas.model.state.StateLayout;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A system drawn at random that has no cores, and says no more of itself than it must: movers, each
 * with edges of its own through a few places.
 */
final class SmallSystem implements TransitionSystem {
    static final int PLACES = 8;

    /** Shows where the system is. */
    interface PlaceView extends View {
        int place();
    }

    private record Edge(int mover, int from, int to) {}

    private final int movers;
    private final List<Edge> edges;
    private final StateLayout layout;
    private final Field place;

    private SmallSystem(int movers, List<Edge> edges) {
        this.movers = movers;
        this.edges = List.copyOf(edges);
        StateLayout.Builder build = new StateLayout.Builder();
        build.field("place", 3);
        layout = build.build();
        place = layout.fields().getFirst();
    }

    /** The same edges with a mover fewer are those of the others. */
    static SmallSystem drawn(long seed, int movers) {
        List<Edge> edges = new ArrayList<>();
        for (int mover = 0; mover < movers; mover++) {
            Random random = new Random(seed * 31 + mover);
            for (int i = 0; i < 5; i++) {
                edges.add(new Edge(mover, random.nextInt(PLACES), random.nextInt(PLACES)));
            }
        }
        return new SmallSystem(movers, edges);
    }

    /** Every movement is as the seed in the id says; a core of the description is a mover. */
    record Drawn(long seed) implements Mechanism {
        static final Property<PlaceView> NEVER_THERE =
                Property.always(
                        "never-there",
                        "The system never gets to its last place.",
                        Source.source("these tests", "SmallSystem"),
                        PlaceView.class,
                        view -> view.place() != PLACES - 1);

        MachineDescription of(int movers) {
            return MachineDescription.of(id(), Collections.nCopies(movers, Isa.X86_64), 1);
        }

        @Override
        public String name() {
            return "drawn-" + seed;
        }

        @Override
        public String summary() {
            return "drawn at random";
        }

        @Override
        public Source source() {
            return NEVER_THERE.source();
        }

        @Override
        public Ground ground() {
            return new Ground.AnyMachine(of(3), 3);
        }

        @Override
        public Optional<String> unsuitable(MachineDescription description) {
            return Optional.empty();
        }

        @Override
        public TransitionSystem system(MachineDescription description) {
            return drawn(seed, description.cores().size());
        }

        @Override
        public List<Promise> promises(MachineDescription description) {
            return List.of(new Promise(NEVER_THERE, true, false, ""));
        }

        @Override
        public List<Defect> defects() {
            return List.of();
        }
    }

    @Override
    public StateLayout layout() {
        return layout;
    }

    @Override
    public void initialStates(Successors out) {
        out.draft(new long[1], 0);
        out.commit(0, -1);
    }

    @Override
    public Generator newGenerator() {
        return new Generator() {
            @Override
            public void successors(long[] states, int at, Successors out) {
                for (int i = 0; i < edges.size(); i++) {
                    Edge edge = edges.get(i);
                    if (edge.from == place.get(states, at)) {
                        int to = out.draft(states, at);
                        place.set(out.states(), to, edge.to);
                        out.commit(Step.code(edge.mover, Step.Kind.INSTRUCTION, i), -1);
                    }
                }
            }

            @Override
            public boolean finished(long[] states, int at) {
                return false;
            }

            @Override
            public void addReached(boolean[] reached) {}
        };
    }

    @Override
    public int actors() {
        return movers;
    }

    @Override
    public int actorOf(int step) {
        return Step.coreOf(step);
    }

    @Override
    public String actorName(int actor) {
        return "mover:" + actor;
    }

    @Override
    public <V extends View> StateObserver<V> observeStates(Class<V> view) {
        return (states, at) -> {
            int now = (int) place.get(states, at);
            return view.cast((PlaceView) () -> now);
        };
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Class<V> view) {
        throw new IllegalArgumentException("no steps are shown");
    }

    @Override
    public List<String> instructions() {
        return List.of();
    }
}
