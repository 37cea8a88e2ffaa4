package dev.fracas.checkers.report;

import dev.fracas.checkers.hunt.Finding;
import dev.fracas.checkers.hunt.FormReport;
import dev.fracas.checkers.hunt.HuntReport;
import dev.fracas.checkers.hunt.Hunter;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hunts as JSON: a list with one object for each mechanism. Field names are a contract. Nothing in
 * it depends on the time or on the number of workers, as long as the bound is on runs.
 */
public final class HuntJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private HuntJson() {}

    /** The text, ended by a newline. */
    public static String of(List<Hunted> all, Hunter hunter) {
        ArrayNode list = JSON.arrayNode();
        all.forEach(hunted -> list.add(mechanism(hunted, hunter)));
        return JsonReport.text(list);
    }

    private static ObjectNode mechanism(Hunted hunted, Hunter hunter) {
        HuntReport report = hunted.report();
        ObjectNode object = JSON.objectNode();
        object.put("name", hunted.id());
        object.put("mechanism", report.mechanism().name());
        object.put("reading", report.mechanism().readingId());
        object.set("machine", Machines.json(report.machine()));
        object.put("strategy", hunter.strategy().id());
        object.put("strategyDescription", hunter.strategy().description());
        object.put("seed", hunter.seed());
        object.put("maxSteps", hunter.bounds().steps());
        object.put("runs", report.runs());
        object.put("steps", report.steps());
        object.put("stoppedBy", report.stoppedBy());
        object.put("violated", report.isSurprising());
        ArrayNode properties = object.putArray("properties");
        report.findings().forEach(finding -> properties.add(property(hunted, finding)));
        ArrayNode forms = object.putArray("forms");
        report.forms().forEach(form -> forms.add(form(form)));
        return object;
    }

    private static ObjectNode property(Hunted hunted, Finding finding) {
        ObjectNode object = JSON.objectNode();
        object.put("id", finding.id());
        object.put("result", HuntWording.code(finding));
        object.put("expected", finding.promise().keeps() ? "HOLDS" : "VIOLATED");
        object.put("kind", finding.promise().property().kind());
        object.put("sentence", finding.promise().property().sentence());
        object.put("violations", finding.violations());
        finding.example().ifPresent(example -> example(object.putObject("example"), example));
        hunted.trace(finding)
                .map(Path::toString)
                .ifPresentOrElse(file -> object.put("trace", file), () -> object.putNull("trace"));
        return object;
    }

    private static void example(ObjectNode object, Finding.Example example) {
        object.put("run", example.run());
        object.put("stepsAsFound", example.steps());
        object.put("steps", example.replay().trace().steps().size());
        object.set("machine", Machines.json(example.replay().trace().machine()));
        object.put("headline", example.replay().headline());
        object.put("note", example.replay().trace().note());
    }

    private static ObjectNode form(FormReport form) {
        ObjectNode object = JSON.objectNode();
        object.set("machine", Machines.json(form.description()));
        object.put("runs", form.runs());
        object.put("steps", form.steps());
        object.put("behaviours", form.behaviours());
        object.put("places", form.places());
        ArrayNode unreached = object.putArray("unreached");
        form.unreached().forEach(unreached::add);
        return object;
    }
}
