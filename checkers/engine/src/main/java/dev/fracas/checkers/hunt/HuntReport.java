package dev.fracas.checkers.hunt;

import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * What a hunt found of one mechanism on one machine.
 *
 * @param machine the machine with the bound on rounds
 * @param findings one for each promise, in the order of the promises
 * @param forms how much was seen of each form of the workload
 * @param firstSurprise the number of the first run that violates what the mechanism promises
 * @param stoppedBy the signal that stopped it before its bounds; empty when nothing did
 * @param seconds wall-clock time of the runs
 */
public record HuntReport(
        Mechanism mechanism,
        MachineDescription machine,
        List<Finding> findings,
        List<FormReport> forms,
        OptionalLong firstSurprise,
        String stoppedBy,
        double seconds) {
    public HuntReport {
        findings = List.copyOf(findings);
        forms = List.copyOf(forms);
    }

    public long runs() {
        return forms.stream().mapToLong(FormReport::runs).sum();
    }

    public long steps() {
        return forms.stream().mapToLong(FormReport::steps).sum();
    }

    public long behaviours() {
        return forms.stream().mapToLong(FormReport::behaviours).sum();
    }

    /** Some property is violated that the mechanism promises to keep. */
    public boolean isSurprising() {
        return findings.stream().anyMatch(Finding::isSurprising);
    }

    public boolean isStopped() {
        return !stoppedBy.isEmpty();
    }

    /** The same with other examples, the one of each finding that has one. */
    public HuntReport withExamples(UnaryOperator<Finding.Example> change) {
        return new HuntReport(
                mechanism,
                machine,
                findings.stream()
                        .map(finding ->
                                finding.example()
                                        .map(example -> finding.with(change.apply(example)))
                                        .orElse(finding))
                        .toList(),
                forms,
                firstSurprise,
                stoppedBy,
                seconds);
    }
}
