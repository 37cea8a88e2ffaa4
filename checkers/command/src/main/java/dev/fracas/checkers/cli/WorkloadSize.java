package dev.fracas.checkers.cli;

import dev.fracas.generators.addressspace.AddressSpaceWorkloads;
import dev.fracas.model.mechanism.Reading;

/** The word behind {@code --size}. */
enum WorkloadSize {
    SMALL,
    LARGE;

    /** Workloads of that size for a reading. */
    AddressSpaceWorkloads of(Reading reading) {
        return switch (this) {
            case SMALL -> AddressSpaceWorkloads.small(reading);
            case LARGE -> AddressSpaceWorkloads.large(reading);
        };
    }
}
