package dev.fracas.generators.pagetable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.model.pagetable.Arm64Format;
import dev.fracas.model.pagetable.Arm64Mmu;
import dev.fracas.model.pagetable.Arm64Mmu.HardwareUpdates;
import dev.fracas.model.pagetable.FrameNumbering;
import dev.fracas.model.pagetable.Leaf;
import dev.fracas.model.pagetable.Leaf.Attribute;
import dev.fracas.model.pagetable.LeafFormat;
import dev.fracas.model.pagetable.Mmu;
import dev.fracas.model.pagetable.PaperConversion;
import dev.fracas.model.pagetable.ReleasedConversion;
import dev.fracas.model.pagetable.Translation;
import dev.fracas.model.pagetable.Translation.Translated;
import dev.fracas.model.pagetable.UserAccess;
import dev.fracas.model.pagetable.X86Format;
import dev.fracas.model.pagetable.X86Mmu;
import dev.fracas.spec.Isa;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Laws of page-table entries over all 64-bit words. */
class ConversionLawsTest {
    private static final Set<UserAccess> ANYTHING = EnumSet.allOf(UserAccess.class);

    /** A format and a leaf that it can write. */
    record Written(LeafFormat format, Leaf leaf) {
        long word() {
            return format.encode(leaf);
        }
    }

    // ---- one format

    @Property(tries = 1000)
    void everyWordIsSomethingToEveryKernel(
            @ForAll("words") long word, @ForAll("formats") LeafFormat format) {
        Leaf leaf = format.decode(word);

        assertThat(leaf.state() == Leaf.State.NONE).isEqualTo(word == 0);
    }

    @Property(tries = 1000)
    void whatAKernelWritesItReadsAgain(@ForAll("written") Written written) {
        assertThat(written.format.decode(written.word())).isEqualTo(written.leaf);
    }

    @Property(tries = 1000)
    void writingWhatWasReadChangesNothingThatAKernelReads(
            @ForAll("words") long word, @ForAll("formats") LeafFormat format) {
        Leaf leaf = format.decode(word);
        if (leaf.state() == Leaf.State.SWAPPED || isTooHigh(leaf.frame(), format)) {
            assertThatThrownBy(() -> format.encode(leaf))
                    .isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(format.decode(format.encode(leaf))).isEqualTo(leaf);
        }
    }

    @Property(tries = 1000)
    void whatAKernelWritesForAPageItsHardwareTakesForOne(@ForAll("written") Written written) {
        assertThat(written.format.isWellFormed(written.word())).isTrue();
    }

    // ---- hardware

    @Property(tries = 1000)
    void anMmuAllowsAnAccessOrFaultsOnIt(@ForAll("words") long word, @ForAll("mmus") Mmu mmu) {
        Set<UserAccess> through = EnumSet.noneOf(UserAccess.class);
        for (UserAccess access : UserAccess.values()) {
            if (mmu.translate(word, access).isTranslated()) {
                through.add(access);
            }
        }

        for (UserAccess access : through) {
            assertThat(mmu.translate(word, access))
                    .isInstanceOfSatisfying(
                            Translated.class, t -> assertThat(t.allowed()).isEqualTo(through));
        }
    }

    @Property(tries = 1000)
    void takingNoteOfAnAccessChangesNoMoreThanAccessedAndDirty(
            @ForAll("words") long word, @ForAll("mmus") Mmu mmu, @ForAll UserAccess access) {
        if (mmu.translate(word, access) instanceof Translated first) {
            long noted =
                    mmu.isa() == Isa.X86_64
                            ? X86Format.A | X86Format.D
                            : Arm64Format.AF | Arm64Format.RDONLY;
            assertThat((first.updated() ^ word) & ~noted).isZero();
            assertThat(mmu.translate(first.updated(), access))
                    .isEqualTo(new Translated(first.frame(), first.allowed(), first.updated()));
        }
    }

