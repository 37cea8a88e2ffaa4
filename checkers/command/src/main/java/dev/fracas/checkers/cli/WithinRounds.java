package dev.fracas.checkers.cli;

import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.timing.Span;
import dev.fracas.spec.Source;
import java.util.List;
import java.util.Optional;

/**
 * A mechanism of which nothing is asked that takes its endless form: for machines on which that is
 * too large to be seen whole.
 */
record WithinRounds(Mechanism whole) implements Mechanism {
    @Override
    public String id() {
        return whole.id();
    }

    @Override
    public String summary() {
        return whole.summary();
    }

    @Override
    public Source source() {
        return whole.source();
    }

    @Override
    public Optional<String> unsuitable(MachineDescription description) {
        return whole.unsuitable(description);
    }

    @Override
    public Machine machine(MachineDescription description) {
        return whole.machine(description);
    }

    @Override
    public List<Promise> promises(MachineDescription description) {
        return whole.promises(description).stream().filter(p -> !p.endless()).toList();
    }

    @Override
    public List<Defect> defects() {
        return whole.defects();
    }

    @Override
    public List<Span> spans() {
        return whole.spans();
    }
}
