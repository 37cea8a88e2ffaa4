package dev.fracas.checkers.cli;

import dev.fracas.checkers.explore.StopSignal;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A run of the command in this virtual machine.
 *
 * @param status the exit status
 */
public record NewcomerCommand(int status, String out) {
    /** Runs it with those arguments, the first of which names what to do. */
    public static NewcomerCommand of(String... arguments) {
        StringWriter out = new StringWriter();
        int status =
                Fracas.execute(
                        new PrintWriter(out),
                        new PrintWriter(out, true),
                        new StopSignal(),
                        arguments);
        return new NewcomerCommand(status, out.toString());
    }
}
