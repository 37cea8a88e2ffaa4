package dev.fracas.model.timing;

import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Await;
import dev.fracas.model.program.Instruction.CompareAndSwap;
import dev.fracas.model.program.Instruction.Fence;
import dev.fracas.model.program.Instruction.FetchAndOp;
import dev.fracas.model.program.Instruction.Load;
import dev.fracas.model.program.Instruction.LoadExclusive;
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Instruction.StoreExclusive;
import dev.fracas.model.program.Instruction.Swap;
import dev.fracas.model.program.MemoryOrder;
import java.util.Optional;

/** How an instruction that was executed met the cache line that it names. */
enum Access {
    /** Not at all. */
    NONE,
    /** It read the line. */
    LOAD,
    /** It was served by the core's own store buffer. */
    FORWARD,
    /** It took the line for itself: a store that reached memory, or an atomic access. */
    STORE,
    /** It only entered the store buffer. */
    BUFFER;

    /** What the instruction loads from, when it is a load. */
    static Optional<Address> loadedFrom(Instruction instruction) {
        return switch (instruction) {
            case Load l -> Optional.of(l.from());
            case Await a -> Optional.of(a.from());
            case LoadExclusive l -> Optional.of(l.from());
            default -> Optional.empty();
        };
    }

    /**
     * The access of an instruction that named a location, unless the core's own store buffer serves
     * it.
     */
    static Access of(Instruction instruction, Effect effect, Exclusives exclusives) {
        if (loadedFrom(instruction).isPresent()) {
            return LOAD;
        }
        return switch (instruction) {
            case Store s -> effect.memoryWritten() < 0 ? BUFFER : STORE;
            case StoreExclusive s -> effect.wrote() || exclusives.isEmulated() ? STORE : NONE;
            case FetchAndOp f -> STORE;
            case Swap s -> STORE;
            case CompareAndSwap c -> STORE;
            default -> NONE;
        };
    }

    /** Whether the instruction waits until its core's store buffer is empty. */
    static boolean drainsBuffer(Instruction instruction) {
        return switch (instruction) {
            case Store s -> s.order() == MemoryOrder.SEQ_CST;
            case FetchAndOp f -> true;
            case Swap s -> true;
            case CompareAndSwap c -> true;
            case StoreExclusive s -> true;
            case Fence f -> true;
            case SendIpi s -> true;
            default -> false;
        };
    }
}
