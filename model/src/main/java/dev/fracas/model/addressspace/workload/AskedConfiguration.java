package dev.fracas.model.addressspace.workload;

import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Configuration;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import java.util.List;
import java.util.Optional;

/**
 * A configuration that is asked for those properties, whatever it promises of itself.
 *
 * @param asked what it is judged by, and expected to keep
 */
public record AskedConfiguration(Configuration configuration, List<Property<?>> asked)
        implements Configuration {
    public AskedConfiguration {
        asked = List.copyOf(asked);
    }

    @Override
    public String name() {
        return configuration.name();
    }

    @Override
    public Reading reading() {
        return configuration.reading();
    }

    @Override
    public String readingId() {
        return configuration.readingId();
    }

    @Override
    public String summary() {
        return configuration.summary();
    }

    @Override
    public Source source() {
        return configuration.source();
    }

    @Override
    public MachineDescription description() {
        return configuration.description();
    }

    @Override
    public Optional<String> unsuitable(MachineDescription description) {
        return configuration.unsuitable(description);
    }

    @Override
    public Machine machine(MachineDescription description) {
        return configuration.machine(description);
    }

    @Override
    public List<Promise> promises(MachineDescription description) {
        return asked.stream().map(property -> new Promise(property, true, false, "")).toList();
    }

    @Override
    public List<Defect> defects() {
        return configuration.defects();
    }

    @Override
    public String toString() {
        return id();
    }
}
