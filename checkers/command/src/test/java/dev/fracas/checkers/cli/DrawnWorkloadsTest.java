package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.generators.WorkloadSource;
import dev.fracas.generators.WorkloadSource.Size;
import dev.fracas.generators.addressspace.DrawnWorkloads;
import dev.fracas.model.families.KnownFamilies;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrawnWorkloadsTest {
    private final WorkloadSource source = new DrawnWorkloads();

    @Test
    void whatTheSeedStandsForIsTheSameEachTime() {
        List<String> drawn = paper(50, 3);
        assertThat(drawn).hasSize(50).isEqualTo(paper(50, 3));
        assertThat(drawn.subList(0, 10)).isEqualTo(paper(10, 3)).isNotEqualTo(paper(10, 4));
        assertThat(drawn).anySatisfy(id -> assertThat(source.smaller(id)).hasSizeGreaterThan(5));
    }

    @Test
    void everyFamilyThatIsDrawnForFindsWhatIsDrawn() {
        for (WorkloadSource each : WorkloadSource.all()) {
            Optional<Reading> usual = each.readings().stream().findFirst();
            for (Size size : Size.values()) {
                assertThat(each.drawn(usual, size, 20, 1))
                        .allSatisfy(id -> {
                            assertThat(KnownFamilies.all().find(id).map(Mechanism::id))
                                    .contains(id);
                            assertThat(each.smaller(id))
                                    .allSatisfy(smaller ->
                                            assertThat(KnownFamilies.all().find(smaller))
                                                    .isPresent());
                        });
            }
        }
        assertThat(WorkloadSource.all()).hasAtLeastOneElementOfType(DrawnWorkloads.class);
    }

    private List<String> paper(int number, long seed) {
        return source.drawn(Optional.of(Reading.PAPER), Size.SMALL, number, seed);
    }
}
