package dev.fracas.checkers.hunt;

import dev.fracas.model.TransitionSystem;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import java.util.List;

/**
 * A form of a mechanism's workload, with what is judged on it.
 *
 * <p>What a mechanism promises of its endless form is judged there only, as in a check. All else is
 * judged on both forms where there are two: within the bound on rounds, where a workload keeps more
 * books, and without one, where runs get long.
 */
record Form(MachineDescription description, TransitionSystem system, List<Property<?>> properties) {
    Form {
        properties = List.copyOf(properties);
    }

    /**
     * The forms of a mechanism's workload, the bounded one first.
     *
     * @throws IllegalArgumentException when the mechanism can't be put on such a machine
     */
    static List<Form> of(Mechanism mechanism, MachineDescription description) {
        List<Promise> promises = mechanism.promises(description);
        Form bounded =
                form(
                        mechanism,
                        description,
                        promises.stream().filter(promise -> !promise.endless()).toList());
        if (promises.stream().noneMatch(Promise::endless)) {
            return List.of(bounded);
        }
        MachineDescription forEver = description.withRounds(MachineDescription.ENDLESS);
        return List.of(bounded, form(mechanism, forEver, promises));
    }

    private static Form form(Mechanism mechanism, MachineDescription on, List<Promise> promises) {
        return new Form(
                on,
                mechanism.system(on),
                promises.stream().<Property<?>>map(Promise::property).toList());
    }
}
