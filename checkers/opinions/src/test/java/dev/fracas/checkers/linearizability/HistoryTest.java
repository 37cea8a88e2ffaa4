package dev.fracas.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.checkers.linearizability.objects.LockCall;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final String LOCK = "lock";

    @Test
    void aCallHasBothItsEnds() {
        History history =
                new History.Builder()
                        .invoke("x86:0", LOCK, LockCall.ACQUIRE)
                        .invoke("arm:1", LOCK, LockCall.TRY_ACQUIRE)
                        .respond("x86:0", Result.DONE)
                        .build();

        assertThat(history.operations())
                .extracting(Operation::toString)
                .containsExactly("x86:0 acquire -> done", "arm:1 try-acquire -> ?");
        assertThat(history.operations())
                .extracting(Operation::isPending)
                .containsExactly(false, true);
        assertThat(history.operations()).extracting(Operation::invoked).containsExactly(0, 1);
        assertThat(history.operations())
                .extracting(Operation::returned)
                .containsExactly(2, Operation.NEVER);
    }

    @Test
    void onlyWhatReturnedBeforeTheOtherWasCalledPrecedesIt() {
        History history =
                new History.Builder()
                        .call("x86:0", LOCK, LockCall.ACQUIRE, Result.DONE)
                        .invoke("x86:0", LOCK, LockCall.RELEASE)
                        .call("arm:1", LOCK, LockCall.ACQUIRE, Result.DONE)
                        .respond("x86:0", Result.DONE)
                        .build();
        Operation acquire = history.operations().get(0);
        Operation release = history.operations().get(1);
        Operation other = history.operations().get(2);

        assertThat(acquire.precedes(release)).isTrue();
        assertThat(acquire.precedes(other)).isTrue();
        assertThat(release.precedes(other)).isFalse();
        assertThat(other.precedes(release)).isFalse();
    }

    @Test
    void aProcessCallsAgainOnlyWhenItWasAnswered() {
        History.Builder twice =
                new History.Builder()
                        .invoke("x86:0", LOCK, LockCall.ACQUIRE)
                        .invoke("x86:0", LOCK, LockCall.RELEASE);

        assertThatIllegalArgumentException()
                .isThrownBy(twice::build)
                .withMessage("event 2: x86:0 calls release and waits for x86:0 acquire -> ? still");
    }

    @Test
    void nobodyIsAnsweredWhoHasNotCalled() {
        History.Builder unasked = new History.Builder().respond("x86:0", Result.NONE);

        assertThatIllegalArgumentException()
                .isThrownBy(unasked::build)
                .withMessage("event 1: x86:0 is answered none and has not called");
    }
}
