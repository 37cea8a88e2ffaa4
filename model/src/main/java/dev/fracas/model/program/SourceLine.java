package dev.fracas.model.program;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of the model's own source. Instructions that the same line emits, on whatever core and
 * however often it is called, are what a person sees as one instruction of the protocol.
 *
 * @param home the package; tells apart what a person reads as the same
 * @param type simple name of the outermost class that holds the line
 * @param method the method; where the line stands in a lambda, the method that the lambda stands in
 * @param line its number in the file, from 1
 */
public record SourceLine(String home, String type, String method, int line) {
    private static final String LAMBDA = "lambda$";
    private static final String ROUTINE = Routine.class.getName();
    private static final String SOURCE_LINE = SourceLine.class.getName();
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
     * The methods that are under way where a routine is made. Whichever of them is still under way
     * when an instruction is emitted makes the program: it is where the lines of the workload end
     * and those of whoever asked for a machine begin.
     */
    record Makers(Set<String> methods) {
        static Makers ofRoutine() {
            return RECORDED.isBound()
                    ? new Makers(
                            WALKER.walk(frames ->
                                    frames.filter(SourceLine::isOfModel)
                                            .map(SourceLine::method)
                                            .collect(Collectors.toSet())))
                    : new Makers(Set.of());
        }
    }

    /**
     * The lines that called {@link Routine}, the innermost first, of whatever package: out to the
     * method that makes the program. None where nobody asked for lines.
     */
    static List<SourceLine> ofCallers(Makers makers) {
        return RECORDED.isBound() ? WALKER.walk(frames -> upTo(makers, frames)) : List.of();
    }

    private static List<SourceLine> upTo(Makers makers, Stream<StackFrame> frames) {
        List<SourceLine> lines = new ArrayList<>();
        for (Iterator<StackFrame> all = frames.iterator(); all.hasNext(); ) {
            StackFrame frame = all.next();
            if (isOfModel(frame)) {
                lines.add(
                        KNOWN.computeIfAbsent(
                                new Spot(
                                        frame.getClassName(),
                                        frame.getMethodName(),
                                        frame.getByteCodeIndex()),
                                spot -> of(spot, frame)));
                if (makers.methods.contains(method(frame))) {
                    break;
                }
            }
        }
        return lines;
    }

    /** Not the builder's, nor what the JDK puts between a caller and a lambda. */
    private static boolean isOfModel(StackFrame frame) {
        String name = frame.getClassName();
        String top = outermost(name);
        return !top.equals(ROUTINE)
                && !top.equals(SOURCE_LINE)
                && !name.startsWith("java.")
                && !name.startsWith("jdk.");
    }

    private static String method(StackFrame frame) {
        return frame.getClassName() + "." + frame.getMethodName();
    }

    private static SourceLine of(Spot spot, StackFrame frame) {
        int end = spot.type.lastIndexOf('.');
        return new SourceLine(
                spot.type.substring(0, Math.max(end, 0)),
                outermost(spot.type.substring(end + 1)),
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

    /** Whether the other line stands in the same class, or in one nested with it. */
    public boolean isInTypeOf(SourceLine other) {
        return home.equals(other.home) && type.equals(other.type);
    }

    /** Whether the other line stands in the same method, or in a lambda in it. */
    public boolean isInMethodOf(SourceLine other) {
        return isInTypeOf(other) && method.equals(other.method);
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
