package dev.fracas.checkers.peers;

import dev.fracas.checkers.peers.SpinOutcome.Cut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs SPIN on a row in a directory of its own, and leaves nothing behind.
 *
 * <p>No reduction, no merged steps, no cleared locals: SPIN then stores exactly the states that
 * {@code STATES.md} describes. A search that would go deeper than allowed is stopped at once, since
 * SPIN would otherwise leave out states and carry on.
 *
 * @param models the directory of the Promela files
 * @param timeLimit for the verifier alone
 * @param memoryLimitMegabytes for the verifier, in units of 2^20 bytes
 */
public record SpinRun(Path models, Duration timeLimit, int memoryLimitMegabytes) {
    /**
     * 2^25 slots of 8 bytes, as many as a large row has states; SPIN takes more when they fill up.
     */
    private static final String HASH_TABLE = "-w25";

    /** Explores the row; an interrupted run leaves no process and no file. */
    public SpinOutcome explore(PeerRow row) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("peers-");
        try {
            copyModels(directory);
            generate(row, directory);
            compile(directory);
            return verify(row, directory);
        } finally {
            delete(directory);
        }
    }

    private void copyModels(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(models)) {
            for (Path file : files.filter(SpinRun::isPromela).toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
    }

    private static boolean isPromela(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".pml") || name.endsWith(".h");
    }

    private static void generate(PeerRow row, Path directory)
            throws IOException, InterruptedException {
        Stream<String> command =
                Stream.of(
                                Stream.of("spin", "-o1", "-o2", "-o3"),
                                row.defines().stream(),
                                Stream.of("-a", row.promela()))
                        .flatMap(part -> part);
        complete(command.toList(), directory);
        printCountsInFull(directory.resolve("pan.c"));
    }

    /** SPIN rounds a count to eight digits, which is no ground for calling two counts equal. */
    private static void printCountsInFull(Path verifier) throws IOException {
        String source = Files.readString(verifier);
        Files.writeString(verifier, source.replace("%9.8g ", "%9.0f "));
    }

    private void compile(Path directory) throws IOException, InterruptedException {
        complete(
                List.of(
                        "gcc",
                        "-O2",
                        "-DSAFETY",
                        "-DNOREDUCE",
                        "-DMEMLIM=" + memoryLimitMegabytes,
                        "-o",
                        "pan",
                        "pan.c"),
                directory);
    }

    private SpinOutcome verify(PeerRow row, Path directory)
            throws IOException, InterruptedException {
        Path output = directory.resolve("pan.out");
        Process pan =
                new ProcessBuilder("./pan", "-b", "-m" + row.panDepth(), HASH_TABLE)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            if (!pan.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new SpinOutcome.NotFinished(Cut.TIME);
            }
            return SpinOutput.read(Files.readString(output));
        } finally {
            pan.destroyForcibly();
        }
    }

    private static void complete(List<String> command, Path directory)
            throws IOException, InterruptedException {
        Path log = directory.resolve("step.log");
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(
                        "'" + String.join(" ", command) + "' failed: " + Files.readString(log));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(SpinRun::deleteOne);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
