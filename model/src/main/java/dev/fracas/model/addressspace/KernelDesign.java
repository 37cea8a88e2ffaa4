package dev.fracas.model.addressspace;

import java.util.List;
import java.util.Optional;

/**
 * The routines that both kernels are made of in one reading, and the ways of getting them wrong.
 *
 * @param routines as they are without a defect
 * @param defects each with a name of its own
 */
public record KernelDesign<R extends KernelRoutines>(R routines, List<KernelDefect<R>> defects) {
    public KernelDesign {
        defects = List.copyOf(defects);
    }

    /** The same routines, with those of the defects that the configuration exposes. */
    public KernelDesign<R> exposedBy(String configuration) {
        return new KernelDesign<>(
                routines,
                defects.stream().filter(d -> d.exposedBy().equals(configuration)).toList());
    }

    /** The routines with that defect built in; empty where there is none of that name. */
    public Optional<KernelRoutines> with(String defect) {
        return defects.stream()
                .filter(d -> d.name().equals(defect))
                .findFirst()
                .map(d -> d.change().apply(routines));
    }
}
