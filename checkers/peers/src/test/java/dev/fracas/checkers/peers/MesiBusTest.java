package dev.fracas.checkers.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.checkers.explore.Exploration;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.coherence.MesiBus;
import dev.fracas.spec.coherence.CoherenceView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MesiBusTest {
    /** After STATES.md; it takes two nodes for a line to be shared. */
    @ParameterizedTest(name = "{0} nodes, {1} values")
    @CsvSource({"2, 2", "2, 3", "2, 5", "3, 2"})
    void statesFollowTheClosedForm(int nodes, int values) {
        Exploration seen =
                Explorer.unbounded()
                        .explore(MesiBus.endless(nodes, values), List.of(PeerProperties.COHERENT));

        assertThat(seen.distinctStates()).isEqualTo(closedForm(nodes, values));
        assertThat(seen.isDecided(PeerProperties.COHERENT)).isFalse();
        assertThat(seen.unreached()).isEmpty();
    }

    private static long closedForm(int n, int v) {
        long line = v + (long) n * v + (long) n * v * v + ((1L << n) - 1) * v;
        long requests = 1;
        for (int node = 0; node < n; node++) {
            requests *= 1 + 2 + 2L * v;
        }
        return line * line * requests;
    }

    @Test
    void brokenStatesAreSeenAsSuch() {
        MesiBus bus = MesiBus.endless(2, 2);
        long[] state = new long[1];
        assertThat(coherent(bus, state)).isTrue();

        set(bus, state, "copy 0 of 1", 3);
        assertThat(coherent(bus, state)).isTrue();

        set(bus, state, "copy 1 of 1", 1);
        assertThat(coherent(bus, state)).as("a copy beside a modified one").isFalse();

        set(bus, state, "copy 0 of 1", 1);
        assertThat(coherent(bus, state)).isTrue();

        set(bus, state, "memory 1", 1);
        assertThat(coherent(bus, state)).as("shared copies that differ from memory").isFalse();
    }

    @Test
    void moreThanOneWordIsRefused() {
        assertThatThrownBy(() -> MesiBus.endless(8, 4)).hasMessageContaining("64 bits");
        assertThatThrownBy(() -> MesiBus.endless(9, 2)).hasMessageContaining("1 to 8 caches");
    }

    private static boolean coherent(MesiBus bus, long[] state) {
        StateObserver<CoherenceView> observer = bus.observeStates(CoherenceView.class);
        CoherenceView view = observer.at(state, 0);
        for (int line = 0; line < view.lines(); line++) {
            boolean alone = view.owners(line) == 0 || Integer.bitCount(view.copies(line)) == 1;
            if (!alone || !view.cleanCopiesEqualMemory(line)) {
                return false;
            }
        }
        return true;
    }

    private static void set(MesiBus bus, long[] state, String field, long value) {
        bus.layout().fields().stream()
                .filter(f -> f.name().equals(field))
                .findFirst()
                .orElseThrow()
                .set(state, 0, value);
    }
}