    @Property(tries = 1000)
    void noMmuWalksWhatItsKernelTakesForAbsent(
            @ForAll("words") long word, @ForAll("mmus") Mmu mmu, @ForAll UserAccess access) {
        if (format(mmu).decode(word).state() != Leaf.State.PRESENT) {
            assertThat(mmu.translate(word, access).isTranslated()).isFalse();
        }
    }

    @Property(tries = 1000)
    void noMmuAllowsMoreThanItsKernelReads(
            @ForAll("words") long word, @ForAll("mmus") Mmu mmu, @ForAll UserAccess access) {
        if (mmu.translate(word, access) instanceof Translated t) {
            Leaf leaf = format(mmu).decode(word);
            assertThat(t.frame()).isEqualTo(leaf.frame());
            // AArch64 writes by AP[2], which Linux clears for a page that it calls dirty: a word
            // with AP[2] and DBM both clear is writable for the hardware alone.
            Set<UserAccess> known = EnumSet.copyOf(permissions(leaf));
            if (mmu.isa() == Isa.AARCH64 && (word & Arm64Format.RDONLY) == 0) {
                known.add(UserAccess.WRITE);
            }
            assertThat(known).contains(access);
        }
    }

    // ---- words of the other ISA

    @Property(tries = 1000)
    void noLeafOfTheArmKernelLetsAnX86ProgramIn(
            @ForAll("armLeaves") Written written,
            @ForAll("x86Formats") X86Format format,
            @ForAll UserAccess access) {
        assertThat(new X86Mmu(format).translate(written.word(), access).isTranslated()).isFalse();
    }

    @Property(tries = 1000)
    void aLeafOfTheX86KernelLetsAnArmProgramInOnlyWhereHardwareSetsTheAccessFlag(
            @ForAll("x86Leaves") Written written,
            @ForAll("armFormats") Arm64Format format,
            @ForAll HardwareUpdates updates) {
        Arm64Mmu mmu = new Arm64Mmu(format, updates);
        boolean present = written.leaf.state() == Leaf.State.PRESENT;
        boolean page = present && written.leaf.has(Attribute.WRITABLE);
        boolean misread = page && updates != HardwareUpdates.NONE;
        boolean reads = misread && written.leaf.has(Attribute.DIRTY);
        // UXN is a bit of no meaning to x86, so that NX keeps no Arm program from executing.
        boolean executes = misread;
        Statistics.label("lets an Arm program read").collect(reads);

        assertThat(mmu.translate(written.word(), UserAccess.READ).isTranslated()).isEqualTo(reads);
        assertThat(mmu.translate(written.word(), UserAccess.WRITE).isTranslated()).isEqualTo(reads);
        assertThat(mmu.translate(written.word(), UserAccess.EXECUTE).isTranslated())
                .isEqualTo(executes);
    }

    // ---- the paper's conversion

    @Property(seed = "1", tries = 1000)
    @StatisticsReport(onFailureOnly = true)
    void conversionNeverGrowsPermissions(
            @ForAll("words") long word,
            @ForAll("directions") Tuple2<LeafFormat, LeafFormat> direction,
            @ForAll("vmas") Set<UserAccess> vma,
            @ForAll HardwareUpdates updates,
            @ForAll FrameNumbering numbering) {
        LeafFormat from = direction.get1();
        LeafFormat to = direction.get2();
        Optional<Long> converted = convert(numbering, word, from, to, vma);
        Statistics.label("converted")
                .collect(converted.isPresent())
                .coverage(c -> c.check(true).percentage(p -> p > 20));
        if (converted.isEmpty()) {
            return;
        }
        Leaf leaf = from.decode(word);
        Set<UserAccess> most = EnumSet.copyOf(permissions(leaf));
        most.retainAll(vma);
        for (UserAccess access : UserAccess.values()) {
            Translation translation = mmu(to, updates).translate(converted.get(), access);
            if (translation instanceof Translated t) {
                assertThat(most).contains(access).containsAll(t.allowed());
                assertThat(leaf.state()).isEqualTo(Leaf.State.PRESENT);
                assertThat(t.frame()).isEqualTo(renumbered(numbering, leaf.frame(), from, to));
            }
        }
    }

