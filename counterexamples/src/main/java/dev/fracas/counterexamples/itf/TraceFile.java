package dev.fracas.counterexamples.itf;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.RecordedTrace;
import dev.fracas.counterexamples.Replay;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Writes and reads trace files, {@code NAME.itf.json}. */
public final class TraceFile {
    /** How the name of a trace file ends. */
    public static final String SUFFIX = ".itf.json";

    /** Bytes of a file's name that every file system has room for, less the suffix. */
    private static final int LONGEST_STEM = 200;

    private TraceFile() {}

    /**
     * The name of the file for a trace so called. A workload says in its name all that it does,
     * which may be longer than the name of a file can be: then the end gives way to its hash.
     *
     * @param stem the name without a suffix
     */
    public static String nameOf(String stem) {
        if (stem.length() <= LONGEST_STEM) {
            return stem + SUFFIX;
        }
        String hash = "-%08x".formatted(stem.hashCode());
        return stem.substring(0, LONGEST_STEM - hash.length()) + hash + SUFFIX;
    }

    /**
     * The text of a trace file: one line for each state, ended by a newline.
     *
     * @throws IllegalArgumentException when the machine could not take every step
     */
    public static String text(Replay replay) {
        return new ItfWriter(replay).text();
    }

    /** Writes a trace file, over an older one. */
    public static void write(Path file, Replay replay) throws IOException {
        Files.writeString(file, text(replay));
    }

    /**
     * Reads a trace file.
     *
     * @throws TraceFormatException when it is not one, or names what the catalogue does not have
     */
    public static RecordedTrace read(Path file, Catalogue catalogue) throws TraceFormatException {
        String name = file.toString();
        try {
            return parse(name, Files.readString(file), catalogue);
        } catch (NoSuchFileException e) {
            throw new TraceFormatException(name, "", "expected a trace file, found no file");
        } catch (CharacterCodingException e) {
            throw new TraceFormatException(name, "", "expected text in UTF-8");
        } catch (IOException e) {
            String why = Files.isDirectory(file) ? "a directory" : "one that cannot be read";
            throw new TraceFormatException(name, "", "expected a trace file, found " + why);
        }
    }

    /**
     * Reads the text of a trace file.
     *
     * @param name the file's name in messages
     */
    public static RecordedTrace parse(String name, String text, Catalogue catalogue)
            throws TraceFormatException {
        return new ItfReader(name, catalogue).read(text);
    }
}
