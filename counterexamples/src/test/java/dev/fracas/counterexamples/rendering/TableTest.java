package dev.fracas.counterexamples.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.counterexamples.rendering.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<Column> COLUMNS =
            List.of(new Column("n", true), new Column("what", false));

    @Test
    void numbersStandToTheRight() {
        Table table = new Table(80, COLUMNS);
        table.row(List.of("7", "a"));
        table.row(List.of("12", "b"));
        assertThat(table.text())
                .isEqualTo(
                        """
                           n  what
                           7  a
                          12  b
                        """);
    }

    @Test
    void longCellsGoOnBelow() {
        Table table = new Table(20, COLUMNS);
        table.row(List.of("1", "one two three four five"));
        assertThat(table.text())
                .isEqualTo(
                        """
                          n  what
                          1  one two three
                               four five
                        """);
    }

    @Test
    void wordsThatAreTooLongAreBroken() {
        assertThat(Table.wrap("abcdefgh", 4)).containsExactly("abcd", "  ef", "  gh");
        assertThat(Table.wrap("", 4)).containsExactly("");
    }

    @Test
    void aRowHasACellForEachColumn() {
        Table table = new Table(20, COLUMNS);
        assertThatThrownBy(() -> table.row(List.of("1"))).hasMessage("a row has 2 cells, got 1");
    }
}
