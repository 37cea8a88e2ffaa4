package dev.fracas.model.pagetable;

import static dev.fracas.model.pagetable.Arm64Format.OA_48;
import static dev.fracas.model.pagetable.Arm64Format.OA_52;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.model.pagetable.Arm64Mmu.HardwareUpdates;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the reduced words to the exact ones that they stand for. */
class LeafWordTest {
    /**
     * A machine that the words may stand for.
     *
     * @param firstFrame x86's number of the frame before frame 1
     * @param conversion its numbering of frames
     */
    private record Setting(
            X86Format x86, Arm64Format arm, long firstFrame, PaperConversion conversion) {
        LeafFormat format(Isa isa) {
            return isa == X86_64 ? x86 : arm;
        }

        /** The leaf in the table, with the frame as its kernel numbers it. */
        long exact(long word) {
            if (word == 0) {
                return 0;
            }
            Isa isa = LeafWord.format(word);
            long x86Frame = firstFrame + LeafWord.frame(word);
            long frame = isa == X86_64 ? x86Frame : conversion.numbering().toArm(x86Frame);
            return format(isa).encode(LeafWord.leaf(word).withFrame(frame));
        }

        long reduced(Isa isa, long exact) {
            Leaf leaf = format(isa).decode(exact);
            if (leaf.equals(Leaf.NONE)) {
                return 0;
            }
            long x86Frame =
                    isa == X86_64 ? leaf.frame() : conversion.numbering().toX86(leaf.frame());
            return LeafWord.of(isa, leaf.withFrame(x86Frame - firstFrame));
        }
    }

    private static final List<Setting> SETTINGS = settings();

    private static List<Setting> settings() {
        List<Setting> all = new ArrayList<>();
        for (FrameNumbering numbering : FrameNumbering.values()) {
            PaperConversion conversion = new PaperConversion(numbering);
            for (long firstFrame : List.of(0L, 0x1000L, Leaves.FOUR_GIB)) {
                all.add(new Setting(X86Format.XEON_GOLD, OA_48, firstFrame, conversion));
                all.add(new Setting(X86Format.QEMU, OA_48, firstFrame, conversion));
                all.add(new Setting(new X86Format(52), OA_52, firstFrame, conversion));
            }
            all.add(new Setting(new X86Format(52), OA_52, 3L << 38, conversion));
        }
        return all;
    }

    /** Every word that is one, with frames 1 to 7. */
    private static List<Long> words() {
        List<Long> all = new ArrayList<>(List.of(0L));
        for (int frame = 1; frame <= 7; frame++) {
            for (Isa format : Isa.values()) {
                for (boolean writable : List.of(false, true)) {
                    all.add(LeafWord.of(format, writable, frame));
                    all.add(LeafWord.invalid(format, writable, frame));
                }
            }
        }
        return all;
    }

    private static boolean exactVerdict(Mmu mmu, Setting setting, long word, boolean write) {
        UserAccess access = write ? UserAccess.WRITE : UserAccess.READ;
        return mmu.translate(setting.exact(word), access).isTranslated();
    }

    @Test
    void everyWordIsAllowedExactlyWhatTheMmuMakesOfTheExactWord() {
        for (Setting setting : SETTINGS) {
            Mmu x86 = new X86Mmu(setting.x86());
            Mmu arm = new Arm64Mmu(setting.arm(), HardwareUpdates.NONE);
            for (long word : words()) {
                for (boolean write : List.of(false, true)) {
                    for (Mmu mmu : List.of(x86, arm)) {
                        assertThat(LeafWord.allows(mmu.isa(), word, write))
                                .as("%s: %s, word %d", setting, mmu, word)
                                .isEqualTo(exactVerdict(mmu, setting, word, write));
                    }
                }
            }
        }
    }

