package dev.fracas.checkers.cli;

import dev.fracas.checkers.cli.Repertoire.Flaw;
import dev.fracas.checkers.report.Columns;
import dev.fracas.checkers.report.Machines;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One of the lists, as text and as JSON. */
enum Listing {
    PROTOCOLS {
        @Override
        String text(Repertoire all) {
            Columns columns =
                    Columns.none()
                            .words("protocol", ids(all.onAnyMachine()))
                            .words("what it is", 0);
            StringBuilder text = new StringBuilder(columns.header()).append('\n');
            Columns below = Columns.none().words("", ids(all.onAnyMachine())).words("", 0);
            for (Mechanism mechanism : all.onAnyMachine()) {
                line(text, columns, mechanism.id(), mechanism.summary());
                line(text, below, "", "source: " + mechanism.source());
                for (Promise lack : lacks(mechanism)) {
                    line(text, below, "", "lacks " + lack.property().id() + ": " + lack.reason());
                }
            }
            return text
                    + "Lacks are those on "
                    + Machines.sentence(Ground.AnyMachine.of("", 0).usual())
                    + ".\n";
        }

        @Override
        ArrayNode json(Repertoire all) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Mechanism mechanism : all.onAnyMachine()) {
                mechanism(list.addObject(), mechanism);
            }
            return list;
        }
    },
    CONFIGURATIONS {
        @Override
        String text(Repertoire all) {
            Map<String, List<Mechanism>> readings = byName(all);
            Columns columns =
                    Columns.none()
                            .words("configuration", List.copyOf(readings.keySet()))
                            .words("what it exercises; its readings and what they lack", 0);
            StringBuilder text = new StringBuilder(columns.header()).append('\n');
            for (List<Mechanism> sameName : readings.values()) {
                Mechanism first = sameName.getFirst();
                line(text, columns, first.name(), first.summary());
                String inEach =
                        sameName.stream()
                                .map(Listing::readingAndLacks)
                                .collect(Collectors.joining("; "));
                line(text, columns, "", inEach);
            }
            return text.toString();
        }

        @Override
        ArrayNode json(Repertoire all) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (List<Mechanism> sameName : byName(all).values()) {
                ObjectNode object = list.addObject();
                object.put("name", sameName.getFirst().name());
                object.put("summary", sameName.getFirst().summary());
                ArrayNode readings = object.putArray("readings");
                for (Mechanism configuration : sameName) {
                    ObjectNode reading = mechanism(readings.addObject(), configuration);
                    reading.put("reading", configuration.readingId());
                    reading.set("machine", Machines.json(configuration.ground().usual()));
                }
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
            StringBuilder text = new StringBuilder(flawsOfLocks(all));
            List<Flaw> ofConfigurations = flaws(all, true);
            if (!ofConfigurations.isEmpty()) {
                text.append('\n').append(flawsOfConfigurations(ofConfigurations));
            }
            return text.toString();
        }

        @Override
        ArrayNode json(Repertoire all) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Flaw flaw : all.flaws()) {
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
    abstract String text(Repertoire all);

    /** The list for a program. */
    abstract JsonNode json(Repertoire all);

    private static String readingAndLacks(Mechanism configuration) {
        List<Promise> lacks = lacks(configuration);
        String name = configuration.readingId();
        if (lacks.isEmpty()) {
            return name;
        }
        return lacks.stream()
                .map(lack -> lack.property().id())
                .collect(Collectors.joining(", ", name + " lacks ", ""));
    }

    private static ObjectNode mechanism(ObjectNode object, Mechanism mechanism) {
        object.put("id", mechanism.id());
        object.put("summary", mechanism.summary());
        object.put("source", mechanism.source().toString());
        ArrayNode lacks = object.putArray("lacks");
        for (Promise lack : lacks(mechanism)) {
            lacks.addObject().put("property", lack.property().id()).put("reason", lack.reason());
        }
        ArrayNode defects = object.putArray("defects");
        mechanism.defects().forEach(defect -> defects.add(defect.name()));
        return object;
    }

    private static Map<String, List<Mechanism>> byName(Repertoire all) {
        return all.onOwnMachine().stream()
                .collect(
                        Collectors.groupingBy(
                                Mechanism::name, LinkedHashMap::new, Collectors.toList()));
    }

    private static String command(Flaw flaw) {
        return "fracas check --defect " + flaw.defect().name();
    }

    private static List<Promise> lacks(Mechanism mechanism) {
        MachineDescription machine = Repertoire.machineFor(mechanism);
        if (mechanism.unsuitable(machine).isPresent()) {
            return List.of();
        }
        return mechanism.promises(machine).stream().filter(promise -> !promise.keeps()).toList();
    }

    private static List<String> ids(List<Mechanism> mechanisms) {
        return mechanisms.stream().map(Mechanism::id).toList();
    }

    private static List<Flaw> flaws(Repertoire all, boolean ofConfigurations) {
        return all.flaws().stream()
                .filter(flaw -> flaw.mechanism().ground().isFixed() == ofConfigurations)
                .toList();
    }

    private static List<String> names(List<Flaw> flaws) {
        return flaws.stream().map(flaw -> flaw.defect().name()).toList();
    }

    private static String flawsOfLocks(Repertoire all) {
        List<Flaw> flaws = flaws(all, false);
        Columns columns =
                Columns.none()
                        .words("defect", names(flaws))
                        .words("protocol", ids(all.onAnyMachine()))
                        .words("what is done wrong", 0);
        StringBuilder text = new StringBuilder(columns.header()).append('\n');
        for (Flaw flaw : flaws) {
            String name = flaw.defect().name();
            line(text, columns, name, flaw.mechanism().id(), flaw.defect().sentence());
            String machine = Machines.brief(flaw.defect().exposedBy());
            String violates = "violates " + flaw.defect().violates().id() + " on " + machine;
            line(text, columns, "", "", violates);
            line(text, columns, "", "", command(flaw));
        }
        return text.toString();
    }

    private static String flawsOfConfigurations(List<Flaw> flaws) {
        Columns columns =
                Columns.none().words("defect", names(flaws)).words("what is done wrong", 0);
        StringBuilder text = new StringBuilder(columns.header()).append('\n');
        for (Flaw flaw : flaws) {
            line(text, columns, flaw.defect().name(), flaw.defect().sentence());
            String violates = flaw.defect().violates().id();
            line(text, columns, "", "violates " + violates + " in " + flaw.mechanism().id());
            line(text, columns, "", command(flaw));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, Columns columns, String... cells) {
        text.append(columns.row(List.of(cells))).append('\n');
    }
}
