package example;

import static dev.fracas.checkers.assertions.FracasAssertions.assertThat;
import static dev.fracas.checkers.assertions.FracasAssertions.mutualExclusion;
import static dev.fracas.checkers.assertions.FracasAssertions.sequentialConsistency;

import dev.fracas.checkers.junit.ModelCheck;
import dev.fracas.generators.schedule.Schedule;
import dev.fracas.model.lock.LockProtocol;
import dev.fracas.spec.Isa;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ArrayLockTest {
    /** Every run of two cores with two rounds each; one test for each property. */
    @ModelCheck(
            cores = {Isa.X86_64, Isa.AARCH64},
            memory = "tso",
            rounds = 2)
    LockProtocol arrayLock() {
        return new ArrayLock();
    }

    /** The same for one property, in the words of AssertJ. */
    @Test
    void keepsMutualExclusionOnOneIsa() {
        assertThat(new ArrayLock())
                .on(Isa.X86_64, Isa.X86_64)
                .under(sequentialConsistency())
                .satisfies(mutualExclusion());
    }

    /** Single runs at random, where the space is too large to be seen whole. */
    @Property(tries = 200, seed = "1")
    void keepsMutualExclusionUnderAnySchedule(@ForAll Schedule schedule) {
        assertThat(new ArrayLock()).withinRounds(10).along(schedule).keeps(mutualExclusion());
    }
}
