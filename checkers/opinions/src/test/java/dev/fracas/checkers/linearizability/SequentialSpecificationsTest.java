package dev.fracas.checkers.linearizability;

import static dev.fracas.checkers.linearizability.Result.DONE;
import static dev.fracas.checkers.linearizability.Result.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.checkers.linearizability.objects.ChannelCall.Receive;
import dev.fracas.checkers.linearizability.objects.ChannelCall.Send;
import dev.fracas.checkers.linearizability.objects.FrameAllocator;
import dev.fracas.checkers.linearizability.objects.FrameCall.Allocate;
import dev.fracas.checkers.linearizability.objects.FrameCall.Free;
import dev.fracas.checkers.linearizability.objects.Lock;
import dev.fracas.checkers.linearizability.objects.LockCall;
import dev.fracas.checkers.linearizability.objects.MessageChannel;
import dev.fracas.checkers.linearizability.objects.VmaCall.Find;
import dev.fracas.checkers.linearizability.objects.VmaCall.Map;
import dev.fracas.checkers.linearizability.objects.VmaCall.Protect;
import dev.fracas.checkers.linearizability.objects.VmaCall.Unmap;
import dev.fracas.checkers.linearizability.objects.VmaList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each object answers one caller at a time. */
class SequentialSpecificationsTest {
    private static final String A = "x86:0";
    private static final String B = "arm:1";

    /**
     * Plays calls one after the other; each is {@code process call}, to which it adds the answers.
     */
    private static final class Play<S> {
        private final SequentialSpecification<S> object;
        private S state;

        Play(SequentialSpecification<S> object) {
            this.object = object;
            state = object.initial();
        }

        /** All that the call may return now. */
        List<Result> mayReturn(String process, ObjectCall call) {
            return object.outcomes(state, process, call).stream()
                    .map(SequentialSpecification.Outcome::result)
                    .toList();
        }

        Play<S> returns(String process, ObjectCall call, Result result) {
            state = object.after(state, process, call, result).orElseThrow();
            return this;
        }

        String now() {
            return object.describe(state);
        }
    }

    @Test
    void aLockHasOneOwnerWhoAloneReleasesIt() {
        Play<?> lock = new Play<>(new Lock());
        assertThat(lock.mayReturn(A, LockCall.RELEASE)).isEmpty();

        lock.returns(A, LockCall.ACQUIRE, DONE);

        assertThat(lock.now()).isEqualTo("held by x86:0");
        assertThat(lock.mayReturn(B, LockCall.ACQUIRE)).isEmpty();
        assertThat(lock.mayReturn(A, LockCall.ACQUIRE)).isEmpty();
        assertThat(lock.mayReturn(B, LockCall.TRY_ACQUIRE)).containsExactly(NONE);
        assertThat(lock.mayReturn(B, LockCall.RELEASE)).isEmpty();

        lock.returns(A, LockCall.RELEASE, DONE);

        assertThat(lock.now()).isEqualTo("free");
        assertThat(lock.mayReturn(B, LockCall.TRY_ACQUIRE)).containsExactly(DONE);
    }

    @Test
    void anAllocatorHandsOutWhatIsFreeAndSaysNoneOnlyWhenNothingIs() {
        Play<?> frames = new Play<>(new FrameAllocator(Set.of(2, 3)));
        assertThat(frames.mayReturn(A, new Allocate()))
                .containsExactly(Result.value(2), Result.value(3));

        frames.returns(A, new Allocate(), Result.value(3));

        assertThat(frames.mayReturn(B, new Allocate())).containsExactly(Result.value(2));
        assertThat(frames.mayReturn(B, new Free(2))).isEmpty();
        assertThat(frames.mayReturn(B, new Free(7))).isEmpty();

        frames.returns(B, new Allocate(), Result.value(2));

        assertThat(frames.now()).isEqualTo("in use: {2, 3}");
        assertThat(frames.mayReturn(A, new Allocate())).containsExactly(NONE);
        assertThat(frames.returns(B, new Free(3), DONE).mayReturn(A, new Allocate()))
                .containsExactly(Result.value(3));
    }

    @Test
    void aListOfVmasFindsWhatWasMappedLast() {
        Play<?> vmas = new Play<>(new VmaList(List.of(2, 0)));
        assertThat(vmas.mayReturn(A, new Find(0))).containsExactly(Result.value(2));
        assertThat(vmas.mayReturn(A, new Find(1))).containsExactly(NONE);
        assertThat(vmas.mayReturn(A, new Map(0, 1))).containsExactly(NONE);
        assertThat(vmas.mayReturn(A, new Protect(1, 1))).containsExactly(NONE);

        vmas.returns(A, new Map(1, 2), DONE)
                .returns(B, new Protect(1, 1), DONE)
                .returns(B, new Unmap(0), DONE);

        assertThat(vmas.now()).isEqualTo("page 0 -, page 1 r");
        assertThat(vmas.mayReturn(B, new Find(0))).containsExactly(NONE);
        assertThat(vmas.mayReturn(B, new Find(1))).containsExactly(Result.value(1));
        assertThat(vmas.mayReturn(B, new Unmap(0))).containsExactly(DONE);
    }

    @Test
    void aChannelGivesBackWhatWasSentFirst() {
        Play<?> channel = new Play<>(new MessageChannel(2));
        assertThat(channel.mayReturn(B, new Receive())).containsExactly(NONE);

        channel.returns(A, new Send(5), DONE).returns(A, new Send(6), DONE);

        assertThat(channel.now()).isEqualTo("full with [5, 6]");
        assertThat(channel.mayReturn(A, new Send(7))).containsExactly(NONE);
        assertThat(channel.mayReturn(B, new Receive())).containsExactly(Result.value(5));
        assertThat(channel.returns(B, new Receive(), Result.value(5)).now())
                .isEqualTo("not full with [6]");
    }

    @Test
    void anObjectKnowsItsOwnCallsOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Play<>(new Lock()).mayReturn(A, new Receive()))
                .withMessage("a lock has no call 'receive'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Play<>(new VmaList(List.of(0))).mayReturn(A, new Find(1)))
                .withMessage("a list of VMAs of 1 pages has no call 'find 1'");
    }
}
