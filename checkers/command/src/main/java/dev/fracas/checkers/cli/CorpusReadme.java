package dev.fracas.checkers.cli;

import dev.fracas.checkers.cli.Repertoire.Flaw;
import dev.fracas.checkers.report.Machines;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.minimization.Minimized;
import java.util.Optional;

/** The table of the corpus, as Markdown. */
final class CorpusReadme {
    private final StringBuilder rows = new StringBuilder();

    /** Adds a row; without a trace for a defect that violates a sometimes property. */
    void add(Flaw flaw, Optional<Minimized> minimized) {
        rows.append(
                "| `%s` | %s | %s | %s | %s | %s |\n"
                        .formatted(
                                flaw.defect().name(),
                                flaw.defect().sentence(),
                                flaw.defect().violates().id(),
                                Machines.brief(
                                        minimized
                                                .map(m -> m.trace().machine())
                                                .orElse(flaw.defect().exposedBy())),
                                minimized.map(m -> steps(m.trace())).orElse("no run shows it"),
                                minimized.map(m -> m.provedShortest() ? "yes" : "no").orElse("-")));
    }

    private static String steps(Trace trace) {
        return trace.isLasso()
                ? trace.stemLength() + " and a cycle of " + trace.cycle().size()
                : Integer.toString(trace.steps().size());
    }

    String text() {
        return """
        # The corpus

        One minimized trace for each defect, `DEFECT.itf.json`; `mvn verify` replays them all. `fracas replay` shows one,
        `fracas check --defect DEFECT` finds it anew, `fracas corpus counterexamples/corpus` writes them all and this table.
        Proved shortest: no run of the same machine with fewer steps violates the property. A lasso is short, but not proved
        shortest. A defect that keeps something from being reached has no run to show.

        In [released](released/README.md) lie the traces of what is known to be wrong with the released protocols.

        | defect | what is done wrong | violates | machine | steps | proved shortest |
        | --- | --- | --- | --- | --- | --- |
        """
                + rows;
    }
}
