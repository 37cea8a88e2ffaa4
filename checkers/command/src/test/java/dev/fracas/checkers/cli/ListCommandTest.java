package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Property;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ListCommandTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Repertoire ALL = Repertoire.everything();

    @Test
    void everythingIsListed() {
        Invocation run = Invocation.of("list");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
        Golden.assertPinned("list.txt", run.out());
    }

    @Test
    void theListsTogetherAreTheWholeList() {
        String parts =
                Invocation.of("list", "mechanisms").out()
                        + "\n"
                        + Invocation.of("list", "properties").out()
                        + "\n"
                        + Invocation.of("list", "defects").out();
        assertThat(Invocation.of("list").out()).isEqualTo(parts);
    }

    @Test
    void mechanismsAreListedAsJson() {
        JsonNode list = json("list", "mechanisms", "--json");
        assertThat(texts(list, "id"))
                .isEqualTo(ALL.mechanisms().stream().map(Mechanism::id).toList());
        assertThat(list.get(0).get("lacks").get(0).get("property").asString())
                .isEqualTo("every-waiter-gets-in");
    }

    @Test
    void oldWordsListMechanisms() {
        String mechanisms = Invocation.of("list", "mechanisms").out();
        assertThat(Invocation.of("list", "protocols").out()).isEqualTo(mechanisms);
        assertThat(Invocation.of("list", "configurations").out()).isEqualTo(mechanisms);
    }

    @Test
    void propertiesAreListedAsJson() {
        JsonNode list = json("list", "properties", "--json");
        assertThat(texts(list, "id"))
                .isEqualTo(ALL.properties().stream().map(Property::id).toList());
        assertThat(texts(list, "kind")).contains("always", "never", "leads to", "sometimes");
    }

    @Test
    void defectsAreListedAsJsonWithTheCommandThatFindsThem() {
        JsonNode list = json("list", "defects", "--json");
        List<String> names =
                ALL.mechanisms().stream()
                        .flatMap(mechanism -> mechanism.defects().stream())
                        .map(Defect::name)
                        .toList();
        assertThat(texts(list, "name")).isEqualTo(names).hasSizeGreaterThanOrEqualTo(16);
        assertThat(texts(list, "command")).allMatch(c -> c.startsWith("fracas check --defect "));
    }

    @Test
    void everythingAsJsonIsAnObjectOfThreeLists() {
        JsonNode all = json("list", "--json");
        assertThat(all.propertyNames()).containsExactly("mechanisms", "properties", "defects");
    }

    private static JsonNode json(String... arguments) {
        Invocation run = Invocation.of(arguments);
        assertThat(run.status()).isZero();
        return MAPPER.readTree(run.out());
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(node -> node.get(field).asString()).toList();
    }
}
