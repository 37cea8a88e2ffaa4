package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @Test
    void timesHaveAUnit() {
        assertThat(Words.duration("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(Words.duration("30s")).isEqualTo(Duration.ofSeconds(30));
        assertThat(Words.duration("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(Words.duration("1h")).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void sizesArePowersOfTwo() {
        assertThat(ByteSize.parse("4K").bytes()).isEqualTo(4096);
        assertThat(ByteSize.parse("512M").bytes()).isEqualTo(512L << 20);
        assertThat(ByteSize.parse("2G").bytes()).isEqualTo(2L << 30);
        assertThat(ByteSize.parse("2GiB").bytes()).isEqualTo(2L << 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "0s", "-5s", "1.5h", "5 m", "99999999999s"})
    void otherTimesAreRefused(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Words.duration(word))
                .withMessageContaining("is not a time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "G", "0G", "-1G", "1.5G", "1 G", "2g"})
    void otherSizesAreRefused(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.parse(word))
                .withMessageContaining("is not a size");
    }
}
