package dev.fracas.checkers.assertions;

import static dev.fracas.checkers.assertions.FracasAssertions.assertThat;
import static dev.fracas.checkers.assertions.FracasAssertions.everyWaiterGetsIn;
import static dev.fracas.checkers.assertions.FracasAssertions.mutualExclusion;
import static dev.fracas.checkers.assertions.FracasAssertions.noDeadlock;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.checkers.ownlock.ArrayLock;
import dev.fracas.checkers.ownlock.HastyArrayLock;
import dev.fracas.generators.schedule.Schedule;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A schedule is a parameter like any other, and runs a model once. */
class ScheduledModelAssertTest {
    @Property(tries = 50)
    void arrayLockHoldsUnderEverySchedule(@ForAll Schedule schedule) {
        assertThat(new ArrayLock()).along(schedule).keeps(mutualExclusion()).keeps(noDeadlock());
    }

    @Example
    void aRunThatBreaksThePropertyIsShownUpToThere() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() ->
                        assertThat(new HastyArrayLock())
                                .along(Schedule.of(0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1))
                                .keeps(noDeadlock()))
                .withMessageStartingWith("hasty-array-lock: no-deadlock VIOLATED: As long as")
                .withMessageContaining("\nschedule 0 0 0 0 0 0 0 1 0");
    }

    @Example
    void noSingleRunShowsStarvation() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        assertThat(new ArrayLock()).along(Schedule.of()).keeps(everyWaiterGetsIn()))
                .withMessage(
                        "every-waiter-gets-in is a 'leads to' property, which no single run violates");
    }
}
