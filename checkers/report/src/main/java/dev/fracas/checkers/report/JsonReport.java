package dev.fracas.checkers.report;

import dev.fracas.checkers.check.Cost;
import dev.fracas.checkers.check.PropertyVerdict;
import dev.fracas.checkers.check.Report;
import dev.fracas.checkers.check.SpaceReport;
import dev.fracas.counterexamples.Replay;
import dev.fracas.spec.Property;
import dev.fracas.spec.Verdict;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks as JSON: a list with one object for each mechanism. Field names are a contract. */
public final class JsonReport {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonReport() {}

    /** The text, ended by a newline. */
    public static String of(List<Checked> all) {
        ArrayNode list = JSON.arrayNode();
        long peak = PeakMemory.bytes();
        all.forEach(checked -> list.add(mechanism(checked, peak)));
        return text(list);
    }

    /** JSON as a person can read it, ended by a newline. */
    public static String text(JsonNode node) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }

    private static ObjectNode mechanism(Checked checked, long peak) {
        Report report = checked.report();
        ObjectNode object = JSON.objectNode();
        object.put("name", checked.id());
        object.put("mechanism", report.mechanism().name());
        object.put("reading", report.mechanism().readingId());
        object.put("verdict", report.verdict().name());
        object.put("asExpected", report.isAsExpected());
        object.put("cutBy", report.bounded().cutBy());
        object.set("machine", Machines.json(report.machine()));
        ArrayNode properties = object.putArray("properties");
        report.properties().forEach(property -> properties.add(property(checked, property)));
        space(object, report.bounded());
        report.endless().ifPresent(endless -> endless(object.putObject("endless"), endless));
        ArrayNode costs = object.putArray("costs");
        report.costs().forEach(cost -> costs.add(cost(cost)));
        object.put("totalSeconds", checked.seconds());
        object.put("peakMemoryBytes", peak);
        ArrayNode unreached = object.putArray("unreached");
        report.bounded().unreached().forEach(unreached::add);
        return object;
    }

    private static void endless(ObjectNode object, SpaceReport space) {
        space(object, space);
        object.put("cutBy", space.cutBy());
        ArrayNode unreached = object.putArray("unreached");
        space.unreached().forEach(unreached::add);
    }

    private static void space(ObjectNode object, SpaceReport space) {
        object.put("distinctStates", space.distinctStates());
        object.put("transitions", space.transitions());
        object.put("depth", space.depth());
        object.put("seconds", space.seconds());
        object.put("bytesPerState", space.bytesPerState());
    }

    private static ObjectNode property(Checked checked, PropertyVerdict verdict) {
        Property<?> property = verdict.promise().property();
        ObjectNode object = JSON.objectNode();
        object.put("id", property.id());
        object.put("verdict", verdict.verdict().name());
        object.put("expected", verdict.expected().name());
        checked.trace(verdict)
                .map(Path::toString)
                .ifPresentOrElse(file -> object.put("trace", file), () -> object.putNull("trace"));
        object.put("kind", property.kind());
        object.put("sentence", property.sentence());
        if (verdict.expected() == Verdict.VIOLATED) {
            object.put("reason", verdict.promise().reason());
        }
        verdict.run().map(Replay::headline).ifPresent(headline -> object.put("headline", headline));
        if (verdict.verdict() == Verdict.INCOMPLETE) {
            object.put("open", Wording.openReason(verdict, checked.report()));
        }
        return object;
    }

    private static ObjectNode cost(Cost cost) {
        ObjectNode object = JSON.objectNode();
        object.put("span", cost.span());
        object.put("hardware", cost.hardware().id());
        range(object.putObject("cycles"), cost.cycles());
        range(object.putObject("messages"), cost.messages());
        range(object.putObject("ipis"), cost.ipis());
        object.put("intervals", cost.intervals());
        object.put("completed", cost.completed());
        object.put("runs", cost.runs());
        return object;
    }

    private static void range(ObjectNode object, Cost.Range range) {
        object.put("least", range.least());
        object.put("most", range.most());
    }
}
