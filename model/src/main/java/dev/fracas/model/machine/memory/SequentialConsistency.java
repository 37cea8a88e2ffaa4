package dev.fracas.model.machine.memory;

import dev.fracas.model.Successors;
import dev.fracas.model.state.Field;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Sequential consistency: every access takes effect in memory at once, in program order. */
public record SequentialConsistency() implements MemorySystem {
    @Override
    public String id() {
        return "sc";
    }

    @Override
    public String text() {
        return id();
    }

    @Override
    public boolean isSequential() {
        return true;
    }

    @Override
    public Optional<MemorySystem> ofSize(int size) {
        return Optional.empty();
    }

    @Override
    public List<MemorySystem> smaller() {
        return List.of();
    }

    @Override
    public OptionalInt recordedDepth() {
        return OptionalInt.of(0);
    }

    /** The buffer that other systems have, always empty here. */
    @Override
    public String buffer() {
        return "store buffer";
    }

    @Override
    public String stepWord(int choice) {
        return "flush";
    }

    @Override
    public String whyNoStep(String core) {
        return core + " has no store buffer";
    }

    @Override
    public String need(boolean store) {
        return "waits, with a store buffer of";
    }

    @Override
    public String toString() {
        return id();
    }

    @Override
    public MemoryLayout.Declared declare(Declaration declaration) {
        return (layout, locations) -> new Layout(locations);
    }

    private record Layout(Locations locations) implements MemoryLayout {
        @Override
        public MemoryUnit newUnit(Monitors monitors) {
            return new Unit(locations, monitors);
        }

        @Override
        public boolean isDrained(long[] s, int at, int core) {
            return true;
        }

        @Override
        public List<String> buffered(long[] s, int at, int core) {
            return List.of();
        }

        @Override
        public boolean storesAtOnce(int core) {
            return true;
        }

        @Override
        public Optional<Field> waiting(int core) {
            return Optional.empty();
        }
    }

    private static final class Unit extends MemoryUnit {
        Unit(Locations locations, Monitors monitors) {
            super(locations, monitors);
        }

        @Override
        public boolean canStore(long[] s, int at, int core) {
            return true;
        }

        @Override
        public boolean isDrained(long[] s, int at, int core) {
            return true;
        }

        @Override
        public long load(long[] s, int at, int core, int location) {
            return locations.read(s, at, location);
        }

        @Override
        public void store(long[] s, int at, int core, int location, long value) {
            write(s, at, location, value);
        }

        @Override
        public void steps(long[] s, int at, Successors out) {}

        @Override
        public void stepsOf(long[] s, int at, int core, Successors out) {}
    }
}
