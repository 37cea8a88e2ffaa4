package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir private Path folder = Path.of("");

    private String checked(String name) {
        String file = folder.resolve(name).toString();
        Invocation.of("check", "ticket", "stramash-ptl@released", "--json", file);
        return file;
    }

    private String edited(String file, String name, String from, String to) throws IOException {
        String text = Files.readString(Path.of(file));
        assertThat(text).contains(from);
        Path edited = folder.resolve(name);
        Files.writeString(edited, text.replace(from, to));
        return edited.toString();
    }

    @Test
    void theSameChecksAreAlikeAlsoUnderFormerNames() throws IOException {
        String now = checked("now.json");
        String before =
                edited(now, "before.json", "stramash-ptl@released", "stramash-ptl-released");
        Invocation run = Invocation.of("compare", before, now);
        assertThat(run.out()).isEqualTo("2 mechanisms alike; 0 differences\n");
        assertThat(run.status()).isZero();
    }

    @Test
    void anotherCountAndAnotherVerdictAreLines() throws IOException {
        String now = checked("now.json");
        String before = edited(now, "before.json", "\"depth\" : 32", "\"depth\" : 31");
        Invocation run = Invocation.of("compare", before, now);
        assertThat(run.out())
                .isEqualTo("ticket: depth was 31, is 32\n1 mechanism alike; 1 difference\n");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aMechanismThatIsGoneIsALine() throws IOException {
        String now = checked("now.json");
        String before = edited(now, "before.json", "\"ticket\"", "\"token\"");
        assertThat(Invocation.of("compare", before, now).out())
                .contains("ticket: only after\n", "token: only before\n");
    }

    @Test
    void whatIsNoReportIsSaidInOneLine() throws IOException {
        Path text = folder.resolve("text");
        Files.writeString(text, "{}");
        Invocation run = Invocation.of("compare", text.toString(), text.toString());
        assertThat(run.err()).contains("expected the list that check --json writes");
        assertThat(run.status()).isEqualTo(2);
    }
}
