package dev.fracas.model.machine.memory;

import dev.fracas.model.Successors;
import dev.fracas.model.state.Field;
import dev.fracas.spec.Isa;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One memory behind several systems: what a core does goes to the system of its ISA. */
final class FusedMemory extends MemoryUnit {
    /** For each core, the unit that serves it. */
    private final MemoryUnit[] units;

    private FusedMemory(Locations locations, Monitors monitors, MemoryUnit[] units) {
        super(locations, monitors);
        this.units = units;
    }

    static MemoryLayout.Declared declare(Memory memory, Declaration all) {
        Map<Isa, MemoryLayout.Declared> declared = new EnumMap<>(Isa.class);
        for (Isa isa : Isa.values()) {
            declared.put(isa, memory.of(isa).declare(all.of(program -> program.isa() == isa)));
        }
        Isa[] isas = new Isa[all.cores()];
        all.programs().forEach(program -> isas[program.core()] = program.isa());
        return (layout, locations) -> {
            Map<Isa, MemoryLayout> made = new EnumMap<>(Isa.class);
            declared.forEach((isa, part) -> made.put(isa, part.in(layout, locations)));
            return new Layout(
                    locations, Arrays.stream(isas).map(made::get).toArray(MemoryLayout[]::new));
        };
    }

    /** For each core, the layout that keeps its part of a state. */
    private record Layout(Locations locations, MemoryLayout[] of) implements MemoryLayout {
        @Override
        public MemoryUnit newUnit(Monitors monitors) {
            MemoryUnit[] units = new MemoryUnit[of.length];
            for (int core = 0; core < of.length; core++) {
                units[core] = of[core].newUnit(monitors);
            }
            return new FusedMemory(locations, monitors, units);
        }

        @Override
        public boolean isDrained(long[] s, int at, int core) {
            return of[core].isDrained(s, at, core);
        }

        @Override
        public List<String> buffered(long[] s, int at, int core) {
            return of[core].buffered(s, at, core);
        }

        @Override
        public boolean storesAtOnce(int core) {
            return of[core].storesAtOnce(core);
        }

        @Override
        public Optional<Field> waiting(int core) {
            return of[core].waiting(core);
        }
    }

    @Override
    public boolean canStore(long[] s, int at, int core) {
        return units[core].canStore(s, at, core);
    }

    @Override
    public boolean isDrained(long[] s, int at, int core) {
        return units[core].isDrained(s, at, core);
    }

    @Override
    public long load(long[] s, int at, int core, int location) {
        return units[core].load(s, at, core, location);
    }

    @Override
    public void store(long[] s, int at, int core, int location, long value) {
        units[core].store(s, at, core, location, value);
        written = units[core].written;
    }

    @Override
    public void steps(long[] s, int at, Successors out) {
        for (int core = 0; core < units.length; core++) {
            units[core].stepsOf(s, at, core, out);
        }
    }

    @Override
    public void stepsOf(long[] s, int at, int core, Successors out) {
        units[core].stepsOf(s, at, core, out);
    }
}