    @Property(seed = "1", tries = 1000)
    @StatisticsReport(onFailureOnly = true)
    void conversionThereAndBackIsTheSameLeaf(
            @ForAll("written") Written written,
            @ForAll("formats") LeafFormat to,
            @ForAll FrameNumbering numbering) {
        PaperConversion conversion = new PaperConversion(numbering);
        Optional<Long> there = convert(numbering, written.word(), written.format, to, ANYTHING);
        Statistics.label("converted")
                .collect(there.isPresent())
                .coverage(c -> c.check(true).percentage(p -> p > 30));
        if (there.isEmpty()) {
            return;
        }
        long back = conversion.convert(there.get(), to, written.format, ANYTHING);

        Leaf kept = written.leaf;
        if (to.isa() == Isa.X86_64 && !kept.has(Attribute.USER)) {
            kept = kept.without(Attribute.EXECUTABLE);
        }
        assertThat(written.format.decode(back)).isEqualTo(kept);
    }

    @Property(tries = 1000)
    void conversionTwiceIsConversionOnce(
            @ForAll("written") Written written,
            @ForAll("formats") LeafFormat to,
            @ForAll("vmas") Set<UserAccess> vma) {
        Optional<Long> once =
                convert(FrameNumbering.COMMON, written.word(), written.format, to, vma);
        once.ifPresent(word ->
                assertThat(convert(FrameNumbering.COMMON, word, to, to, vma)).contains(word));
    }

    @Property(tries = 1000)
    void conversionKeepsWhetherAPageWasAccessedAndWritten(
            @ForAll("written") Written written,
            @ForAll("formats") LeafFormat to,
            @ForAll("vmas") Set<UserAccess> vma) {
        convert(FrameNumbering.COMMON, written.word(), written.format, to, vma)
                .ifPresent(word -> {
                    Leaf leaf = to.decode(word);
                    assertThat(leaf.has(Attribute.YOUNG))
                            .isEqualTo(written.leaf.has(Attribute.YOUNG));
                    assertThat(leaf.has(Attribute.DIRTY))
                            .isEqualTo(written.leaf.has(Attribute.DIRTY));
                });
    }

    // ---- the released conversions, which keep none of this

    @Property(tries = 1000)
    void theReleasedReformatLetsEveryX86ProgramWriteWhateverTheWordWas(@ForAll("words") long word) {
        Mmu mmu = new X86Mmu(new X86Format(52));

        assertThat(mmu.translate(ReleasedConversion.reformat(word), UserAccess.WRITE))
                .isInstanceOfSatisfying(
                        Translated.class,
                        t ->
                                assertThat(t.allowed())
                                        .containsExactlyInAnyOrder(
                                                UserAccess.READ, UserAccess.WRITE));
    }

    @Property(tries = 1000)
    void theReleasedWalkerMapsEveryWordThatHasAFrame(
            @ForAll("words") long word, @ForAll boolean writeFault) {
        Mmu mmu = new Arm64Mmu(Arm64Format.OA_48, HardwareUpdates.NONE);
        var mapped = ReleasedConversion.walkerMaps(word, writeFault);

        assertThat(mapped.isEmpty()).isEqualTo((word & X86Format.PFN_MASK) == 0);
        mapped.ifPresent(leaf ->
                assertThat(
                                mmu.translate(leaf, writeFault ? UserAccess.WRITE : UserAccess.READ)
                                        .isTranslated())
                        .isTrue());
    }

    // ---- what the laws are stated with

    /** Nothing where the conversion refuses the word, for one of the reasons that it states. */
    private static Optional<Long> convert(
            FrameNumbering numbering,
            long word,
            LeafFormat from,
            LeafFormat to,
            Set<UserAccess> vma) {
        PaperConversion conversion = new PaperConversion(numbering);
        try {
            return Optional.of(conversion.convert(word, from, to, vma));
        } catch (IllegalArgumentException e) {
            Leaf leaf = from.decode(word);
            boolean numbered = isNumbered(numbering, leaf.frame(), from, to);
            assertThat(
                            leaf.state() == Leaf.State.SWAPPED
                                    || !from.isWellFormed(word)
                                    || !numbered
                                    || isTooHigh(renumbered(numbering, leaf.frame(), from, to), to))
                    .as("refused for a reason")
                    .isTrue();
            return Optional.empty();
        }
    }

