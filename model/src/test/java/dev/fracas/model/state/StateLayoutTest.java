package dev.fracas.model.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StateLayoutTest {
    /** Widths of fields, a list for each group. */
    private static StateLayout layout(List<List<Integer>> groups) {
        StateLayout.Builder build = new StateLayout.Builder();
        for (List<Integer> group : groups) {
            build.group();
            for (int bits : group) {
                build.field("f", bits);
            }
        }
        return build.build();
    }

    @Property(tries = 300)
    void fieldsKeepTheirValuesApart(
            @ForAll @Size(max = 12)
                    List<@Size(max = 6) List<@IntRange(min = 1, max = 64) Integer>> groups) {
        StateLayout layout = layout(groups);
        long[] state = new long[layout.words() + 3];
        int at = 2;

        assertThat(layout.fields())
                .extracting(Field::bits)
                .isEqualTo(groups.stream().flatMap(List::stream).toList());
        for (Field field : layout.fields()) {
            assertThat(field.shift() + field.bits()).isLessThanOrEqualTo(64);
            field.put(state, at, field.mask());
        }
        for (Field field : layout.fields()) {
            assertThat(field.get(state, at)).isEqualTo(field.mask());
            field.set(state, at, 0);
            assertThat(field.get(state, at)).isZero();
            List<Field> others = new ArrayList<>(layout.fields());
            others.remove(field);
            assertThat(others).allMatch(other -> other.get(state, at) == other.mask());
            field.set(state, at, field.mask());
        }
        int used = 0;
        for (long word : state) {
            used += Long.bitCount(word);
        }
        assertThat(used).isEqualTo(layout.usedBits());
        assertThat(state[0] | state[1] | state[state.length - 1]).isZero();
    }

    @Test
    void aGroupThatFitsIntoAWordStaysTogether() {
        StateLayout layout = layout(List.of(List.of(30), List.of(20, 20, 20), List.of(30)));

        List<Field> fields = layout.fields();
        assertThat(fields.subList(1, 4)).extracting(Field::word).containsOnly(0);
        assertThat(fields.subList(1, 4)).extracting(Field::shift).containsExactly(0, 20, 40);
        assertThat(layout.words()).isEqualTo(2);
        assertThat(layout.usedBits()).isEqualTo(120);
    }

    @Test
    void aGroupTooWideForAWordIsSpreadOverSeveral() {
        StateLayout layout = layout(List.of(List.of(40, 40, 24)));

        assertThat(layout.words()).isEqualTo(2);
        assertThat(layout.fields()).extracting(Field::word).containsExactly(0, 1, 0);
    }

    @Test
    void aStateHasAWordEvenIfItHoldsNothing() {
        assertThat(layout(List.of()).words()).isEqualTo(1);
    }

    @Test
    void noFieldIsWiderThanAWord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layout(List.of(List.of(65))))
                .withMessage("f: 1 to 64 bits, got 65");
    }
}
