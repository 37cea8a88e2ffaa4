package dev.fracas.model.kernel;

import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Who runs on which core. Threads come first, each on a core of its own, then the kernel threads
 * that serve messages, then the handlers of the x86 threads' interrupts.
 *
 * @param threadIsas the kernel that each thread runs on
 * @param serving the kernels that have a thread which serves messages
 * @param interruptible whether x86 threads take interrupts, which shoot down TLB entries
 */
public record Cast(List<Isa> threadIsas, List<Isa> serving, boolean interruptible) {
    public Cast {
        threadIsas = List.copyOf(threadIsas);
        serving = List.copyOf(serving);
    }

    public int threads() {
        return threadIsas.size();
    }

    public IntStream threadsOf(Isa isa) {
        return IntStream.range(0, threads()).filter(core -> threadIsas.get(core) == isa);
    }

    /** The core that serves messages for the kernel. */
    public OptionalInt worker(Isa kernel) {
        int at = serving.indexOf(kernel);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(threads() + at);
    }

    /**
     * The number of the program that handles the x86 core's {@code CALL_FUNCTION_VECTOR}.
     *
     * @param core one of {@link #interrupted}
     */
    public int handlerOf(int core) {
        return threads() + serving.size() + interrupted().indexOf(core);
    }

    /** The cores that have a handler. */
    public List<Integer> interrupted() {
        return interruptible ? threadsOf(Isa.X86_64).boxed().toList() : List.of();
    }

    public int programs() {
        return threads() + serving.size() + interrupted().size();
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
        List<Isa> isas = new ArrayList<>(threadIsas);
        isas.addAll(serving);
        interrupted().forEach(core -> isas.add(Isa.X86_64));
        return isas;
    }
}
