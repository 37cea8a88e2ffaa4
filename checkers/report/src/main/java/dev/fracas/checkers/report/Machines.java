package dev.fracas.checkers.report;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Machines in words and as JSON. */
public final class Machines {
    private Machines() {}

    /** {@code x86,arm; 2 rounds; tso, store buffers of 2; exclusives architectural}. */
    public static String sentence(MachineDescription machine) {
        return Wording.machine(machine);
    }

    /** {@code x86,arm; 1 round; sc}: without what is as it always is. */
    public static String brief(MachineDescription machine) {
        String exclusives =
                machine.exclusives() == Exclusives.ARCHITECTURAL
                        ? ""
                        : "; exclusives " + Wording.exclusives(machine);
        return "%s; %s; %s%s"
                .formatted(
                        Wording.cores(machine),
                        Wording.rounds(machine),
                        machine.memory(),
                        exclusives);
    }

    /** Everything but the mechanism. */
    public static ObjectNode json(MachineDescription machine) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ArrayNode cores = object.putArray("cores");
        machine.cores().stream().map(Isa::shortName).forEach(cores::add);
        Memory memory = machine.memory();
        OptionalInt depth = memory.recordedDepth();
        object.put("memory", depth.isPresent() ? memory.id() : memory.text());
        depth.ifPresent(entries -> object.put("storeBuffer", entries));
        object.put("exclusive", Wording.exclusives(machine));
        object.put("rounds", machine.rounds());
        machine.defect()
                .ifPresentOrElse(
                        name -> object.put("defect", name), () -> object.putNull("defect"));
        return object;
    }
}
