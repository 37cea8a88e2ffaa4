package dev.fracas.checkers.cli;

import dev.fracas.checkers.cli.Repertoire.Flaw;
import dev.fracas.checkers.report.Columns;
import dev.fracas.checkers.report.Machines;
import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One of the lists, as text and as JSON. */
enum Listing {
    MECHANISMS {
        @Override
        String text(Repertoire all) {
            return all.families().all().stream()
                    .map(Listing::mechanisms)
                    .collect(Collectors.joining("\n"));
        }

        @Override
        ArrayNode json(Repertoire all) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Family family : all.families().all()) {
                family.mechanisms().forEach(m -> mechanism(list.addObject(), family, m));
            }
            return list;
        }
    },
    PROPERTIES {
        @Override
        String text(Repertoire all) {
            List<Property<?>> properties = all.properties();
            List<String> ids = properties.stream().map(Property::id).toList();
            Columns columns =
                    Columns.none()
                            .words("property", ids)
                            .words("kind", "sometimes".length())
                            .words("what it says", 0);
            StringBuilder text = new StringBuilder(columns.header()).append('\n');
            for (Property<?> property : properties) {
                line(text, columns, property.id(), property.kind(), property.sentence());
                line(text, columns, "", "", "source: " + property.source());
            }
            return text.toString();
        }

        @Override
        ArrayNode json(Repertoire all) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Property<?> property : all.properties()) {
                list.addObject()
                        .put("id", property.id())
                        .put("kind", property.kind())
                        .put("sentence", property.sentence())
                        .put("source", property.source().toString());
            }
            return list;
        }
    },
    DEFECTS {
        @Override
        String text(Repertoire all) {
            List<String> names = all.flaws().stream().map(flaw -> flaw.defect().name()).toList();
            Columns columns = Columns.none().words("defect", names).words("what is done wrong", 0);
            StringBuilder text = new StringBuilder(columns.header()).append('\n');
            for (Flaw flaw : all.flaws()) {
                line(text, columns, flaw.defect().name(), flaw.defect().sentence());
                line(
                        text,
                        columns,
                        "",
                        "violates %s in %s on %s"
                                .formatted(
                                        flaw.defect().violates().id(),
                                        flaw.mechanism().id(),
                                        Machines.brief(flaw.defect().exposedBy())));
                line(text, columns, "", command(flaw));
            }
            return text.toString();
        }

        @Override
        ArrayNode json(Repertoire all) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Flaw flaw : all.flaws()) {
                ObjectNode object = list.addObject();
                object.put("name", flaw.defect().name());
                object.put("mechanism", flaw.mechanism().id());
                object.put("sentence", flaw.defect().sentence());
                object.put("violates", flaw.defect().violates().id());
                object.set("machine", Machines.json(flaw.defect().exposedBy()));
                object.put("command", command(flaw));
            }
            return list;
        }
    };

    /** What mechanisms were listed under when there were two lists of them. */
    private static final List<String> OLD_WORDS = List.of("protocols", "configurations");

    /** The list for a person, each line ended by a newline. */
    abstract String text(Repertoire all);

    /** The list for a program. */
    abstract JsonNode json(Repertoire all);

    /**
     * The list of that word.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Listing named(String word) {
        return OLD_WORDS.contains(word.toLowerCase(Locale.ROOT))
                ? MECHANISMS
                : Words.constant(Listing.class, word);
    }

    private static String mechanisms(Family family) {
        Map<String, List<Mechanism>> byName =
                family.mechanisms().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Mechanism::name, LinkedHashMap::new, Collectors.toList()));
        Columns columns =
                Columns.none()
                        .words("mechanism", List.copyOf(byName.keySet()))
                        .words("what it is; its readings and what they lack", 0);
        StringBuilder text = new StringBuilder();
        text.append("%s: %s\n".formatted(family.id(), family.summary()));
        text.append(columns.header()).append('\n');
        for (List<Mechanism> readings : byName.values()) {
            List<String> lines = lines(readings);
            line(text, columns, readings.getFirst().name(), lines.getFirst());
            lines.stream().skip(1).forEach(more -> line(text, columns, "", more));
        }
        return text.toString();
    }

    /** What a mechanism is, in one reading or several. */
    private static List<String> lines(List<Mechanism> readings) {
        List<String> lines = new ArrayList<>();
        Mechanism first = readings.getFirst();
        lines.add(first.summary());
        List<String> sources =
                readings.stream().map(m -> m.source().toString()).distinct().toList();
        lines.add("source: " + String.join("; ", sources));
        if (first.readingId().isEmpty()) {
            for (Promise lack : lacks(first)) {
                lines.add("lacks " + lack.property().id() + ": " + lack.reason());
            }
        } else {
            lines.add(
                    readings.stream()
                            .map(Listing::readingAndLacks)
                            .collect(Collectors.joining("; ")));
        }
        return lines;
    }

    private static String readingAndLacks(Mechanism mechanism) {
        List<Promise> lacks = lacks(mechanism);
        return lacks.isEmpty()
                ? mechanism.readingId()
                : lacks.stream()
                        .map(lack -> lack.property().id())
                        .collect(Collectors.joining(", ", mechanism.readingId() + " lacks ", ""));
    }

    private static void mechanism(ObjectNode object, Family family, Mechanism mechanism) {
        object.put("id", mechanism.id());
        object.put("family", family.id());
        object.put("name", mechanism.name());
        object.put("reading", mechanism.readingId());
        object.put("summary", mechanism.summary());
        object.put("source", mechanism.source().toString());
        object.set("machine", Machines.json(mechanism.ground().usual()));
        ArrayNode parts = object.putArray("parts");
        mechanism.parts().forEach(parts::add);
        ArrayNode lacks = object.putArray("lacks");
        for (Promise lack : lacks(mechanism)) {
            lacks.addObject().put("property", lack.property().id()).put("reason", lack.reason());
        }
        ArrayNode defects = object.putArray("defects");
        mechanism.defects().forEach(defect -> defects.add(defect.name()));
    }

    private static String command(Flaw flaw) {
        return "fracas check --defect " + flaw.defect().name();
    }

    /** What it lacks on the machine that it is checked on by default. */
    private static List<Promise> lacks(Mechanism mechanism) {
        MachineDescription machine = mechanism.ground().usual();
        if (mechanism.unsuitable(machine).isPresent()) {
            return List.of();
        }
        return mechanism.promises(machine).stream().filter(promise -> !promise.keeps()).toList();
    }

    private static void line(StringBuilder text, Columns columns, String... cells) {
        text.append(columns.row(List.of(cells))).append('\n');
    }
}
