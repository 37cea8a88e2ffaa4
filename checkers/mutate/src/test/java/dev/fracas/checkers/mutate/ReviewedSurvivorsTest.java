package dev.fracas.checkers.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.checkers.mutate.Review.Finding;
import dev.fracas.model.program.SourceLine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewedSurvivorsTest {
    private static final ReviewedSurvivors ONE =
            ReviewedSurvivors.parse(
                    """
                    # a comment

                    lock/Lock.acquire.1/drop-wait
                      await word  ->  load word
                      equivalent: it is looked at
                      again.
                    """);

    private static Mutant mutant(String change) {
        return new Mutant(
                "lock/Lock.acquire.1/drop-wait",
                "drop-wait",
                new Place(new SourceLine("lock", "Lock", "acquire", 1), "Await"),
                "drop-wait",
                "",
                change,
                List.of());
    }

    @Test
    void aReviewHasAFindingAndAReason() {
        assertThat(ONE.of(mutant("await word  ->  load word")))
                .contains(
                        new Review(
                                "await word  ->  load word",
                                Finding.EQUIVALENT,
                                "it is looked at again."));
    }

    @Test
    void aMutantThatHasChangedSinceIsNotReviewed() {
        assertThat(ONE.of(mutant("await word  ->  nothing"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "id\n  change",
                "id\n  change\n  fine: so it is",
                "id\n  change\n  equivalent",
                "id\n  change\n  not needed:",
                "id\n  change\n  unreviewed\nid\n  change\n  unreviewed"
            })
    void aReviewThatSaysNothingIsRefusedByName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReviewedSurvivors.parse(text))
                .withMessageStartingWith("id");
    }
}
