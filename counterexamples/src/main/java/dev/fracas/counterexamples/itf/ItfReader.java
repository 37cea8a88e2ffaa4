package dev.fracas.counterexamples.itf;

import dev.fracas.counterexamples.ActionText;
import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.CoreSnapshot;
import dev.fracas.counterexamples.RecordedTrace;
import dev.fracas.counterexamples.Snapshot;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.ModelException;
import dev.fracas.model.Step;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.memory.MemorySystem;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns the text of a trace file into the trace, or says in one line what is wrong with it. */
final class ItfReader {
    private static final int HIGHEST_CHOICE = (1 << 20) - 1;
    private static final int MOST_ROUNDS = 15;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final String file;
    private final Catalogue catalogue;

    ItfReader(String file, Catalogue catalogue) {
        this.file = file;
        this.catalogue = catalogue;
    }

    RecordedTrace read(String text) throws TraceFormatException {
        JsonPlace root = new JsonPlace(file, "", json(text));
        if (!root.node().isObject()) {
            throw root.expected("a trace in Informal Trace Format, which is a JSON record");
        }
        root.onlyFields(Set.of(Names.META, "params", Names.VARS, Names.STATES, Names.LOOP));
        JsonPlace meta = root.field(Names.META);
        meta.field("format").exactly(Names.FORMAT);
        JsonPlace fracas = meta.field("fracas");
        fracas.field("version").integer(Names.VERSION, Names.VERSION);
        fracas.onlyFields(Set.of("version", "machine", "property", "verdict", "note"));
        MachineDescription description = description(fracas.field("machine"));
        TransitionSystem system = system(fracas.field("machine"), description);
        Property<?> property = property(fracas.field("property"), description);
        fracas.field("verdict").exactly(TraceVerdict.of(property).word());
        String note = fracas.field("note").string("a note");

        SequencedSet<String> vars = vars(root.field(Names.VARS), system);
        List<JsonPlace> places = root.field(Names.STATES).elements("a list of states");
        if (places.isEmpty()) {
            throw root.field(Names.STATES).wrong("expected one state or more, found none");
        }
        List<Snapshot> states = new ArrayList<>();
        List<String> actions = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            JsonPlace place = places.get(i);
            states.add(state(place, i, vars, system));
            actions.add(place.field(Names.ACTION).string("a string"));
            if (i > 0) {
                steps.add(step(place.field(Names.PICKS), system));
            }
        }
        Trace trace = new Trace(description, property.id(), steps, loop(root, steps.size()), note);
        return new RecordedTrace(trace, states, actions);
    }

    private JsonNode json(String text) throws TraceFormatException {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (UnexpectedEndOfInputException e) {
            throw new TraceFormatException(
                    file, place(e), "expected the rest of a JSON record, but the file ends here");
        } catch (JacksonException e) {
            throw new TraceFormatException(
                    file, place(e), "expected JSON, found: " + e.getOriginalMessage());
        }
        if (node.isMissingNode()) {
            throw new TraceFormatException(
                    file, "1:1", "expected a JSON record, but the file is empty");
        }
        return node;
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
    }

    private static MachineDescription description(JsonPlace place) throws TraceFormatException {
        place.onlyFields(
                Set.of(
                        "mechanism",
                        "cores",
                        "storeBuffer",
                        "memory",
                        "exclusives",
                        "rounds",
                        "defect"));
        List<JsonPlace> coreNames = place.field("cores").elements("a list of cores");
        if (coreNames.isEmpty() || coreNames.size() > Machine.MAX_CORES) {
            throw place.field("cores")
                    .wrong(
                            "expected 1 to %d cores, found %d"
                                    .formatted(Machine.MAX_CORES, coreNames.size()));
        }
        List<Isa> cores = new ArrayList<>();
        for (JsonPlace core : coreNames) {
            String name = core.string("x86 or arm");
            try {
                cores.add(Isa.named(name));
            } catch (IllegalArgumentException e) {
                throw core.expected("x86 or arm");
            }
        }
        Optional<JsonPlace> defect = place.optional("defect");
        return new MachineDescription(
                place.field("mechanism").string("the name of a mechanism"),
                cores,
                memory(place),
                place.field("exclusives").constant(Exclusives.class),
                place.field("rounds").integer(MachineDescription.ENDLESS, MOST_ROUNDS),
                defect.isPresent()
                        ? Optional.of(defect.get().string("the name of a defect"))
                        : Optional.empty());
    }

    /** By the depth of its store buffers, or where that does not say it by its name. */
    private static Memory memory(JsonPlace place) throws TraceFormatException {
        Optional<JsonPlace> name = place.optional("memory");
        if (name.isEmpty()) {
            return Memory.ofRecordedDepth(place.field("storeBuffer").integer(0, Memory.DEEPEST));
        }
        if (place.optional("storeBuffer").isPresent()) {
            throw place.wrong("expected either storeBuffer or memory, found both");
        }
        try {
            return Memory.named(name.get().string("a memory system"));
        } catch (IllegalArgumentException e) {
            throw name.get().wrong(reason(e, "expected a memory system"));
        }
    }

    private TransitionSystem system(JsonPlace place, MachineDescription description)
            throws TraceFormatException {
        try {
            return catalogue.system(description);
        } catch (IllegalArgumentException | ModelException e) {
            throw place.wrong(reason(e, "expected a machine that can be built"));
        }
    }

    private Property<?> property(JsonPlace place, MachineDescription description)
            throws TraceFormatException {
        String id = place.string("the name of a property");
        try {
            return catalogue.property(description, id);
        } catch (IllegalArgumentException e) {
            throw place.wrong(reason(e, "expected another property"));
        }
    }

    private static String reason(RuntimeException e, String expectation) {
        String message = e.getMessage();
        if (message == null) {
            return expectation;
        }
        return message.startsWith("expected") ? message : expectation + ": " + message;
    }

    private static SequencedSet<String> vars(JsonPlace place, TransitionSystem system)
            throws TraceFormatException {
        SequencedSet<String> vars = new LinkedHashSet<>();
        for (JsonPlace element : place.elements("a list of variables")) {
            String name = element.string("the name of a variable");
            if (name.startsWith("#") || !vars.add(name)) {
                throw element.expected("the name of another variable");
            }
        }
        List<String> needed = new ArrayList<>(coreNames(system));
        needed.add(Names.ACTION);
        needed.add(Names.PICKS);
        for (String name : needed) {
            if (!vars.contains(name)) {
                throw place.wrong("expected the variable " + name + " in the list, found none");
            }
        }
        return vars;
    }

    /** The variables that hold a core; none of a system that is no machine. */
    private static List<String> coreNames(TransitionSystem system) {
        List<String> names = new ArrayList<>();
        if (!(system instanceof Machine machine)) {
            return names;
        }
        for (int core = 0; core < machine.cores(); core++) {
            names.add(machine.program(core).coreName());
        }
        return names;
    }

    private static OptionalInt loop(JsonPlace root, int steps) throws TraceFormatException {
        Optional<JsonPlace> loop = root.optional(Names.LOOP);
        return loop.isPresent()
                ? OptionalInt.of(loop.get().integer(0, steps))
                : OptionalInt.empty();
    }

    private static Snapshot state(
            JsonPlace place, int index, SequencedSet<String> vars, TransitionSystem system)
            throws TraceFormatException {
        for (String name : vars) {
            place.field(name);
        }
        List<String> allowed = new ArrayList<>(vars);
        allowed.add(Names.META);
        place.onlyFields(allowed);
        JsonPlace meta = place.field(Names.META);
        meta.onlyFields(Set.of("index", "action"));
        meta.field("index").integer(index, index);
        meta.field("action").exactly(place.field(Names.ACTION).string("a string"));
        if (index == 0) {
            place.field(Names.ACTION).exactly(ActionText.INITIAL);
        }
        List<String> coreNames = coreNames(system);
        SequencedMap<String, List<Long>> memory = new LinkedHashMap<>();
        SequencedMap<String, CoreSnapshot> cores = new LinkedHashMap<>();
        SequencedMap<String, String> cells = new LinkedHashMap<>();
        for (String name : vars) {
            JsonPlace value = place.field(name);
            if (name.equals(Names.ACTION) || name.equals(Names.PICKS)) {
                continue;
            }
            if (!(system instanceof Machine machine)) {
                cells.put(name, value.string("a part of the state, in words"));
            } else if (coreNames.contains(name)) {
                int core = coreNames.indexOf(name);
                cores.put(name, core(value, machine.memoryOf(core)));
            } else {
                memory.put(name, words(value));
            }
        }
        return new Snapshot(memory, cores, cells);
    }

    private static List<Long> words(JsonPlace place) throws TraceFormatException {
        if (!place.node().isArray()) {
            return List.of(place.word());
        }
        List<Long> words = new ArrayList<>();
        for (JsonPlace element : place.elements("a list of integers")) {
            words.add(element.word());
        }
        return List.copyOf(words);
    }

    private static CoreSnapshot core(JsonPlace place, MemorySystem memory)
            throws TraceFormatException {
        String buffer = CoreSnapshot.variable(memory);
        place.onlyFields(Set.of("next", "registers", buffer, "monitor", "ipi"));
        List<String> buffered = new ArrayList<>();
        for (JsonPlace entry : place.field(buffer).elements("a list of stores")) {
            buffered.add(entry.string("a store, as name=value"));
        }
        List<Long> registers = new ArrayList<>();
        for (JsonPlace register : place.field("registers").elements("a list of integers")) {
            registers.add(register.word());
        }
        return new CoreSnapshot(
                place.field("next").string("an instruction"),
                registers,
                buffer,
                buffered,
                place.field("monitor").string("a location or -"),
                place.field("ipi").string("a string"));
    }

    private static Step step(JsonPlace picks, TransitionSystem system) throws TraceFormatException {
        picks.onlyFields(Set.of("core", "kind", "choice"));
        int core = picks.field("core").some().integer(0, system.movers() - 1);
        int choice = picks.field("choice").some().integer(0, HIGHEST_CHOICE);
        String ofMemory = Names.ofKind(system, core, Step.Kind.MEMORY, choice);
        return new Step(core, kind(picks.field("kind").some(), ofMemory), choice);
    }

    /** The kind with that word; the step of a memory system goes by the system's own. */
    private static Step.Kind kind(JsonPlace place, String ofMemory) throws TraceFormatException {
        SequencedMap<String, Step.Kind> kinds = new LinkedHashMap<>();
        FileWords.constants(Step.Kind.class)
                .forEach((word, kind) ->
                        kinds.put(kind == Step.Kind.MEMORY ? ofMemory : word, kind));
        return place.oneOf(kinds);
    }
}
