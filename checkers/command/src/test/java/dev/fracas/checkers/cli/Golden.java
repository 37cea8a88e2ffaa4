package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Texts that a person reads, pinned by files under {@code src/test/resources}. To accept what is
 * printed now: {@code -Dfracas.golden=overwrite}; then look at the difference before committing it.
 */
final class Golden {
    private static final Path FOLDER =
            Path.of("src", "test", "resources", "dev", "fracas", "checkers", "golden");
    private static final Pattern TIME = Pattern.compile(" *(?:\\d+\\.\\d+|\\d+ min \\d+) s\\b");
    private static final Pattern MEMORY = Pattern.compile("\\d+ MiB|\\d+\\.\\d GiB");

    private Golden() {}

    static void assertPinned(String name, String text) {
        Path file = FOLDER.resolve(name);
        try {
            if (System.getProperty("fracas.golden", "").equals("overwrite")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, text);
            }
            assertThat(file).exists();
            assertThat(text).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text without what differs from run to run: times and sizes of memory. */
    static String masked(String text) {
        String timeless =
                TIME.matcher(text)
                        .replaceAll(time -> {
                            // However many digits: a slow machine needs a wider column.
                            boolean isInColumn = time.group().startsWith("  ");
                            return isInColumn ? "  #.## s" : " #.## s";
                        });
        return MEMORY.matcher(timeless).replaceAll("### MiB");
    }
}
