package dev.fracas.model.program;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A line of the model's own source. Instructions that the same line emits, on whatever core and
 * however often it is called, are what a person sees as one instruction of the protocol.
 *
 * @param type simple name of the outermost class that holds the line
 * @param method the method; where the line stands in a lambda, the method that the lambda stands in
 * @param line its number in the file, from 1
 */
public record SourceLine(String type, String method, int line) {
    private static final String LAMBDA = "lambda$";
    private static final String ROUTINE = Routine.class.getName();
    private static final StackWalker WALKER = StackWalker.getInstance();

    /** A place in byte code. */
    private record Spot(String type, String method, int at) {}

    /** To find a line's number takes longer than everything else that a program's builder does. */
    private static final Map<Spot, SourceLine> KNOWN = new ConcurrentHashMap<>();

    /** Bound while lines are asked for. */
    private static final ScopedValue<Boolean> RECORDED = ScopedValue.newInstance();

    /**
     * Builds programs whose instructions know their lines. Others do not: to find the lines takes a
     * few times as long as to build a program.
     */
    public static <T> T recorded(Supplier<T> building) {
        return ScopedValue.where(RECORDED, true).call(building::get);
    }

    /**
     * The lines that called {@link Routine}, the innermost first: those of the package that called
     * it, as far as they call each other. None where nobody asked for lines.
     */
    static List<SourceLine> ofCallers() {
        return RECORDED.isBound() ? WALKER.walk(SourceLine::ofOnePackage) : List.of();
    }

    private static List<SourceLine> ofOnePackage(Stream<StackFrame> frames) {
        List<SourceLine> lines = new ArrayList<>();
        String caller = "";
        for (Iterator<StackFrame> all = frames.skip(1).iterator(); all.hasNext(); ) {
            StackFrame frame = all.next();
            String name = frame.getClassName();
            if (name.startsWith(ROUTINE) || name.startsWith("java.")) {
                continue;
            }
            String home = name.substring(0, name.lastIndexOf('.') + 1);
            if (caller.isEmpty()) {
                caller = home;
            } else if (!caller.equals(home)) {
                break;
            }
            lines.add(
                    KNOWN.computeIfAbsent(
                            new Spot(name, frame.getMethodName(), frame.getByteCodeIndex()),
                            spot -> of(spot, home, frame)));
        }
        return lines;
    }

    private static SourceLine of(Spot spot, String home, StackFrame frame) {
        return new SourceLine(
                outermost(spot.type.substring(home.length())),
                outsideOfLambdas(spot.method),
                frame.getLineNumber());
    }

    private static String outermost(String type) {
        int nested = type.indexOf('$');
        return nested < 0 ? type : type.substring(0, nested);
    }

    private static String outsideOfLambdas(String method) {
        return method.startsWith(LAMBDA)
                ? method.substring(LAMBDA.length(), method.lastIndexOf('$'))
                : method;
    }

    /** {@code TicketLock.draw}. */
    public String where() {
        return type + "." + method;
    }

    @Override
    public String toString() {
        return where() + ":" + line;
    }
}
