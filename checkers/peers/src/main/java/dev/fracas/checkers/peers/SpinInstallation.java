package dev.fracas.checkers.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** SPIN and the C compiler that it needs, as Debian packages them. */
final class SpinInstallation {
    private static final List<String> PROGRAMS = List.of("spin", "gcc");

    private SpinInstallation() {}

    /** True if a row can be run; tries to install what is missing first. */
    static boolean present() throws IOException, InterruptedException {
        if (programsFound()) {
            return true;
        }
        if (!onPath("apt-get")) {
            return false;
        }
        return succeeds("apt-get", "update")
                && succeeds("apt-get", "install", "-y", "spin", "gcc", "libc6-dev")
                && programsFound();
    }

    /** SPIN's own name and version, such as {@code Spin Version 6.5.2 -- 6 December 2019}. */
    static String version() throws IOException, InterruptedException {
        Process spin = new ProcessBuilder("spin", "-V").redirectErrorStream(true).start();
        try (var output = spin.inputReader()) {
            String version = output.readAllAsString().strip();
            spin.waitFor();
            return version;
        }
    }

    private static boolean programsFound() {
        return PROGRAMS.stream().allMatch(SpinInstallation::onPath);
    }

    private static boolean onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .anyMatch(Files::isExecutable);
    }

    /**
     * Runs a command with its output on standard error, so that a table on standard output stays
     * whole.
     */
    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (var output = process.getInputStream()) {
            output.transferTo(System.err);
        }
        return process.waitFor() == 0;
    }
}
