package dev.fracas.checkers.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.model.ModelException;
import dev.fracas.model.TransitionSystem;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemLimitsTest {
    @Test
    void aSystemWithAsManyActorsAsALongHasBitsIsRefused() {
        Graph graph = new Graph(1, 64, List.of());
        assertThatThrownBy(() -> Explorer.unbounded().explore(graph, List.of()))
                .isInstanceOf(ModelException.class)
                .hasMessage("a system has 1 to 63 actors, not 64");
    }

    @Test
    void sixtyThreeActorsAreExplored() {
        Exploration exploration =
                Explorer.unbounded().explore(new Graph(1, 63, List.of()), List.of());
        assertThat(exploration.isComplete()).isTrue();
    }

    /** A step has four bits for its mover: the seventeenth would be taken for the first. */
    @Test
    void aSystemWithMoreMoversThanAStepCanNumberIsRefused() {
        TransitionSystem graph = new Graph(1, 17, List.of());
        TransitionSystem crowded =
                (TransitionSystem)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {TransitionSystem.class},
                                (proxy, method, arguments) ->
                                        method.getName().equals("movers")
                                                ? 17
                                                : method.invoke(graph, arguments));
        assertThatThrownBy(() -> Explorer.unbounded().explore(crowded, List.of()))
                .isInstanceOf(ModelException.class)
                .hasMessage("a system has 1 to 16 movers, not 17");
    }
}
