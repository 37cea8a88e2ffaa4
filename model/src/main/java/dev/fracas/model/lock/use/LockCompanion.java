package dev.fracas.model.lock.use;

import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Routine;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A program that runs beside the cores that contend for a lock: a ticker, an interrupt handler that
 * takes the same lock. It has the first number that no contender and no companion before it has,
 * and {@link Routine#cores} tells it how many contend. It may use the lock, and is then judged as
 * every contender is.
 *
 * @param isa of the core that it runs on
 * @param uses the ways in which it uses the lock; the lock owes for them as for a contender's
 * @param program emits it; says itself when it is a {@linkplain Routine#daemon daemon}
 */
public record LockCompanion(
        Isa isa, List<LockUse> uses, BiConsumer<Routine, CriticalSection> program) {
    public LockCompanion {
        uses = List.copyOf(uses);
    }

    /**
     * Handles a contender's interrupts of that vector for ever, and uses the lock each time; while
     * it does, the contender stands still.
     *
     * @param contender number of its core
     * @param isa of that core
     */
    public static LockCompanion handlerOf(
            int contender, Isa isa, InterruptVector vector, LockUse use) {
        return new LockCompanion(
                isa,
                List.of(use),
                (r, section) -> {
                    r.handlerOf(contender, vector);
                    r.loop(() -> {
                        r.awaitIpi(vector);
                        use.round(r, section);
                    });
                });
    }

    /** Sends a core that interrupt so often, at any time, and ends. */
    public static LockCompanion ticker(Isa isa, int times, int target, InterruptVector vector) {
        return new LockCompanion(
                isa,
                List.of(),
                (r, section) -> {
                    for (int i = 0; i < times; i++) {
                        r.sendIpi(target, vector);
                    }
                });
    }
}
