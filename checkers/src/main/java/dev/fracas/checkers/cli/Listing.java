package dev.fracas.checkers.cli;

import dev.fracas.checkers.cli.Repertoire.Flaw;
import dev.fracas.checkers.report.Columns;
import dev.fracas.checkers.report.Machines;
import dev.fracas.model.MachineDescription;
import dev.fracas.model.Mechanism;
import dev.fracas.model.Promise;
import dev.fracas.spec.Property;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One of the lists, as text and as JSON. */
enum Listing {
    PROTOCOLS {
        @Override
        String text() {
            Columns columns =
                    Columns.none()
                            .words("protocol", ids(Repertoire.mechanisms()))
                            .words("what it is", 0);
            StringBuilder text = new StringBuilder(columns.header()).append('\n');
            Columns below = Columns.none().words("", ids(Repertoire.mechanisms())).words("", 0);
            for (Mechanism mechanism : Repertoire.mechanisms()) {
                line(text, columns, mechanism.id(), mechanism.summary());
                line(text, below, "", "source: " + mechanism.source());
                for (Promise lack : lacks(mechanism)) {
                    line(text, below, "", "lacks " + lack.property().id() + ": " + lack.reason());
                }
            }
            return text + "Lacks are those on " + Machines.sentence(defaultMachine("")) + ".\n";
        }

        @Override
        ArrayNode json() {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Mechanism mechanism : Repertoire.mechanisms()) {
                ObjectNode object = list.addObject();
                object.put("id", mechanism.id());
                object.put("summary", mechanism.summary());
                object.put("source", mechanism.source().toString());
                ArrayNode lacks = object.putArray("lacks");
                for (Promise lack : lacks(mechanism)) {
                    lacks.addObject()
                            .put("property", lack.property().id())
                            .put("reason", lack.reason());
                }
                ArrayNode defects = object.putArray("defects");
                mechanism.defects().forEach(defect -> defects.add(defect.name()));
            }
            return list;
        }
    },
    PROPERTIES {
        @Override
        String text() {
            List<Property<?>> all = Repertoire.properties();
            List<String> ids = all.stream().map(Property::id).toList();
            Columns columns =
                    Columns.none()
                            .words("property", ids)
                            .words("kind", "sometimes".length())
                            .words("what it says", 0);
            StringBuilder text = new StringBuilder(columns.header()).append('\n');
            for (Property<?> property : all) {
                line(text, columns, property.id(), property.kind(), property.sentence());
                line(text, columns, "", "", "source: " + property.source());
            }
            return text.toString();
        }

        @Override
        ArrayNode json() {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Property<?> property : Repertoire.properties()) {
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
        String text() {
            List<String> names =
                    Repertoire.flaws().stream().map(flaw -> flaw.defect().name()).toList();
            Columns columns =
                    Columns.none()
                            .words("defect", names)
                            .words("protocol", ids(Repertoire.mechanisms()))
                            .words("what is done wrong", 0);
            StringBuilder text = new StringBuilder(columns.header()).append('\n');
            for (Flaw flaw : Repertoire.flaws()) {
                String name = flaw.defect().name();
                line(text, columns, name, flaw.mechanism().id(), flaw.defect().sentence());
                line(
                        text,
                        columns,
                        "",
                        "",
                        "violates %s on %s"
                                .formatted(
                                        flaw.defect().violates().id(),
                                        Machines.brief(flaw.defect().exposedBy())));
                line(text, columns, "", "", command(flaw));
            }
            return text.toString();
        }

        @Override
        ArrayNode json() {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Flaw flaw : Repertoire.flaws()) {
                ObjectNode object = list.addObject();
                object.put("name", flaw.defect().name());
                object.put("protocol", flaw.mechanism().id());
                object.put("sentence", flaw.defect().sentence());
                object.put("violates", flaw.defect().violates().id());
                object.set("machine", Machines.json(flaw.defect().exposedBy()));
                object.put("command", command(flaw));
            }
            return list;
        }
    };

    /** The list for a person, each line ended by a newline. */
    abstract String text();

    /** The list for a program. */
    abstract JsonNode json();

    private static String command(Flaw flaw) {
        return "fracas check --defect " + flaw.defect().name();
    }

    private static List<Promise> lacks(Mechanism mechanism) {
        MachineDescription machine = defaultMachine(mechanism.id());
        if (mechanism.unsuitable(machine).isPresent()) {
            return List.of();
        }
        return mechanism.promises(machine).stream().filter(promise -> !promise.keeps()).toList();
    }

    private static MachineDescription defaultMachine(String id) {
        return Repertoire.defaultMachine(id);
    }

    private static List<String> ids(List<Mechanism> mechanisms) {
        return mechanisms.stream().map(Mechanism::id).toList();
    }

    private static void line(StringBuilder text, Columns columns, String... cells) {
        text.append(columns.row(List.of(cells))).append('\n');
    }
}
