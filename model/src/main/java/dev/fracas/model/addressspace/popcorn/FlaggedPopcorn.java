package dev.fracas.model.addressspace.popcorn;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Flaw;
import dev.fracas.model.addressspace.Kernel;
import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.addressspace.KernelDesign;
import dev.fracas.model.addressspace.KernelRoutines;
import dev.fracas.model.addressspace.Shape;
import dev.fracas.model.kernel.Cast;
import java.util.Set;

/** {@link Popcorn} with some of its flaws. */
public record FlaggedPopcorn(Set<Flaw> flaws) implements KernelRoutines {
    public FlaggedPopcorn {
        flaws = Set.copyOf(flaws);
    }

    /** Without any, and each alone. */
    public static KernelDesign<FlaggedPopcorn> design() {
        return new KernelDesign<>(
                new FlaggedPopcorn(Set.of()),
                Popcorn.FLAWS.stream()
                        .map(flaw ->
                                new KernelDefect<FlaggedPopcorn>(
                                        flaw.name(),
                                        flaw.sentence(),
                                        flaw.violates(),
                                        flaw.configuration(),
                                        _ -> new FlaggedPopcorn(Set.of(flaw))))
                        .toList());
    }

    @Override
    public AddressSpace space(Shape shape, Cast cast) {
        return new AddressSpace(shape, cast);
    }

    @Override
    public Kernel kernel(AddressSpace space) {
        return new Popcorn(space, flaws);
    }
}
