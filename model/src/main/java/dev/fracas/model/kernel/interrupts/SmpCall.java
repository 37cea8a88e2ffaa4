package dev.fracas.model.kernel.interrupts;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;

import dev.fracas.model.kernel.Threads;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A core has the other cores of its kernel run a function, by an interrupt, and waits until each
 * has (Linux 5.2, {@code kernel/smp.c}). Each core has a {@code call_single_data} for each other
 * core: 0 when it is free, else the number of the function and 1.
 */
public class SmpCall {
    /** What a core runs for another one. */
    @FunctionalInterface
    public interface Function {
        /**
         * Emits the function.
         *
         * @param core the interrupted core, which runs it
         * @param number which of the functions it is, from 0
         */
        void run(Routine r, int core, int number);
    }

    private final Threads threads;
    private final Isa kernel;
    private final int functions;

    /** Who calls; only their {@code call_single_data} needs to be looked at. */
    private final SortedSet<Integer> callers = new TreeSet<>();

    /**
     * @param threads whose tasks are called
     * @param functions how many functions there are to call, at least 1
     */
    public SmpCall(Threads threads, Isa kernel, int functions) {
        this.threads = threads;
        this.kernel = kernel;
        this.functions = functions;
    }

    /** The vector by which the kernel's cores are called. */
    public final InterruptVector vector() {
        return InterruptVector.callFunction(kernel);
    }

    /** The {@code call_single_data} by which one core calls another. */
    private Word csd(int from, int to) {
        String isa = kernel.shortName();
        return Word.named("csd %s:%d-%s:%d".formatted(isa, from, isa, to))
                .bits(WordArray.bitsFor(functions));
    }

    /** {@code smp_call_function_many}: has each other core run the function, and waits. */
    public final void call(Routine r, int number) {
        send(r, number);
        await(r);
    }

    /** The half of {@link #call} that does not wait. */
    public final void send(Routine r, int number) {
        callers.add(r.core());
        r.routine(
                "smp_call_function_many",
                () ->
                        others(r)
                                .forEach(core -> {
                                    r.store(csd(r.core(), core), number + 1L, RELEASE);
                                    r.sendIpi(core, vector());
                                }));
    }

    /** The half of {@link #call} that waits. */
    public final void await(Routine r) {
        r.routine(
                "csd_lock_wait",
                () -> others(r).forEach(core -> r.await(csd(r.core(), core), equalTo(0), RELAXED)));
    }

    private IntStream others(Routine r) {
        return threads.tasksOf(kernel).filter(core -> core != r.core());
    }

    /**
     * The handler of a core's {@link #vector}. The programs of those who call must be built first.
     */
    public final void handle(Routine r, int core, Function function) {
        r.handlerOf(core, vector());
        r.routine(
                "flush_smp_call_function_queue",
                () ->
                        r.loop(() -> {
                            r.awaitIpi(vector());
                            flushQueue(r, core, function);
                        }));
    }

    /** {@code flush_smp_call_function_queue}: runs what the core has been called for. */
    public final void flushQueue(Routine r, int core, Function function) {
        r.routine(
                "flush_smp_call_function_queue",
                () -> {
                    for (int from : callers) {
                        if (from == core) {
                            continue;
                        }
                        Word csd = csd(from, core);
                        Register asked = r.load(csd, RELAXED);
                        for (int number = 0; number < functions; number++) {
                            int called = number;
                            r.when(
                                    asked.isEqualTo(number + 1L),
                                    () -> run(r, csd, () -> function.run(r, core, called)));
                        }
                    }
                });
    }

    /** The function has run before that is acknowledged. */
    protected void run(Routine r, Word csd, Runnable function) {
        function.run();
        acknowledge(r, csd);
    }

    /** {@code csd_unlock}. */
    protected final void acknowledge(Routine r, Word csd) {
        r.store(csd, 0, RELEASE);
    }
}
