package dev.fracas.checkers.check;

import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What a check found of one mechanism on one machine.
 *
 * @param machine the machine with the bound on rounds; the endless form differs in that only
 * @param properties one verdict for each promise, in the order of the promises
 * @param bounded the exploration within the bound on rounds
 * @param endless the exploration of the endless form; empty when nothing asks for it
 * @param estimates what acquire-to-release costs, one for each hardware model asked for; empty for
 *     a configuration
 * @param completeRuns what complete runs of a configuration cost, one for each hardware model asked
 *     for; empty for a lock
 */
public record Report(
        Mechanism mechanism,
        MachineDescription machine,
        List<PropertyVerdict> properties,
        SpaceReport bounded,
        Optional<SpaceReport> endless,
        List<SpanEstimate> estimates,
        List<CompleteRuns> completeRuns) {

    public Report {
        properties = List.copyOf(properties);
        estimates = List.copyOf(estimates);
        completeRuns = List.copyOf(completeRuns);
    }

    /** The worst verdict of any property. */
    public Verdict verdict() {
        return properties.stream()
                .map(PropertyVerdict::verdict)
                .reduce(Verdict.HOLDS, Verdict::worse);
    }

    /** Every verdict is what the mechanism's promises lead one to expect. */
    public boolean isAsExpected() {
        return properties.stream().allMatch(PropertyVerdict::isAsExpected);
    }

    /** Some verdict is open because a bound cut an exploration short. */
    public boolean isIncomplete() {
        return properties.stream().anyMatch(p -> p.verdict() == Verdict.INCOMPLETE);
    }

    /** Some decided verdict differs from what the promises lead one to expect. */
    public boolean isSurprising() {
        return properties.stream()
                .anyMatch(p -> p.verdict() != Verdict.INCOMPLETE && !p.isAsExpected());
    }
}
