package dev.fracas.model.timing;

import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Locations;
import dev.fracas.model.program.WordArray;
import dev.fracas.model.timing.Service.Supplier;
import dev.fracas.spec.Isa;
import dev.fracas.spec.hardware.CoreLatencies;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import java.util.Arrays;

/** The hardware under one machine: who shares a cache, which line is remote, what it all takes. */
final class LatencyModel {
    private final HardwareModel hardware;
    private final LatencyTable table;
    private final Locations locations;
    private final Isa[] isas;
    private final Isa[] homes;

    LatencyModel(Machine machine, HardwareModel hardware, LatencyTable table) {
        this.hardware = hardware;
        this.table = table;
        this.locations = machine.locations();
        this.isas = new Isa[machine.cores()];
        for (int core = 0; core < isas.length; core++) {
            isas[core] = machine.program(core).isa();
        }
        this.homes = new Isa[locations.lines()];
        for (int location = locations.count() - 1; location >= 0; location--) {
            homes[locations.line(location)] = home(location);
        }
    }

    /** Every line, held by nobody. */
    CoherentLine[] coldLines() {
        int[] lastLevelCache =
                Arrays.stream(isas)
                        .mapToInt(isa -> hardware.hasOneCache() ? 0 : isa.ordinal())
                        .toArray();
        return Arrays.stream(homes)
                .map(home -> new CoherentLine(lastLevelCache))
                .toArray(CoherentLine[]::new);
    }

    /** Cycles of an access by the core to the line, without its instruction. */
    int cycles(int core, int line, Service service) {
        CoreLatencies latencies = table.of(isas[core]);
        int data =
                switch (service.supplier()) {
                    case OWN_CACHE -> latencies.l1();
                    case LAST_LEVEL_CACHE -> latencies.lastLevel();
                    case MEMORY ->
                            isRemote(core, line) ? latencies.remoteMemory() : latencies.memory();
                };
        boolean snooped = service.snoopData() || service.snoopInvalidate();
        return snooped ? data + table.snoop() : data;
    }

    Traffic traffic(int core, int line, Service service) {
        boolean memory = service.supplier() == Supplier.MEMORY;
        boolean remote = memory && isRemote(core, line);
        return new Traffic(
                memory && !remote ? 1 : 0,
                remote ? 1 : 0,
                service.snoopData() ? 1 : 0,
                service.snoopInvalidate() ? 1 : 0,
                0);
    }

    /** Cycles of that many instructions, without their accesses. */
    long instructions(int count) {
        return (long) count * table.instruction();
    }

    /** Cycles from the sending of an interrupt to its being pending. */
    int interrupt() {
        return table.interrupt();
    }

    private boolean isRemote(int core, int line) {
        return hardware.isRemote(isas[core], homes[line]);
    }

    /**
     * The kernel in whose memory a location lies, where each has its own. Of a line with several
     * words the first one decides; an element that belongs to no core lies with the origin.
     */
    private Isa home(int location) {
        WordArray array = locations.array(location);
        int element = locations.index(location);
        if (element >= array.remoteFrom()) {
            return Isa.AARCH64;
        }
        return switch (array.home()) {
            case ORIGIN -> Isa.X86_64;
            case PER_CORE -> element < isas.length ? isas[element] : Isa.X86_64;
        };
    }
}
