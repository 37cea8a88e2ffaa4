package dev.fracas.checkers.linearizability;

import static dev.fracas.checkers.linearizability.Result.DONE;
import static dev.fracas.checkers.linearizability.Result.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.checkers.linearizability.LinearizabilityVerdict.Linearizable;
import dev.fracas.checkers.linearizability.LinearizabilityVerdict.NotLinearizable;
import dev.fracas.checkers.linearizability.LinearizabilityVerdict.Undecided;
import dev.fracas.checkers.linearizability.Linearization.Effect;
import dev.fracas.checkers.linearizability.objects.ChannelCall.Receive;
import dev.fracas.checkers.linearizability.objects.ChannelCall.Send;
import dev.fracas.checkers.linearizability.objects.FrameAllocator;
import dev.fracas.checkers.linearizability.objects.FrameCall.Allocate;
import dev.fracas.checkers.linearizability.objects.FrameCall.Free;
import dev.fracas.checkers.linearizability.objects.Lock;
import dev.fracas.checkers.linearizability.objects.LockCall;
import dev.fracas.checkers.linearizability.objects.MessageChannel;
import dev.fracas.checkers.linearizability.objects.VmaCall.Find;
import dev.fracas.checkers.linearizability.objects.VmaCall.Unmap;
import dev.fracas.checkers.linearizability.objects.VmaList;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories that a person can judge, judged by both checkers. */
class LinearizabilityTest {
    private static final String A = "x86:0";
    private static final String B = "arm:1";
    private static final String C = "arm:2";

    private static final Map<String, SequentialSpecification<?>> OBJECTS =
            Map.of(
                    "lock", new Lock(),
                    "frames", new FrameAllocator(Set.of(2, 3)),
                    "vmas", new VmaList(List.of(2, 0)),
                    "channel", new MessageChannel(2));

    static Stream<LinearizabilityChecker> checkers() {
        return Stream.of(
                new LinearizabilitySearch(),
                new LinearizabilityConstraints(Duration.ofSeconds(30)));
    }

    private static History.Builder history() {
        return new History.Builder();
    }

    private static List<String> witness(LinearizabilityChecker checker, History history) {
        LinearizabilityVerdict verdict = checker.check(history, OBJECTS);
        assertThat(verdict).isInstanceOf(Linearizable.class);
        return ((Linearizable) verdict).witness().order().stream().map(Effect::toString).toList();
    }

