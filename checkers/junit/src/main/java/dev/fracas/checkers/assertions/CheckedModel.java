package dev.fracas.checkers.assertions;

import dev.fracas.checkers.check.Checker;
import dev.fracas.checkers.check.PropertyVerdict;
import dev.fracas.checkers.check.Report;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.checkers.report.Checked;
import dev.fracas.checkers.report.Findings;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Property;
import dev.fracas.spec.Verdict;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.LatencyTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model that was explored and judged. */
public final class CheckedModel {
    private static final LatencyTable LATENCIES = LatencyTable.of(CorePair.DEFAULT);

    private final Report report;

    private CheckedModel(Report report) {
        this.report = report;
    }

    /**
     * Judges everything that the mechanism promises.
     *
     * @throws IllegalArgumentException when the mechanism can't be put on the machine; one line
     */
    public static CheckedModel of(Model model) {
        return check(model, model.mechanism());
    }

    /**
     * Judges those properties, which are expected to hold whatever the mechanism says of itself.
     *
     * @throws IllegalArgumentException when the mechanism can't be put on the machine, or is not
     *     judged by one of the properties there; one line
     */
    public static CheckedModel of(Model model, List<Property<?>> properties) {
        return check(model, Questions.ask(model.mechanism(), model.machine(), properties));
    }

    private static CheckedModel check(Model model, Mechanism mechanism) {
        mechanism
                .unsuitable(model.machine())
                .ifPresent(why -> {
                    throw new IllegalArgumentException(model + ": " + why);
                });
        if (mechanism.promises(model.machine()).isEmpty()) {
            throw new IllegalArgumentException(
                    model + " promises nothing, so that nothing would be judged");
        }
        Explorer explorer = Explorer.unbounded().within(model.bounds());
        return new CheckedModel(
                new Checker(explorer, List.of(), LATENCIES).check(mechanism, model.machine()));
    }

    /** Everything found: the verdicts, and how much was explored. */
    public Report report() {
        return report;
    }

    /** One verdict for each property. */
    public List<PropertyVerdict> verdicts() {
        return report.properties();
    }

    /**
     * Why the verdict is not what the mechanism leads one to expect; the trace, where there is one,
     * is in the text and in a file of its own. Empty when it is as expected.
     */
    public Optional<String> failure(PropertyVerdict verdict) {
        if (verdict.isAsExpected()) {
            return Optional.empty();
        }
        if (verdict.counterexample().isPresent()) {
            return Optional.of(Counterexample.text(verdict.counterexample().get()));
        }
        Checked only = new Checked(only(verdict), 0, Map.of());
        return Optional.of(
                verdict.verdict() == Verdict.INCOMPLETE
                        ? Findings.open(List.of(only))
                        : new Findings(new Checker(Explorer.unbounded(), List.of(), LATENCIES))
                                .surprises(only));
    }

    private Report only(PropertyVerdict verdict) {
        return new Report(
                report.mechanism(),
                report.machine(),
                List.of(verdict),
                report.bounded(),
                report.endless(),
                List.of());
    }
}
