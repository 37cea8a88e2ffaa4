package dev.fracas.counterexamples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.counterexamples.itf.TraceFile;
import dev.fracas.counterexamples.itf.TraceFormatException;
import dev.fracas.model.families.KnownFamilies;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trace of the corpus still shows what it was kept for. */
class CorpusTest {
    private static final Path CORPUS = Path.of("corpus");
    private static final Path RELEASED = CORPUS.resolve("released");
    private static final Pattern NAMED_TRACES = Pattern.compile("- `([a-z-]+)`: (.+)");
    private static final Catalogue CATALOGUE = Catalogue.of(KnownFamilies.all());

    static List<Path> traces() throws IOException {
        return tracesIn(CORPUS);
    }

    private static List<Path> tracesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(TraceFile.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theCorpusHoldsTraces() throws IOException {
        assertThat(CORPUS).isDirectory();
        assertThat(traces()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void everyTraceReplays(Path file) throws TraceFormatException {
        Replay replay = Replay.of(TraceFile.read(file, CATALOGUE), CATALOGUE);
        assertThat(replay.outcome()).as(replay.headline()).isInstanceOf(Outcome.Confirmed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "released/two-remote-faults-one-table@released-no-oops, no-oops, no-bad-address",
        "origin-waits-instead-of-retry, no-deadlock, L24"
    })
    void aTraceMayNameThePropertyByAFormerId(
            String name, String id, String former, @TempDir Path folder)
            throws IOException, TraceFormatException {
        String text = Files.readString(CORPUS.resolve(name + TraceFile.SUFFIX));
        assertThat(text).contains(property(id));
        Path old = folder.resolve("old" + TraceFile.SUFFIX);
        Files.writeString(old, text.replace(property(id), property(former)));
        Replay replay = Replay.of(TraceFile.read(old, CATALOGUE), CATALOGUE);
        assertThat(replay.outcome()).isInstanceOf(Outcome.Confirmed.class);
        assertThat(replay.headline()).startsWith(id + " violated");
    }

    private static String property(String id) {
        return "\"property\":\"" + id + "\"";
    }

    /** A lack of something that no run shows has no trace. */
    @Test
    void everyKnownLackOfTheReleasedReadingHasItsTraceAndNothingElseHas() throws IOException {
        List<String> lacks =
                KnownFamilies.all().mechanisms().stream()
                        .filter(c -> c.reading().equals(Optional.of(Reading.RELEASED)))
                        .flatMap(CorpusTest::namesOfLacks)
                        .toList();
        assertThat(tracesIn(RELEASED).stream().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(lacks);
    }

    private static Stream<String> namesOfLacks(Mechanism mechanism) {
        return mechanism.promises(mechanism.ground().usual()).stream()
                .filter(promise -> !promise.keeps())
                .map(promise -> promise.property())
                .filter(property -> !(property instanceof Property.Sometimes<?>))
                .map(property -> mechanism.id() + "-" + property.id() + TraceFile.SUFFIX);
    }

    /** In lines like {@code - `NAME`: S5, S14}, below the finding that they belong to. */
    @Test
    void theFindingsNameEveryTraceOfTheReleasedReadingAndNothingElse() throws IOException {
        List<String> named =
                Files.readString(RELEASED.resolve("README.md"))
                        .lines()
                        .map(NAMED_TRACES::matcher)
                        .filter(Matcher::matches)
                        .flatMap(CorpusTest::filesNamedIn)
                        .toList();
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        tracesIn(RELEASED).stream()
                                .map(file -> file.getFileName().toString())
                                .toList());
    }

    private static Stream<String> filesNamedIn(Matcher line) {
        return Arrays.stream(line.group(2).split(", "))
                .map(property ->
                        "%s@%s-%s%s"
                                .formatted(
                                        line.group(1),
                                        Reading.RELEASED,
                                        property,
                                        TraceFile.SUFFIX));
    }
}
