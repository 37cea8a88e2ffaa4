package dev.fracas.checkers.newcomer;

import static dev.fracas.checkers.assertions.FracasAssertions.assertThat;
import static dev.fracas.checkers.assertions.FracasAssertions.mechanism;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.cli.NewcomerCommand;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A family is one line outside its own packages: the line under META-INF/services. Everything that
 * there is for our own families is there for it.
 */
class NewcomerTest {
    @TempDir private Path folder = Path.of("");

    private static NewcomerCommand fracas(String... arguments) {
        return NewcomerCommand.of(arguments);
    }

    @Test
    void itIsListed() {
        assertThat(fracas("list", "mechanisms").out())
                .contains("queue-numbers: cores draw numbers", "drawn-number", "these tests");
        assertThat(fracas("list", "properties").out()).contains("no-number-twice");
        assertThat(fracas("list", "defects").out()).contains("number-torn");
    }

    @Test
    void itIsCheckedAndCostedBesideOthers() throws IOException {
        Path json = folder.resolve("out.json");
        NewcomerCommand check =
                fracas("check", "drawn-number", "tas", "ttas", "ticket", "--json", "" + json);
        assertThat(check.status()).isZero();
        assertThat(check.out())
                .contains("queue-numbers: cores draw numbers", "Draw to show in cycles")
                .containsPattern("drawn-number +\\d+ +\\d+ +\\S+ s +HOLDS")
                .contains("1 queue-numbers and 3 lock mechanisms: 4 as declared");
        assertThat(json).content().contains("\"drawn-number\"", "\"draw to show\"");
    }

    @Test
    void itsDefectIsCaughtToldInItsWordsReplayedAndMinimized() {
        NewcomerCommand check =
                fracas("check", "--defect", "number-torn", "--traces", folder.toString());
        assertThat(check.status()).isEqualTo(1);
        assertThat(check.out())
                .contains("somebody's number is taken")
                .contains("is caught: it violates no-number-twice");
        Path trace = folder.resolve("drawn-number-number-torn-no-number-twice.itf.json");
        assertThat(fracas("replay", trace.toString()).status()).isZero();
        assertThat(fracas("minimize", trace.toString()).status()).isZero();
    }

    @Test
    void itIsHunted() {
        assertThat(fracas("hunt", "drawn-number", "--runs", "20").status()).isZero();
        NewcomerCommand hunt = fracas("hunt", "--defect", "number-torn", "--runs", "20");
        assertThat(hunt.status()).isEqualTo(1);
        assertThat(hunt.out()).contains("somebody's number is taken");
    }

    @Test
    void itIsMutated() {
        assertThat(fracas("mutate", "drawn-number", "--operators", "split-atomic").out())
                .contains("1 mutant: 1 killed", "no-number-twice");
    }

    @Test
    void itIsDisassembled() {
        assertThat(fracas("disassemble", "drawn-number").out()).contains("fetch-and-add next, 1");
    }

    @Test
    void testsAskForItByItsName() {
        assertThat(mechanism("drawn-number")).keepsItsPromises();
    }
}