    private static String refusal(LinearizabilityChecker checker, History history) {
        LinearizabilityVerdict verdict = checker.check(history, OBJECTS);
        assertThat(verdict).isInstanceOf(NotLinearizable.class);
        return ((NotLinearizable) verdict).refusal().explanation();
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void nothingIsLinearizable(LinearizabilityChecker checker) {
        assertThat(witness(checker, history().build())).isEmpty();
        assertThat(witness(checker, history().invoke(A, "lock", LockCall.ACQUIRE).build()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void callsThatOverlapTakeEffectInEitherOrder(LinearizabilityChecker checker) {
        History history =
                history()
                        .invoke(A, "channel", new Receive())
                        .invoke(B, "channel", new Send(5))
                        .respond(A, Result.value(5))
                        .respond(B, DONE)
                        .build();

        assertThat(witness(checker, history))
                .containsExactly("arm:1 send 5 -> done", "x86:0 receive -> 5");
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void aPendingCallTakesEffectWhereOthersNeedIt(LinearizabilityChecker checker) {
        History needed =
                history()
                        .invoke(A, "channel", new Send(5))
                        .invoke(C, "channel", new Send(6))
                        .call(B, "channel", new Receive(), Result.value(5))
                        .call(B, "channel", new Receive(), NONE)
                        .build();

        assertThat(witness(checker, needed))
                .containsExactly(
                        "x86:0 send 5 -> done", "arm:1 receive -> 5", "arm:1 receive -> none");
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void objectsAreLinearizableTogetherWhenEachIs(LinearizabilityChecker checker) {
        History history =
                history()
                        .invoke(A, "lock", LockCall.ACQUIRE)
                        .invoke(B, "channel", new Receive())
                        .respond(A, DONE)
                        .call(A, "channel", new Send(1), DONE)
                        .invoke(C, "lock", LockCall.TRY_ACQUIRE)
                        .respond(B, Result.value(1))
                        .call(A, "lock", LockCall.RELEASE, DONE)
                        .respond(C, DONE)
                        .build();

        assertThat(witness(checker, history))
                .containsExactly(
                        "x86:0 acquire -> done",
                        "x86:0 send 1 -> done",
                        "arm:1 receive -> 1",
                        "x86:0 release -> done",
                        "arm:2 try-acquire -> done");
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void twoOwnersAtOnceAreRefused(LinearizabilityChecker checker) {
        History history =
                history()
                        .invoke(A, "lock", LockCall.ACQUIRE)
                        .invoke(B, "lock", LockCall.ACQUIRE)
                        .respond(A, DONE)
                        .respond(B, DONE)
                        .call(A, "lock", LockCall.RELEASE, DONE)
                        .build();

        assertThat(refusal(checker, history))
                .isEqualTo(
                        """
                        lock: no order explains that arm:1's acquire returned done (event 4).
                          event  arm:1    x86:0
                              1           acquire
                              2  acquire
                              3           -> done
                              4  -> done
                        An order of what took effect before:
                            1. x86:0 acquire -> done
                        Then it is held by x86:0, where arm:1's acquire cannot return.
                        """);
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void aFrameThatIsHandedOutTwiceIsRefused(LinearizabilityChecker checker) {
        History history =
                history()
                        .invoke(A, "frames", new Allocate())
                        .call(B, "frames", new Allocate(), Result.value(3))
                        .respond(A, Result.value(3))
                        .call(A, "frames", new Free(3), DONE)
                        .build();

        assertThat(refusal(checker, history))
                .isEqualTo(
                        """
                        frames: no order explains that x86:0's allocate returned 3 (event 4).
                          event  arm:1     x86:0
                              1            allocate
                              2  allocate
                              3  -> 3
                              4            -> 3
                        An order of what took effect before:
                            1. arm:1 allocate -> 3
                        Then it is in use: {3}, where x86:0's allocate returns 2.
                        """);
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void noFrameWhileOneIsFreeIsRefused(LinearizabilityChecker checker) {
        History history =
                history()
                        .call(A, "frames", new Allocate(), Result.value(2))
                        .call(B, "frames", new Allocate(), NONE)
                        .build();

        assertThat(refusal(checker, history))
                .endsWith("Then it is in use: {2}, where arm:1's allocate returns 3.\n");
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void aVmaFoundAfterItsUnmapIsRefused(LinearizabilityChecker checker) {
        History history =
                history()
                        .invoke(A, "vmas", new Unmap(0))
                        .call(B, "vmas", new Find(0), NONE)
                        .call(B, "vmas", new Find(0), Result.value(2))
                        .respond(A, DONE)
                        .build();

        assertThat(refusal(checker, history))
                .isEqualTo(
                        """
                        vmas: no order explains that arm:1's find 0 returned 2 (event 5).
                          event  arm:1    x86:0
                              1           unmap 0
                              2  find 0
                              3  -> none
                              4  find 0
                              5  -> 2
                        An order of what took effect before:
                            1. x86:0 unmap 0 -> done
                            2. arm:1 find 0 -> none
                        Then it is page 0 -, page 1 -, where arm:1's find 0 returns none.
                        """);
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void messagesThatOvertakeEachOtherAreRefused(LinearizabilityChecker checker) {
        History history =
                history()
                        .call(A, "channel", new Send(1), DONE)
                        .call(A, "channel", new Send(2), DONE)
                        .call(B, "channel", new Receive(), Result.value(2))
                        .call(B, "channel", new Receive(), Result.value(1))
                        .build();

        assertThat(refusal(checker, history))
                .isEqualTo(
                        """
                        channel: no order explains that arm:1's receive returned 2 (event 6).
                          event  arm:1    x86:0
                              1           send 1
                              2           -> done
                              3           send 2
                              4           -> done
                              5  receive
                              6  -> 2
                        An order of what took effect before:
                            1. x86:0 send 1 -> done
                            2. x86:0 send 2 -> done
                        Then it is full with [1, 2], where arm:1's receive returns 1.
                        """);
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void whatOthersWereAnsweredMayNeedTheRefusedCall(LinearizabilityChecker checker) {
        History history =
                history()
                        .invoke(A, "lock", LockCall.TRY_ACQUIRE)
                        .call(B, "lock", LockCall.TRY_ACQUIRE, NONE)
                        .respond(A, NONE)
                        .build();

        assertThat(refusal(checker, history))
                .isEqualTo(
                        """
                        lock: no order explains that x86:0's try-acquire returned none (event 4).
                          event  arm:1        x86:0
                              1               try-acquire
                              2  try-acquire
                              3  -> none
                              4               -> none
                        An order of what took effect before:
                            1. x86:0 try-acquire -> done
                            2. arm:1 try-acquire -> none
                        x86:0's try-acquire must have taken effect by then, and returns done.
                        """);
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void anObjectWithoutSpecificationIsAMistake(LinearizabilityChecker checker) {
        History history = history().invoke(A, "semaphore", LockCall.ACQUIRE).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> checker.check(history, Map.of("lock", new Lock())))
                .withMessage(
                        "no specification of 'semaphore', which x86:0 acquire -> ? asks;"
                                + " there are [lock]");
    }

    @Test
    void constraintsThatHaveNoTimeSaySo() {
        History.Builder many = history();
        for (int i = 0; i < 12; i++) {
            many.invoke("p" + i, "frames", new Allocate());
        }
        many.respond("p0", NONE);
        LinearizabilityChecker hasty = new LinearizabilityConstraints(Duration.ZERO);

        assertThat(hasty.check(many.build(), OBJECTS))
                .isEqualTo(new Undecided("constraint solver stopped after 0 ms"));
    }

    @Test
    void aChannelOfTooManyStatesForATableIsUndecided() {
        History.Builder many = history();
        for (int i = 0; i < 12; i++) {
            many.call(A, "channel", new Send(i), DONE);
        }
        LinearizabilityChecker constraints = new LinearizabilityConstraints(Duration.ofSeconds(30));

        assertThat(constraints.check(many.build(), Map.of("channel", new MessageChannel(6))))
                .isEqualTo(new Undecided("channel has more than 20000 states"));
    }

    @Test
    void theSearchTakesThousandsOfCallsOfOneProcess() {
        History.Builder longOne = history();
        for (int i = 0; i < 5_000; i++) {
            longOne.call(A, "lock", LockCall.ACQUIRE, DONE).call(A, "lock", LockCall.RELEASE, DONE);
        }

        assertThat(new LinearizabilitySearch().check(longOne.build(), OBJECTS))
                .isInstanceOf(Linearizable.class);
    }
}
