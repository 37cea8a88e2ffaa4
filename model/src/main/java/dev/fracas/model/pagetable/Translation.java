package dev.fracas.model.pagetable;

import java.util.Set;

/** What an MMU makes of a leaf word for one user access, every level above it permitting all. */
public sealed interface Translation {
    /**
     * The access goes through.
     *
     * @param frame the frame number that is accessed, in the numbering of the MMU's own ISA
     * @param allowed every access that the word allows a user program, this one among them
     * @param updated the word afterwards: x86 sets the accessed and dirty bits, AArch64 does where
     *     its hardware manages them
     */
    record Translated(long frame, Set<UserAccess> allowed, long updated) implements Translation {
        public Translated {
            allowed = Set.copyOf(allowed);
        }
    }

    /**
     * The access faults.
     *
     * @param reason why
     * @param code x86: the error code of {@code #PF}; AArch64: the fault status code, the low six
     *     bits of {@code ESR_EL1}
     * @param name the fault as the architecture writes it: {@code #PF(P|U|RSVD)}, {@code Permission
     *     fault, level 3}
     */
    record PageFault(Reason reason, int code, String name) implements Translation {}

    /** Why an access faults. */
    enum Reason {
        /** {@code P} or {@code VALID} is 0. */
        NOT_PRESENT,
        /** AArch64: valid, but bits 1:0 are 01, which is reserved at level 3. */
        NOT_A_PAGE,
        /** x86: an address bit from MAXPHYADDR on is 1. */
        RESERVED_BIT,
        /** AArch64: the output address is wider than the implementation's. */
        ADDRESS_SIZE,
        /** AArch64: never accessed, and the hardware does not take note itself. */
        ACCESS_FLAG,
        /** Only the kernel may access it. */
        SUPERVISOR_PAGE,
        WRITE_PROTECTED,
        NO_EXECUTE
    }

    /** Whether the access goes through. */
    default boolean isTranslated() {
        return this instanceof Translated;
    }
}
