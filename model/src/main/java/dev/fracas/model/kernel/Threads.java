package dev.fracas.model.kernel;

import dev.fracas.model.program.InterruptVector;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who runs on which core. Tasks come first, each on a core of its own, then the daemons, each on a
 * core of its own, then the handlers of those cores' interrupts. Programs are numbered in that
 * order, and a core has the number of the program that it runs.
 *
 * @param tasks the kernel that each task runs on
 * @param daemons the kernel that each daemon belongs to
 * @param handlers handlers of interrupts
 */
public record Threads(List<Isa> tasks, List<Isa> daemons, List<Handler> handlers) {
    /**
     * The handler of some of a core's interrupts.
     *
     * @param core the number of a task or a daemon
     * @param vectors at least one; a core's other handlers take others
     */
    public record Handler(int core, List<InterruptVector> vectors) {
        public Handler {
            vectors = List.copyOf(vectors);
        }
    }

    /**
     * @throws IllegalArgumentException when a handler is of no task and of no daemon
     */
    public Threads {
        tasks = List.copyOf(tasks);
        daemons = List.copyOf(daemons);
        handlers = List.copyOf(handlers);
        int cores = tasks.size() + daemons.size();
        for (Handler handler : handlers) {
            if (handler.core < 0 || handler.core >= cores) {
                throw new IllegalArgumentException(
                        "core %d has no interrupts to handle: there are cores 0 to %d"
                                .formatted(handler.core, cores - 1));
            }
        }
    }

    /** Tasks and daemons without handlers. */
    public static Threads of(List<Isa> tasks, List<Isa> daemons) {
        return new Threads(tasks, daemons, List.of());
    }

    /**
     * Every task of the kernel has a handler of that vector, behind the handlers that there are.
     */
    public Threads interruptedBy(InterruptVector vector, Isa kernel) {
        Threads all = this;
        for (int core : tasksOf(kernel).toArray()) {
            all = all.withHandler(core, vector);
        }
        return all;
    }

    /** One more handler, behind the others. */
    public Threads withHandler(int core, InterruptVector... vectors) {
        Stream<Handler> more = Stream.of(new Handler(core, List.of(vectors)));
        return new Threads(tasks, daemons, Stream.concat(handlers.stream(), more).toList());
    }

    /** One more daemon, behind the others. */
    public Threads withDaemon(Isa kernel) {
        List<Isa> more = new ArrayList<>(daemons);
        more.add(kernel);
        return new Threads(tasks, more, handlers);
    }

    /** The tasks of that kernel, by their numbers. */
    public IntStream tasksOf(Isa kernel) {
        return IntStream.range(0, tasks.size()).filter(core -> tasks.get(core) == kernel);
    }

    /** The kernel's first daemon. */
    public OptionalInt daemonOf(Isa kernel) {
        int at = daemons.indexOf(kernel);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(tasks.size() + at);
    }

    /** The number of the program that handles the core's interrupts with that vector. */
    public OptionalInt handlerOf(int core, InterruptVector vector) {
        return IntStream.range(0, handlers.size())
                .filter(i -> handlers.get(i).core == core)
                .filter(i -> handlers.get(i).vectors.contains(vector))
                .map(this::program)
                .findFirst();
    }

    /** The program of the handler that stands at that place in the list. */
    public int program(int handler) {
        return tasks.size() + daemons.size() + handler;
    }

    public int programs() {
        return program(handlers.size());
    }

    /** Bits of a word that has one for each program: a byte, or two where that is not enough. */
    public int maskBits() {
        return programs() <= Byte.SIZE ? Byte.SIZE : Short.SIZE;
    }

    public Isa isa(int program) {
        return isas().get(program);
    }

    /** The ISA of each program. */
    public List<Isa> isas() {
        List<Isa> isas = new ArrayList<>(tasks);
        isas.addAll(daemons);
        handlers.forEach(handler -> isas.add(isas.get(handler.core)));
        return isas;
    }
}
