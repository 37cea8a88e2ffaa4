package dev.fracas.counterexamples.itf;

import dev.fracas.counterexamples.ActionText;
import dev.fracas.counterexamples.CoreSnapshot;
import dev.fracas.counterexamples.Execution;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Snapshot;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.Step;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns a replayed trace into the text of its file. */
final class ItfWriter {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Replay replay;
    private final Execution execution;
    private final Trace trace;

    ItfWriter(Replay replay) {
        if (replay.execution().stopped().isPresent()) {
            throw new IllegalArgumentException(
                    "a trace that does not replay is not written: " + replay.headline());
        }
        this.replay = replay;
        this.execution = replay.execution();
        this.trace = replay.trace();
    }

    String text() {
        StringBuilder text = new StringBuilder("{\n");
        line(text, Names.META, meta());
        line(text, Names.VARS, vars());
        trace.loop().ifPresent(loop -> line(text, Names.LOOP, JSON.numberNode(loop)));
        text.append("  \"").append(Names.STATES).append("\": [\n");
        for (int i = 0; i <= execution.length(); i++) {
            text.append("    ").append(MAPPER.writeValueAsString(state(i)));
            text.append(i < execution.length() ? ",\n" : "\n");
        }
        return text.append("  ]\n}\n").toString();
    }

    private static void line(StringBuilder text, String name, JsonNode value) {
        text.append("  \"").append(name).append("\": ");
        text.append(MAPPER.writeValueAsString(value)).append(",\n");
    }

    private JsonNode meta() {
        ObjectNode meta = JSON.objectNode();
        meta.put("format", Names.FORMAT);
        meta.put("format-description", Names.FORMAT_DESCRIPTION);
        meta.put("description", replay.headline());
        ObjectNode fracas = meta.putObject("fracas");
        fracas.put("version", Names.VERSION);
        fracas.set("machine", machine(trace.machine()));
        fracas.put("property", trace.property());
        fracas.put("verdict", TraceVerdict.of(replay.property()).word());
        fracas.put("note", trace.note());
        return meta;
    }

    private static JsonNode machine(MachineDescription description) {
        ObjectNode machine = JSON.objectNode();
        machine.put("mechanism", description.mechanism());
        ArrayNode cores = machine.putArray("cores");
        description.cores().stream().map(Isa::shortName).forEach(cores::add);
        description
                .memory()
                .recordedDepth()
                .ifPresentOrElse(
                        depth -> machine.put("storeBuffer", depth),
                        () -> machine.put("memory", description.memory().text()));
        machine.put("exclusives", FileWords.of(description.exclusives()));
        machine.put("rounds", description.rounds());
        description.defect().ifPresent(defect -> machine.put("defect", defect));
        return machine;
    }

    private JsonNode vars() {
        Snapshot initial = Snapshot.of(execution.system(), execution.state(0));
        ArrayNode vars = JSON.arrayNode();
        initial.memory().keySet().forEach(vars::add);
        initial.cores().keySet().forEach(vars::add);
        initial.cells().keySet().forEach(vars::add);
        return vars.add(Names.ACTION).add(Names.PICKS);
    }

    private JsonNode state(int index) {
        Snapshot snapshot = Snapshot.of(execution.system(), execution.state(index));
        String action = index == 0 ? ActionText.INITIAL : execution.action(index);
        ObjectNode state = JSON.objectNode();
        state.putObject(Names.META).put("index", index).put("action", action);
        snapshot.memory().forEach((name, values) -> state.set(name, word(values)));
        snapshot.cores().forEach((name, core) -> state.set(name, core(core)));
        snapshot.cells().forEach(state::put);
        state.put(Names.ACTION, action);
        state.set(Names.PICKS, index == 0 ? noPicks() : picks(trace.steps().get(index - 1)));
        return state;
    }

    private static JsonNode word(List<Long> values) {
        return values.size() == 1 ? integer(values.getFirst()) : integers(values);
    }

    private static JsonNode core(CoreSnapshot core) {
        ObjectNode record = JSON.objectNode();
        record.put("next", core.next());
        record.set("registers", integers(core.registers()));
        ArrayNode buffered = record.putArray(core.buffer());
        core.buffered().forEach(buffered::add);
        record.put("monitor", core.monitor());
        record.put("ipi", core.ipi());
        return record;
    }

    private JsonNode picks(Step step) {
        ObjectNode picks = JSON.objectNode();
        picks.set("core", some(integer(step.core())));
        picks.set("kind", some(JSON.stringNode(kind(step))));
        picks.set("choice", some(integer(step.choice())));
        return picks;
    }

    /** The kind, or what the core's memory system calls its own step. */
    private String kind(Step step) {
        return Names.ofKind(execution.system(), step.core(), step.kind(), step.choice());
    }

    private static JsonNode noPicks() {
        ObjectNode picks = JSON.objectNode();
        for (String name : List.of("core", "kind", "choice")) {
            ObjectNode none = picks.putObject(name);
            none.put("tag", "None");
            none.putObject("value").putArray("#tup");
        }
        return picks;
    }

    /** A value of Quint's type {@code Option}, which its picks have. */
    private static JsonNode some(JsonNode value) {
        ObjectNode some = JSON.objectNode();
        some.put("tag", "Some");
        some.set("value", value);
        return some;
    }

    private static JsonNode integers(List<Long> values) {
        ArrayNode list = JSON.arrayNode();
        values.forEach(value -> list.add(integer(value)));
        return list;
    }

    private static JsonNode integer(long value) {
        return JSON.objectNode().put(Names.BIGINT, Long.toUnsignedString(value));
    }
}
