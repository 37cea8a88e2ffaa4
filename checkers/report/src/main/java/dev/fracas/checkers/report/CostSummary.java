package dev.fracas.checkers.report;

import dev.fracas.model.machine.Machine;
import dev.fracas.model.timing.Estimate;
import dev.fracas.model.timing.Traffic;
import java.util.ArrayList;
import java.util.List;

/** What a run cost: each core, the critical path, what went over the buses, and what was sent. */
public final class CostSummary {
    private CostSummary() {}

    /**
     * The text, each line ended by a newline.
     *
     * @param hardware the hardware that was assumed, for instance {@code separated, Xeon Gold and
     *     ThunderX2}
     */
    public static String of(Estimate estimate, Machine machine, String hardware) {
        List<String> busy = new ArrayList<>();
        for (int core = 0; core < machine.cores(); core++) {
            busy.add(machine.program(core).coreName() + " busy for " + estimate.busy(core));
        }
        Traffic traffic = estimate.traffic();
        String buses =
                "%s, %s, %s (%d for data, %d to invalidate), %s"
                        .formatted(
                                Figures.count(traffic.localAccesses(), "local access"),
                                Figures.count(traffic.remoteAccesses(), "remote access"),
                                Figures.count(
                                        (long) traffic.snoopData() + traffic.snoopInvalidates(),
                                        "snoop"),
                                traffic.snoopData(),
                                traffic.snoopInvalidates(),
                                Figures.count(traffic.interrupts(), "interrupt"));
        String sent =
                "%s and %s sent"
                        .formatted(
                                Figures.count(estimate.sent().messages(), "message"),
                                Figures.count(estimate.sent().ipis(), "IPI"));
        return "Cost in cycles (%s):\n".formatted(hardware)
                + Paragraph.labelled(
                        "  ",
                        "critical path %d; %s"
                                .formatted(estimate.criticalPath(), String.join(", ", busy)))
                + Paragraph.labelled("  ", buses)
                + Paragraph.labelled("  ", sent);
    }
}
