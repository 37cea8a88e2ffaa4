package dev.fracas.checkers.cli;

import dev.fracas.checkers.explore.StopSignal;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One run of the command in this virtual machine.
 *
 * @param status the exit status
 */
record Invocation(int status, String out, String err) {
    static Invocation of(String... arguments) {
        return of(new StopSignal(), arguments);
    }

    static Invocation of(StopSignal stop, String... arguments) {
        return of(Repertoire.everything(), stop, arguments);
    }

    static Invocation of(Repertoire repertoire, StopSignal stop, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status =
                Fracas.execute(
                        new PrintWriter(out),
                        new PrintWriter(err, true),
                        stop,
                        repertoire,
                        arguments);
        return new Invocation(status, out.toString(), err.toString());
    }
}
