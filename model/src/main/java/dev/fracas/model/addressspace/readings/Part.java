package dev.fracas.model.addressspace.readings;

import dev.fracas.model.addressspace.fused.FusedRoutines;
import dev.fracas.model.addressspace.released.ReleasedDistribution;
import dev.fracas.model.addressspace.released.ReleasedExit;
import dev.fracas.model.addressspace.released.ReleasedForking;
import dev.fracas.model.addressspace.released.ReleasedMapping;
import dev.fracas.model.addressspace.released.ReleasedOriginFault;
import dev.fracas.model.addressspace.released.ReleasedRemoteFault;
import dev.fracas.model.addressspace.released.ReleasedUnmapping;
import dev.fracas.model.addressspace.released.ReleasedVmaWalk;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A mechanism of Stramash that comes as the paper describes it and as it was released. */
public enum Part {
    /** The x86 kernel's page-fault handler. */
    ORIGIN_FAULT("origin-fault", r -> r.withOriginFault(ReleasedOriginFault::new)),
    /** The Arm kernel's, which inserts into both tables. */
    REMOTE_FAULT(
            "remote-fault",
            r ->
                    r.withRemoteFault(ReleasedRemoteFault::new)
                            .withDistribution(ReleasedDistribution::of)),
    /** The Arm kernel's walk through the origin's VMAs. */
    VMA_WALK("vma-walk", r -> r.withVmaWalk(ReleasedVmaWalk::new)),
    /** {@code mmap}, {@code munmap} and {@code mprotect}, at both kernels. */
    MAPPING(
            "mapping",
            r -> r.withMapping(ReleasedMapping::new).withUnmapping(ReleasedUnmapping::new)),
    /** {@code fork}. */
    FORK("fork", r -> r.withForking((space, _) -> new ReleasedForking(space))),
    /** Process exit. */
    EXIT("exit", r -> r.withExit((space, _) -> new ReleasedExit(space)));

    private final String id;
    private final UnaryOperator<FusedRoutines> release;

    Part(String id, UnaryOperator<FusedRoutines> release) {
        this.id = id;
        this.release = release;
    }

    /** The paper's routines, but for those parts. */
    public static FusedRoutines released(Set<Part> parts) {
        FusedRoutines routines = FusedRoutines.paper();
        for (Part part : parts) {
            routines = part.release.apply(routines);
        }
        return routines;
    }

    /** Every routine as released. */
    public static FusedRoutines allReleased() {
        return released(EnumSet.allOf(Part.class));
    }

    /** As on the command line. */
    public String id() {
        return id;
    }

    /** The part of that id. */
    public static Optional<Part> of(String id) {
        return Arrays.stream(values()).filter(part -> part.id.equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return id;
    }
}
