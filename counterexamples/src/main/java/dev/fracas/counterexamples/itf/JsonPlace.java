package dev.fracas.counterexamples.itf;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A value in a JSON file, with its place, so that whoever finds it wrong can say where. */
record JsonPlace(String file, String path, JsonNode node) {
    private static final BigInteger HIGHEST_WORD = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    private static final int MOST_SHOWN = 40;

    /** A complaint about this place. */
    TraceFormatException wrong(String expectation) {
        return new TraceFormatException(file, path, expectation);
    }

    TraceFormatException expected(String what) {
        return wrong("expected " + what + ", found " + shown());
    }

    JsonPlace field(String name) throws TraceFormatException {
        Optional<JsonPlace> field = optional(name);
        if (field.isEmpty()) {
            throw new TraceFormatException(file, inner(name), "expected a value, found none");
        }
        return field.get();
    }

    Optional<JsonPlace> optional(String name) throws TraceFormatException {
        if (!node.isObject()) {
            throw expected("a record");
        }
        return node.optional(name).map(value -> new JsonPlace(file, inner(name), value));
    }

    /** Complains about a field that is none of those. */
    void onlyFields(Collection<String> allowed) throws TraceFormatException {
        if (!node.isObject()) {
            throw expected("a record");
        }
        for (String name : node.propertyNames()) {
            if (!allowed.contains(name)) {
                throw new TraceFormatException(
                        file,
                        inner(name),
                        "expected no such name, only " + String.join(", ", new TreeSet<>(allowed)));
            }
        }
    }

    List<JsonPlace> elements(String what) throws TraceFormatException {
        if (!node.isArray()) {
            throw expected(what);
        }
        List<JsonPlace> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            elements.add(new JsonPlace(file, path + "[" + i + "]", node.get(i)));
        }
        return elements;
    }

    String string(String what) throws TraceFormatException {
        if (!node.isString()) {
            throw expected(what);
        }
        return node.stringValue();
    }

    void exactly(String text) throws TraceFormatException {
        if (!node.isString() || !node.stringValue().equals(text)) {
            throw expected('"' + text + '"');
        }
    }

    <E extends Enum<E>> E constant(Class<E> type) throws TraceFormatException {
        return oneOf(FileWords.constants(type));
    }

    /** What one of these words stands for. */
    <T> T oneOf(SequencedMap<String, T> words) throws TraceFormatException {
        @Nullable T meant = node.isString() ? words.get(node.stringValue()) : null;
        if (meant == null) {
            throw expected(FileWords.or(words.keySet()));
        }
        return meant;
    }

    /** An integer within bounds, plain or as {@code {"#bigint": "1"}}. */
    int integer(int lowest, int highest) throws TraceFormatException {
        Optional<BigInteger> value = integer();
        if (value.isEmpty()
                || value.get().compareTo(BigInteger.valueOf(lowest)) < 0
                || value.get().compareTo(BigInteger.valueOf(highest)) > 0) {
            throw expected(
                    lowest == highest
                            ? Integer.toString(lowest)
                            : "an integer from " + lowest + " to " + highest);
        }
        return value.get().intValueExact();
    }

    /** The value of a word of memory: an unsigned integer of 64 bits. */
    long word() throws TraceFormatException {
        Optional<BigInteger> value = integer();
        if (value.isEmpty()
                || value.get().signum() < 0
                || value.get().compareTo(HIGHEST_WORD) > 0) {
            throw expected("an integer from 0 to 2^64-1");
        }
        return value.get().longValue();
    }

    private Optional<BigInteger> integer() {
        if (node.isIntegralNumber()) {
            return Optional.of(node.bigIntegerValue());
        }
        if (node.isObject() && node.size() == 1) {
            return node.optional(Names.BIGINT)
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .filter(digits -> digits.matches("-?[0-9]{1,40}"))
                    .map(BigInteger::new);
        }
        return Optional.empty();
    }

    /** The value inside a variant {@code Some} of Quint's type {@code Option}. */
    JsonPlace some() throws TraceFormatException {
        onlyFields(Set.of("tag", "value"));
        field("tag").exactly("Some");
        return field("value");
    }

    private String inner(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private String shown() {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> node.has(Names.BIGINT) ? cut(node.toString()) : "a record";
            default -> cut(node.toString());
        };
    }

    private static String cut(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }
}
