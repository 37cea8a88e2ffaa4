package dev.fracas.model.mechanism;

import dev.fracas.spec.Property;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A mechanism that is asked for something else than it promises by itself.
 *
 * @param of the mechanism
 * @param asked what is asked of it on a machine, given what it promises there
 */
public record Asked(
        Mechanism of, BiFunction<MachineDescription, List<Promise>, List<Promise>> asked)
        implements Variation {
    /**
     * Judged by those properties, and expected to keep them, each on the endless form where the
     * mechanism itself judges it there, or has one and says nothing of it.
     */
    public static Asked keeping(Mechanism mechanism, List<? extends Property<?>> properties) {
        List<Property<?>> wanted = List.copyOf(properties);
        return new Asked(
                mechanism,
                (machine, own) ->
                        wanted.stream().map(property -> kept(mechanism, property, own)).toList());
    }

    private static Promise kept(Mechanism mechanism, Property<?> property, List<Promise> own) {
        boolean endless =
                own.stream()
                        .filter(promise -> promise.property().equals(property))
                        .findFirst()
                        .map(Promise::endless)
                        .orElse(
                                property instanceof Property.LeadsTo<?>
                                        && mechanism.hasEndlessForm());
        return new Promise(property, true, endless, "");
    }

    /** Judged only by what shows within a bound on rounds. */
    public static Asked withinRounds(Mechanism mechanism) {
        return new Asked(
                mechanism,
                (machine, own) -> own.stream().filter(promise -> !promise.endless()).toList());
    }

    @Override
    public List<Promise> promises(MachineDescription description) {
        return asked.apply(description, of.promises(description));
    }

    @Override
    public String toString() {
        return id();
    }
}
