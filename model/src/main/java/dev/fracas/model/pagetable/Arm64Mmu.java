package dev.fracas.model.pagetable;

import static dev.fracas.model.pagetable.Arm64Format.AF;
import static dev.fracas.model.pagetable.Arm64Format.AP1_USER;
import static dev.fracas.model.pagetable.Arm64Format.AP_TABLE_NO_EL0;
import static dev.fracas.model.pagetable.Arm64Format.DBM;
import static dev.fracas.model.pagetable.Arm64Format.RDONLY;
import static dev.fracas.model.pagetable.Arm64Format.TABLE_OR_PAGE;
import static dev.fracas.model.pagetable.Arm64Format.UXN;
import static dev.fracas.model.pagetable.Arm64Format.VALID;

import dev.fracas.model.pagetable.Translation.PageFault;
import dev.fracas.model.pagetable.Translation.Reason;
import dev.fracas.model.pagetable.Translation.Translated;
import dev.fracas.spec.Isa;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The AArch64 MMU at EL0, stage 1 with the 4 KiB granule, as the Arm ARM has it (VMSAv8-64).
 * Validity counts first, then the size of the address, the access flag, and permissions.
 *
 * <p>Reserved bits of a descriptor are ignored, as are bits 55 to 58 and 63, which belong to
 * software. An instruction fetch from a page of Device memory that is not execute-never is
 * constrained unpredictable; here it goes through, the worse of the two outcomes.
 *
 * @param format where the address stands
 * @param outputBits width of the physical addresses ({@code TCR_EL1.IPS}), 32 to the format's
 * @param updates which bits the hardware sets by itself
 */
public record Arm64Mmu(Arm64Format format, int outputBits, HardwareUpdates updates) implements Mmu {
    /** What FEAT_HAFDBS is switched on for. */
    public enum HardwareUpdates {
        /** No FEAT_HAFDBS, or {@code TCR_EL1.HA} = 0: software sets the access flag. */
        NONE,
        /** {@code TCR_EL1.HA} = 1: no access flag fault, the hardware sets the flag. */
        ACCESS_FLAG,
        /** {@code TCR_EL1.HD} = 1, too: with {@code DBM} a write clears {@code AP[2]}. */
        ACCESS_FLAG_AND_DIRTY
    }

    /** Fault status code: Address size fault, level 3. */
    public static final int ADDRESS_SIZE_FAULT = 0b000011;

    /** Fault status code: Translation fault, level 3. */
    public static final int TRANSLATION_FAULT = 0b000111;

    /** Fault status code: Access flag fault, level 3. */
    public static final int ACCESS_FLAG_FAULT = 0b001011;

    /** Fault status code: Permission fault, level 3. */
    public static final int PERMISSION_FAULT = 0b001111;

    public Arm64Mmu {
        if (outputBits < 32 || outputBits > format.physicalBits()) {
            throw new IllegalArgumentException("no output address size: " + outputBits);
        }
    }

    /** An implementation whose addresses are as wide as the format's. */
    public Arm64Mmu(Arm64Format format, HardwareUpdates updates) {
        this(format, format.physicalBits(), updates);
    }

    @Override
    public Isa isa() {
        return Isa.AARCH64;
    }

    @Override
    public Translation translate(long leaf, UserAccess access) {
        Optional<Reason> reason = refusal(leaf, access);
        if (reason.isPresent()) {
            return fault(reason.get());
        }
        Set<UserAccess> allowed = EnumSet.noneOf(UserAccess.class);
        for (UserAccess each : UserAccess.values()) {
            if (refusal(leaf, each).isEmpty()) {
                allowed.add(each);
            }
        }
        return new Translated(format.frameOf(leaf), allowed, updated(leaf, access));
    }

    private Optional<Reason> refusal(long leaf, UserAccess access) {
        if ((leaf & VALID) == 0) {
            return Optional.of(Reason.NOT_PRESENT);
        }
        if ((leaf & TABLE_OR_PAGE) == 0) {
            return Optional.of(Reason.NOT_A_PAGE);
        }
        if (isTooWide(leaf)) {
            return Optional.of(Reason.ADDRESS_SIZE);
        }
        if ((leaf & AF) == 0 && updates == HardwareUpdates.NONE) {
            return Optional.of(Reason.ACCESS_FLAG);
        }
        if (access == UserAccess.EXECUTE) {
            // AP does not matter to a fetch: a page can be executed and not read.
            return (leaf & UXN) != 0 ? Optional.of(Reason.NO_EXECUTE) : Optional.empty();
        }
        if ((leaf & AP1_USER) == 0) {
            return Optional.of(Reason.SUPERVISOR_PAGE);
        }
        return access == UserAccess.WRITE && (leaf & RDONLY) != 0 && !clearsReadOnly(leaf)
                ? Optional.of(Reason.WRITE_PROTECTED)
                : Optional.empty();
    }

    private boolean isTooWide(long word) {
        return format.frameOf(word) >>> (outputBits - LeafFormat.PAGE_SHIFT) != 0;
    }

    private boolean clearsReadOnly(long leaf) {
        return updates == HardwareUpdates.ACCESS_FLAG_AND_DIRTY && (leaf & DBM) != 0;
    }

    private long updated(long leaf, UserAccess access) {
        long accessed = updates == HardwareUpdates.NONE ? leaf : leaf | AF;
        return access == UserAccess.WRITE && clearsReadOnly(leaf) ? accessed & ~RDONLY : accessed;
    }

    private static PageFault fault(Reason reason) {
        return switch (reason) {
            case NOT_PRESENT, NOT_A_PAGE ->
                    new PageFault(reason, TRANSLATION_FAULT, "Translation fault, level 3");
            case ADDRESS_SIZE ->
                    new PageFault(reason, ADDRESS_SIZE_FAULT, "Address size fault, level 3");
            case ACCESS_FLAG ->
                    new PageFault(reason, ACCESS_FLAG_FAULT, "Access flag fault, level 3");
            case SUPERVISOR_PAGE, WRITE_PROTECTED, NO_EXECUTE ->
                    new PageFault(reason, PERMISSION_FAULT, "Permission fault, level 3");
            case RESERVED_BIT ->
                    throw new IllegalArgumentException("AArch64 ignores reserved bits");
        };
    }

    @Override
    public OptionalLong nextTable(long entry) {
        boolean goesOn =
                (entry & (VALID | TABLE_OR_PAGE)) == (VALID | TABLE_OR_PAGE)
                        && (entry & AP_TABLE_NO_EL0) == 0
                        && !isTooWide(entry);
        return goesOn ? OptionalLong.of(format.frameOf(entry)) : OptionalLong.empty();
    }
}
