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
 * @param costs what each of the mechanism's spans costs within the bound on rounds, and behind them
 *     {@linkplain Cost#COMPLETE_RUN complete runs}; one for each hardware model asked for; empty
 *     where steps have no cost
 */
public record Report(
        Mechanism mechanism,
        MachineDescription machine,
        List<PropertyVerdict> properties,
        SpaceReport bounded,
        Optional<SpaceReport> endless,
        List<Cost> costs) {

    public Report {
        properties = List.copyOf(properties);
        costs = List.copyOf(costs);
    }

    /**
     * What that span costs on each hardware model; nothing where the mechanism has no such span.
     */
    public List<Cost> costs(String span) {
        return costs.stream().filter(cost -> cost.span().equals(span)).toList();
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
