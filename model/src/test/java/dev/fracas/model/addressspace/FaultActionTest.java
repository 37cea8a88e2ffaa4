package dev.fracas.model.addressspace;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.addressspace.popcorn.FaultAction;
import dev.fracas.model.addressspace.popcorn.FaultAction.Fault;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables as they stand in {@code fh_action.c}, a row for each ongoing fault. */
class FaultActionTest {
    private static final Map<String, FaultAction> ACTIONS =
            Map.of(
                    "F", FaultAction.FOLLOW,
                    "WR", FaultAction.WAIT_THEN_RETRY,
                    "RT", FaultAction.RETRY_NOW,
                    "F/RT", FaultAction.FOLLOW_WHILE_HELD,
                    "-", FaultAction.IMPOSSIBLE);

    @Test
    void originLetsItsFaultsFollowAndTellsTheRemoteToRetry() {
        List<Fault> incoming =
                List.of(Fault.LOCAL_READ, Fault.REMOTE_READ, Fault.LOCAL_WRITE, Fault.REMOTE_WRITE);
        assertRow(X86_64, Fault.LOCAL_READ, false, incoming, "F WR WR RT");
        assertRow(X86_64, Fault.LOCAL_WRITE, false, incoming, "F RT F RT");
        assertRow(X86_64, Fault.REMOTE_READ, false, incoming, "F WR WR WR");
        assertRow(X86_64, Fault.REMOTE_WRITE, false, incoming, "WR RT WR RT");
    }

    @Test
    void remoteLetsTheOriginWaitForAWriteOfItsOwn() {
        List<Fault> incoming =
                List.of(Fault.LOCAL_READ, Fault.LOCAL_WRITE, Fault.REMOTE_READ, Fault.REMOTE_WRITE);
        assertRow(AARCH64, Fault.LOCAL_READ, false, incoming, "F WR - -");
        assertRow(AARCH64, Fault.LOCAL_WRITE, false, incoming, "F F WR WR");
        assertRow(AARCH64, Fault.REMOTE_READ, false, incoming, "- WR - -");
        assertRow(AARCH64, Fault.REMOTE_WRITE, false, incoming, "WR WR - -");
    }

    @Test
    void nobodyFollowsAHandleThatOnlyAnInvalidationHolds() {
        List<Fault> incoming =
                List.of(Fault.LOCAL_READ, Fault.LOCAL_WRITE, Fault.REMOTE_READ, Fault.REMOTE_WRITE);
        assertRow(AARCH64, Fault.LOCAL_READ, true, incoming, "F/RT WR - -");
        assertRow(AARCH64, Fault.LOCAL_WRITE, true, incoming, "F/RT F/RT - -");
    }

    @Test
    void originIsNeverInvalidatedByMessage() {
        for (Fault ongoing : Fault.values()) {
            assertRow(X86_64, ongoing, true, List.of(Fault.values()), "- - - -");
        }
    }

    private static void assertRow(
            Isa kernel, Fault ongoing, boolean invalidated, List<Fault> incoming, String row) {
        assertThat(incoming)
                .extracting(fault -> FaultAction.of(kernel, ongoing, invalidated, fault))
                .containsExactlyElementsOf(Stream.of(row.split(" ")).map(ACTIONS::get).toList());
    }
}
