package dev.fracas.generators;

import dev.fracas.model.mechanism.Reading;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Where workloads of a family come from that are in no list: they are drawn from a seed, and made
 * smaller one thing at a time. They go by their ids, by which their family finds them.
 *
 * <p>Sources declare themselves as a service: {@code
 * META-INF/services/dev.fracas.generators.WorkloadSource}.
 */
public interface WorkloadSource {
    /** How large the workloads are that are drawn. */
    enum Size {
        /** An exhaustive search gets through most of them in a second. */
        SMALL,
        /** For random search. */
        LARGE
    }

    /** Those of every family. */
    static List<WorkloadSource> all() {
        return ServiceLoader.load(WorkloadSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** Id of the family whose workloads they are. */
    String family();

    /**
     * The readings that workloads are drawn for, the usual one first; none where there is one way.
     */
    List<Reading> readings();

    /**
     * The ids of the workloads that a seed stands for: the same each time, and of a larger number
     * the first ones.
     *
     * @param reading one of {@link #readings}, which has a machine for each; empty where there are
     *     none
     * @param number how many, 0 or more
     */
    List<String> drawn(Optional<Reading> reading, Size size, int number, long seed);

    /**
     * The ids of the workloads that are one thing smaller in the same reading, the most wanted
     * first. Whoever goes from one to a smaller one comes to an end.
     *
     * @param id of a workload of this family
     */
    List<String> smaller(String id);
}
