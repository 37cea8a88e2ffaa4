package dev.fracas.spec.hardware;

import static dev.fracas.spec.Source.PAPER;

import dev.fracas.spec.Isa;
import dev.fracas.spec.Source;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where memory lies between the two groups of cores, x86 and Arm: the three configurations of the
 * paper's section 3 and figure 3. In all of them every core can address all shared memory
 * coherently; they differ in what is near and in which caches are common.
 */
public enum HardwareModel {
    /**
     * Each group of cores has its own memory and its own caches; coherence is kept between the
     * last-level caches, as in NUMA. A word is local to the group whose kernel's memory holds it
     * and remote to the other.
     */
    SEPARATED("separated"),

    /**
     * Each group has private memory and caches, and all share a pool of coherent memory, as with
     * CXL 3.0. What the kernels share lies in the pool, which is remote memory for both (section
     * 8.1).
     */
    SHARED("shared"),

    /**
     * One memory for all processors and, in the evaluation, "just one shared cache" (section 8.1),
     * as in OpenPiton. All memory is local, and no snoop ever crosses a bus between groups.
     */
    FULLY_SHARED("fully-shared");

    private final String id;

    HardwareModel(String id) {
        this.id = id;
    }

    /** {@code separated}, {@code shared} or {@code fully-shared}: the word on the command line. */
    public String id() {
        return id;
    }

    public Source source() {
        return Source.source(PAPER, "section 3, figure 3, section 8.1");
    }

    /**
     * Whether a word that the kernels share is remote memory for a core.
     *
     * @param accessor the core's architecture
     * @param home the kernel whose memory the word would lie in if each had its own
     */
    public boolean isRemote(Isa accessor, Isa home) {
        return switch (this) {
            case SEPARATED -> accessor != home;
            case SHARED -> true;
            case FULLY_SHARED -> false;
        };
    }

    /** Whether cores of both groups share the last-level cache, and not only those of one group. */
    public boolean hasOneCache() {
        return this == FULLY_SHARED;
    }

    /**
     * The model with the given id.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    public static HardwareModel named(String id) {
        for (HardwareModel model : values()) {
            if (model.id.equals(id.toLowerCase(Locale.ROOT))) {
                return model;
            }
        }
        String known =
                Arrays.stream(values()).map(HardwareModel::id).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                "unknown hardware model '" + id + "': expected one of " + known);
    }
}
