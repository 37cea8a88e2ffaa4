package dev.fracas.counterexamples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.counterexamples.itf.TraceFile;
import dev.fracas.counterexamples.itf.TraceFormatException;
import dev.fracas.model.lock.LockMechanisms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trace of the corpus still shows what it was kept for. */
class CorpusTest {
    private static final Path CORPUS = Path.of("corpus");
    private static final Catalogue CATALOGUE = Catalogue.of(LockMechanisms.all());

    static List<Path> traces() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
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
}
