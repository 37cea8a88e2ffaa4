package dev.fracas.checkers.sample;

import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.machine.MachineProperties.RUN_COMPLETES;

import dev.fracas.spec.ProgressView;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import java.util.List;

/** What handing over a page owes its users. */
public final class HandOverProperties {
    private static final Source TESTS = source("these tests", "page");

    public static final Property<PageView> NO_STALE_READ =
            Property.always(
                    "no-stale-read",
                    "The page that is read is the one that was written.",
                    TESTS,
                    PageView.class,
                    v -> !v.usedStalePage());

    public static final Property<ProgressView> NO_STANDSTILL =
            Property.always(
                    "no-standstill",
                    "As long as a core has work left, some step changes the state.",
                    TESTS,
                    ProgressView.class,
                    p -> !p.stuck() || p.finished());

    public static final Property<PageView> EVERY_FAULT_RETURNS =
            Property.leadsTo(
                    "every-fault-returns",
                    "Under weak fairness a core that faults goes on.",
                    TESTS,
                    PageView.class,
                    PageView::isFaulting,
                    (v, core) -> !v.isFaulting(core));

    private HandOverProperties() {}

    public static List<Property<?>> all() {
        return List.of(NO_STALE_READ, NO_STANDSTILL, EVERY_FAULT_RETURNS, RUN_COMPLETES);
    }
}
