package dev.fracas.model.machine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {
    private static final Memory MIXED = Memory.named("x86=tso:3,arm=sc");

    @ParameterizedTest
    @ValueSource(strings = {"sc", "tso:1", "tso:8", "x86=tso:2,arm=sc", "x86=sc,arm=tso:4"})
    void aMemoryIsReadAsItIsNamed(String name) {
        assertThat(Memory.named(name).text()).isEqualTo(name);
    }

    @Test
    void everySystemIsReadAsItIsNamed() {
        assertThat(MemorySystem.all())
                .allSatisfy(system ->
                        assertThat(Memory.named(system.text()))
                                .isEqualTo(Memory.everywhere(system)))
                .allSatisfy(system ->
                        assertThat(Memory.named(system.id())).isEqualTo(Memory.everywhere(system)))
                .extracting(MemorySystem::id)
                .doesNotHaveDuplicates()
                .hasSize(MemorySystem.class.getPermittedSubclasses().length);
    }

    @Test
    void isasWithTheSameSystemHaveItTogether() {
        assertThat(Memory.named("x86=sc,arm=sc")).isEqualTo(Memory.sequentialConsistency());
        assertThat(Memory.named("x86=sc,arm=sc").text()).isEqualTo("sc");
    }

    @Test
    void aNameIsSilentAboutWhatStaysAsItIs() {
        assertThat(Memory.totalStoreOrder(4).renamed("tso").text()).isEqualTo("tso:4");
        assertThat(Memory.totalStoreOrder(4).renamed("arm=sc").text())
                .isEqualTo("x86=tso:4,arm=sc");
        assertThat(MIXED.renamed("tso").text()).isEqualTo("x86=tso:3,arm=tso:2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "weak | unknown word 'weak': expected sc or tso",
                "tso:0 | 1 to 8 entries, got 0",
                "tso:many | 'many' is not a size: expected for example tso:2",
                "sc:2 | sc has no size",
                "mips=sc | unknown core 'mips': expected x86 or arm",
                "x86=sc,tso | 'tso' is not a memory system of an ISA: expected for example x86=tso,arm=sc",
                "arm=sc,arm=tso | arm has one memory system, got two",
            })
    void whatIsNoMemoryIsRefusedWithTheReason(String name, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> Memory.named(name)).withMessage(why);
    }

    @Test
    void everyIsaHasASystem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Memory(Map.of(Isa.X86_64, new SequentialConsistency())))
                .withMessage("no memory system for arm");
    }

    @Test
    void smallerMemoriesAreSequentialOrHaveShallowerBuffers() {
        assertThat(Memory.totalStoreOrder(3).smaller())
                .extracting(Memory::text)
                .containsExactly("sc", "tso:1", "tso:2");
        assertThat(MIXED.smaller())
                .extracting(Memory::text)
                .containsExactly("sc", "x86=tso:1,arm=sc", "x86=tso:2,arm=sc");
        assertThat(Memory.sequentialConsistency().smaller()).isEmpty();
    }

    @Test
    void onlySystemsWithASizeChangeIt() {
        assertThat(MIXED.ofSize(5)).contains(Memory.named("x86=tso:5,arm=sc"));
        assertThat(Memory.sequentialConsistency().ofSize(5)).isEmpty();
    }

    @Test
    void filesRecordADepthWhereOneSystemServesAll() {
        assertThat(Memory.sequentialConsistency().recordedDepth()).isEqualTo(OptionalInt.of(0));
        assertThat(Memory.totalStoreOrder(3).recordedDepth()).isEqualTo(OptionalInt.of(3));
        assertThat(MIXED.recordedDepth()).isEmpty();
    }

    @Test
    void aMemoryIsSequentialForTheCoresThatHaveNoBuffer() {
        assertThat(MIXED.isSequentialFor(List.of(Isa.AARCH64, Isa.AARCH64))).isTrue();
        assertThat(MIXED.isSequentialFor(List.of(Isa.AARCH64, Isa.X86_64))).isFalse();
    }

    @Test
    void aReportSaysWhichIsaHasWhich() {
        assertThat(MIXED).hasToString("x86 on tso, store buffers of 3, and arm on sc");
        assertThat(Memory.totalStoreOrder(3)).hasToString("tso, store buffers of 3");
    }
}
