package dev.fracas.checkers.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line for each error; a stack trace only where somebody asks for it. */
final class Errors {
    private static final String DEBUG_PROPERTY = "fracas.debug";
    private static final String DEBUG_VARIABLE = "FRACAS_DEBUG";

    private Errors() {}

    /** A command line that is wrong. */
    static int usage(ParameterException e, String... arguments) {
        CommandLine command = e.getCommandLine();
        boolean unknownCommand =
                e instanceof UnmatchedArgumentException unmatched
                        && !unmatched.isUnknownOption()
                        && command.getParent() == null;
        tell(command, unknownCommand ? unknownCommand(command, arguments) : message(e));
        return ExitStatus.UNUSABLE;
    }

    private static String unknownCommand(CommandLine fracas, String... arguments) {
        return "unknown command '%s': expected one of %s"
                .formatted(
                        arguments.length == 0 ? "" : arguments[0],
                        String.join(", ", fracas.getSubcommands().keySet()));
    }

    /** A command that failed. */
    static int failure(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (e instanceof UserError) {
            tell(command, message(e));
            return ExitStatus.UNUSABLE;
        }
        tell(command, "internal error: " + e);
        if (wantsStackTrace()) {
            PrintWriter err = command.getErr();
            e.printStackTrace(err);
            err.flush();
        }
        return ExitStatus.UNUSABLE;
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static void tell(CommandLine command, String message) {
        String line = message.replaceAll("\\R+\\s*", " ");
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + line);
        command.getErr().flush();
    }

    private static boolean wantsStackTrace() {
        return Boolean.getBoolean(DEBUG_PROPERTY) || System.getenv(DEBUG_VARIABLE) != null;
    }
}
