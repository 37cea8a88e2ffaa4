package dev.fracas.checkers.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecurrenceTest {
    @Property(tries = 300)
    void itFindsWhatALookThroughAllStatesFinds(
            @ForAll @Size(max = 60) List<@IntRange(max = 5) Integer> run,
            @ForAll @IntRange(min = -1, max = 20) int after,
            @ForAll @IntRange(max = 60) int most) {
        Recurrence recurrence = new Recurrence(1);
        recurrence.begin();
        List<Integer> seen = new ArrayList<>();
        for (int now = 0; now < run.size(); now++) {
            long[] state = {run.get(now)};
            // a hash that collides: whole states have to be compared
            int expected = seen.subList(0, Math.min(now, most + 1)).lastIndexOf(run.get(now));
            assertThat(recurrence.occurrence(state, state[0] & 1, after, most, now))
                    .isEqualTo(expected > after ? expected : -1);
            recurrence.add(state, state[0] & 1, now);
            seen.add(run.get(now));
        }
    }

    @Test
    void whatLiesFurtherBackThanTheWindowIsForgotten() {
        Recurrence recurrence = new Recurrence(1);
        recurrence.begin();
        recurrence.add(new long[] {42}, 42, 0);
        for (int now = 1; now < Recurrence.WINDOW; now++) {
            recurrence.add(new long[] {7}, 7, now);
        }
        int now = Recurrence.WINDOW;
        assertThat(recurrence.occurrence(new long[] {42}, 42, -1, now, now - 1)).isZero();
        recurrence.add(new long[] {7}, 7, now);
        assertThat(recurrence.occurrence(new long[] {42}, 42, -1, now, now + 1)).isEqualTo(-1);
    }
}
