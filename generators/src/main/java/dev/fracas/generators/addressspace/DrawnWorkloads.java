package dev.fracas.generators.addressspace;

import dev.fracas.generators.WorkloadSource;
import dev.fracas.model.addressspace.workload.AddressSpaceFamily;
import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.mechanism.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/** {@link AddressSpaceWorkloads} by their ids, drawn outside of tests that jqwik runs. */
public final class DrawnWorkloads implements WorkloadSource {
    /** The size of jqwik's generators, which these workloads do not depend on. */
    private static final int GENERATOR_SIZE = 1000;

    @Override
    public String family() {
        return new AddressSpaceFamily().id();
    }

    @Override
    public List<Reading> readings() {
        return AddressSpaceWorkload.readings();
    }

    @Override
    public List<String> drawn(Optional<Reading> reading, Size size, int number, long seed) {
        Reading of = reading.orElse(readings().getFirst());
        AddressSpaceWorkloads workloads =
                switch (size) {
                    case SMALL -> AddressSpaceWorkloads.small(of);
                    case LARGE -> AddressSpaceWorkloads.large(of);
                };
        List<String> drawn = new ArrayList<>();
        JqwikSession.run(() -> {
            RandomGenerator<AddressSpaceWorkload> generator =
                    workloads.arbitrary().generator(GENERATOR_SIZE);
            Random random = new Random(seed);
            for (int i = 0; i < number; i++) {
                drawn.add(id(generator.next(random).value(), of));
            }
        });
        return drawn;
    }

    @Override
    public List<String> smaller(String id) {
        List<String> parts = List.of(id.split("@", 2));
        Reading reading =
                readings().stream()
                        .filter(each -> each.id().equals(parts.getLast()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(id + ": no such reading"));
        return SmallerWorkloads.than(AddressSpaceWorkload.named(parts.getFirst())).stream()
                .filter(workload -> workload.unsuitable(reading).isEmpty())
                .map(workload -> id(workload, reading))
                .toList();
    }

    private static String id(AddressSpaceWorkload workload, Reading reading) {
        return workload.name() + "@" + reading.id();
    }
}
