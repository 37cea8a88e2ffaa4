package dev.fracas.model.pagetable;

import static dev.fracas.model.pagetable.X86Format.A;
import static dev.fracas.model.pagetable.X86Format.D;
import static dev.fracas.model.pagetable.X86Format.NX;
import static dev.fracas.model.pagetable.X86Format.P;
import static dev.fracas.model.pagetable.X86Format.PS;
import static dev.fracas.model.pagetable.X86Format.RW;
import static dev.fracas.model.pagetable.X86Format.US;

import dev.fracas.model.pagetable.Translation.PageFault;
import dev.fracas.model.pagetable.Translation.Reason;
import dev.fracas.model.pagetable.Translation.Translated;
import dev.fracas.spec.Isa;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The x86-64 MMU at privilege level 3, with {@code EFER.NXE} set and protection keys off, as the
 * Intel manual has it, volume 3, sections 4.5 to 4.7. A word without {@code P} faults whatever else
 * it says; then reserved bits count, then permissions.
 *
 * @param format its width of physical addresses
 */
public record X86Mmu(X86Format format) implements Mmu {
    /** Error code: the entry was present. */
    public static final int PF_P = 1;

    /** Error code: it was a write. */
    public static final int PF_W = 1 << 1;

    /** Error code: it came from a user program. */
    public static final int PF_U = 1 << 2;

    /** Error code: a reserved bit was 1. */
    public static final int PF_RSVD = 1 << 3;

    /** Error code: it was an instruction fetch. */
    public static final int PF_I = 1 << 4;

    @Override
    public Isa isa() {
        return Isa.X86_64;
    }

    @Override
    public Translation translate(long leaf, UserAccess access) {
        Optional<Reason> reason = refusal(leaf, access);
        if (reason.isPresent()) {
            return fault(reason.get(), access);
        }
        Set<UserAccess> allowed = EnumSet.noneOf(UserAccess.class);
        for (UserAccess each : UserAccess.values()) {
            if (refusal(leaf, each).isEmpty()) {
                allowed.add(each);
            }
        }
        long updated = leaf | A | (access == UserAccess.WRITE ? D : 0);
        return new Translated(X86Format.frameOf(leaf), allowed, updated);
    }

    private Optional<Reason> refusal(long leaf, UserAccess access) {
        if ((leaf & P) == 0) {
            return Optional.of(Reason.NOT_PRESENT);
        }
        if ((leaf & format.reservedBits()) != 0) {
            return Optional.of(Reason.RESERVED_BIT);
        }
        if ((leaf & US) == 0) {
            return Optional.of(Reason.SUPERVISOR_PAGE);
        }
        return switch (access) {
            case READ -> Optional.empty();
            case WRITE -> (leaf & RW) == 0 ? Optional.of(Reason.WRITE_PROTECTED) : Optional.empty();
            case EXECUTE -> (leaf & NX) != 0 ? Optional.of(Reason.NO_EXECUTE) : Optional.empty();
        };
    }

    private static PageFault fault(Reason reason, UserAccess access) {
        int code = PF_U;
        code |= reason == Reason.NOT_PRESENT ? 0 : PF_P;
        code |= reason == Reason.RESERVED_BIT ? PF_RSVD : 0;
        code |= access == UserAccess.WRITE ? PF_W : 0;
        code |= access == UserAccess.EXECUTE ? PF_I : 0;
        return new PageFault(reason, code, name(code));
    }

    private static String name(int code) {
        String[] bits = {"P", "W", "U", "RSVD", "I"};
        StringJoiner name = new StringJoiner("|", "#PF(", ")");
        for (int bit = 0; bit < bits.length; bit++) {
            if ((code & 1 << bit) != 0) {
                name.add(bits[bit]);
            }
        }
        return name.toString();
    }

    @Override
    public OptionalLong nextTable(long entry) {
        boolean goesOn =
                (entry & (P | US | PS)) == (P | US) && (entry & format.reservedBits()) == 0;
        return goesOn ? OptionalLong.of(X86Format.frameOf(entry)) : OptionalLong.empty();
    }
}