    @Test
    void withHardwareAccessFlagArmIsAllowedWritableX86WordsBesides() {
        for (Setting setting : SETTINGS) {
            for (HardwareUpdates updates : EnumSet.complementOf(EnumSet.of(HardwareUpdates.NONE))) {
                Mmu arm = new Arm64Mmu(setting.arm(), updates);
                for (long word : words()) {
                    for (boolean write : List.of(false, true)) {
                        boolean expected =
                                LeafWord.allows(AARCH64, word, write)
                                        || LeafWord.isMisreadByArm(word);
                        assertThat(exactVerdict(arm, setting, word, write)).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void theMmuReachesTheFrameThatTheWordNames() {
        for (Setting setting : SETTINGS) {
            Mmu arm = new Arm64Mmu(setting.arm(), HardwareUpdates.NONE);
            for (long word : words()) {
                for (Mmu mmu : List.of(new X86Mmu(setting.x86()), arm)) {
                    long exact = setting.exact(word);
                    if (mmu.translate(exact, UserAccess.READ)
                            instanceof Translation.Translated(long frame, var _, var _)) {
                        assertThat(setting.reduced(mmu.isa(), exact)).isEqualTo(word);
                        assertThat(frame)
                                .isEqualTo(setting.format(mmu.isa()).decode(exact).frame());
                    }
                }
            }
        }
    }

    @Test
    void conversionAndReductionCommute() {
        for (Setting setting : SETTINGS) {
            for (long word : words()) {
                Isa from = LeafWord.format(word);
                for (Isa to : Isa.values()) {
                    for (boolean writable : List.of(false, true)) {
                        Set<UserAccess> vma = EnumSet.of(UserAccess.READ);
                        if (writable) {
                            vma.add(UserAccess.WRITE);
                        }
                        long exact =
                                setting.conversion()
                                        .convert(
                                                setting.exact(word),
                                                setting.format(from),
                                                setting.format(to),
                                                vma);
                        assertThat(setting.reduced(to, exact))
                                .isEqualTo(LeafWord.converted(word, to, writable));
                    }
                }
            }
        }
    }

    @Test
    void theReleasedConversionsReduceToPresentWordsAboveFourGib() {
        Setting released =
                new Setting(
                        X86Format.QEMU,
                        OA_48,
                        Leaves.FOUR_GIB,
                        new PaperConversion(FrameNumbering.RELEASED));
        for (long word : words()) {
            long exact = released.exact(word);
            int frame = (int) LeafWord.frame(word);
            if (word != 0) {
                assertThat(released.reduced(X86_64, ReleasedConversion.reformat(exact)))
                        .isEqualTo(LeafWord.of(X86_64, true, frame));
            }
            for (boolean write : List.of(false, true)) {
                OptionalLong mapped = ReleasedConversion.walkerMaps(exact, write);
                assertThat(mapped.isEmpty()).isEqualTo(word == 0);
                mapped.ifPresent(leaf ->
                        assertThat(released.reduced(AARCH64, leaf))
                                .isEqualTo(LeafWord.of(AARCH64, write, frame)));
            }
        }
    }

    @Test
    void theLayoutIsFixed() {
        assertThat(LeafWord.of(X86_64, false, 3)).isEqualTo(0b11_0001);
        assertThat(LeafWord.of(AARCH64, true, 3)).isEqualTo(0b11_0111);
        assertThat(LeafWord.invalid(AARCH64, false, 3)).isEqualTo(0b11_1100);
        assertThat(LeafWord.frame(0b11_0111)).isEqualTo(3);
    }

    @Test
    void nothingIsForeignAboutNoEntry() {
        for (Isa isa : Isa.values()) {
            assertThat(LeafWord.isForeignTo(isa, 0)).isFalse();
            assertThat(LeafWord.allows(isa, 0, false)).isFalse();
        }
        assertThat(LeafWord.isForeignTo(X86_64, LeafWord.of(AARCH64, false, 1))).isTrue();
        assertThat(LeafWord.isForeignTo(AARCH64, LeafWord.of(AARCH64, false, 1))).isFalse();
    }

    @Test
    void whatIsNoWordIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> LeafWord.of(X86_64, true, 0));
        for (long noWord :
                List.of(
                        LeafWord.PRESENT,
                        LeafWord.WRITABLE | 1 << LeafWord.FRAME_SHIFT,
                        LeafWord.PRESENT | LeafWord.INVALID | 1 << LeafWord.FRAME_SHIFT)) {
            assertThatIllegalArgumentException().isThrownBy(() -> LeafWord.leaf(noWord));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeafWord.of(X86_64, Leaf.present(1)))
                .withMessageContaining("no word stands for");
        assertThatIllegalArgumentException().isThrownBy(() -> LeafWord.of(X86_64, Leaf.SWAPPED));
    }
}
