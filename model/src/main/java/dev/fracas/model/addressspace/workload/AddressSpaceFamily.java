package dev.fracas.model.addressspace.workload;

import dev.fracas.model.addressspace.readings.AddressSpaceConfigurations;
import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.WorkloadsByName;
import dev.fracas.spec.Property;
import dev.fracas.spec.addressspace.AddressSpaceProperties;
import java.util.List;
import java.util.Optional;

/** One address space over two kernels. */
public final class AddressSpaceFamily implements Family {
    @Override
    public String id() {
        return "address-space";
    }

    @Override
    public String summary() {
        return "an address space over two kernels: page faults, mappings, fork and exit";
    }

    @Override
    public List<Mechanism> mechanisms() {
        return AddressSpaceConfigurations.all();
    }

    @Override
    public List<Property<?>> properties() {
        return AddressSpaceProperties.all();
    }

    @Override
    public Optional<WorkloadsByName> workloads() {
        return Optional.of(new NamedWorkloads());
    }
}