    private static boolean isNumbered(
            FrameNumbering numbering, long frame, LeafFormat from, LeafFormat to) {
        long gib = 1L << 18;
        if (numbering == FrameNumbering.COMMON || from.isa() == to.isa() || frame >= 4 * gib) {
            return true;
        }
        return to.isa() == Isa.AARCH64 ? frame < 3 * gib : frame >= gib;
    }

    private static long renumbered(
            FrameNumbering numbering, long frame, LeafFormat from, LeafFormat to) {
        long gib = 1L << 18;
        if (numbering == FrameNumbering.COMMON || from.isa() == to.isa() || frame >= 4 * gib) {
            return frame;
        }
        return to.isa() == Isa.AARCH64 ? frame + gib : frame - gib;
    }

    private static boolean isTooHigh(long frame, LeafFormat format) {
        return frame >>> (format.physicalBits() - LeafFormat.PAGE_SHIFT) != 0;
    }

    private static Set<UserAccess> permissions(Leaf leaf) {
        Set<UserAccess> some = EnumSet.noneOf(UserAccess.class);
        if (leaf.has(Attribute.USER)) {
            some.add(UserAccess.READ);
        }
        if (leaf.has(Attribute.USER) && leaf.has(Attribute.WRITABLE)) {
            some.add(UserAccess.WRITE);
        }
        if (leaf.has(Attribute.EXECUTABLE)) {
            some.add(UserAccess.EXECUTE);
        }
        return some;
    }

    private static LeafFormat format(Mmu mmu) {
        return switch (mmu) {
            case X86Mmu x86 -> x86.format();
            case Arm64Mmu arm -> arm.format();
        };
    }

    private static Mmu mmu(LeafFormat format, HardwareUpdates updates) {
        return switch (format) {
            case X86Format x86 -> new X86Mmu(x86);
            case Arm64Format arm -> new Arm64Mmu(arm, updates);
        };
    }

    @Provide
    Arbitrary<Long> words() {
        return PageTableArbitraries.words();
    }

    @Provide
    Arbitrary<X86Format> x86Formats() {
        return PageTableArbitraries.x86Formats();
    }

    @Provide
    Arbitrary<Arm64Format> armFormats() {
        return PageTableArbitraries.armFormats();
    }

    @Provide
    Arbitrary<LeafFormat> formats() {
        return Arbitraries.oneOf(x86Formats(), armFormats());
    }

    @Provide
    Arbitrary<Mmu> mmus() {
        return Arbitraries.oneOf(
                x86Formats().map(X86Mmu::new), armFormats().flatMap(PageTableArbitraries::armMmus));
    }

    @Provide
    Arbitrary<Written> written() {
        return formats().flatMap(f -> PageTableArbitraries.leaves(f).map(l -> new Written(f, l)));
    }

    @Provide
    Arbitrary<Written> armLeaves() {
        return armFormats()
                .flatMap(f -> PageTableArbitraries.leaves(f).map(l -> new Written(f, l)));
    }

    @Provide
    Arbitrary<Written> x86Leaves() {
        return x86Formats()
                .flatMap(f -> PageTableArbitraries.leaves(f).map(l -> new Written(f, l)));
    }

    @Provide
    Arbitrary<Tuple2<LeafFormat, LeafFormat>> directions() {
        return Arbitraries.oneOf(
                x86Formats().flatMap(x -> armFormats().map(a -> Tuple.of(x, a))),
                x86Formats().flatMap(x -> armFormats().map(a -> Tuple.of(a, x))));
    }

    @Provide
    Arbitrary<Set<UserAccess>> vmas() {
        return PageTableArbitraries.vmas();
    }
}
