package dev.fracas.checkers.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code fracas} command. */
@Command(name = "fracas", mixinStandardHelpOptions = true, version = "fracas 0.1.0")
public final class Fracas implements Runnable {
    private Fracas() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Fracas()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.err);
    }

    @Command(name = "check", description = "Check everything.")
    int check() {
        System.err.println("fracas: nothing to check yet");
        return 0;
    }
}
