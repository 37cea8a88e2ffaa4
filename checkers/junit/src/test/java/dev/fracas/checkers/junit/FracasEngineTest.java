package dev.fracas.checkers.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.fracas.checkers.assertions.Model;
import dev.fracas.checkers.ownlock.ArrayLock;
import dev.fracas.checkers.ownlock.HastyArrayLock;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.lock.LockProtocol;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Isa;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The engine, run on suites of its own. */
class FracasEngineTest {
    static class SoundSuite {
        @ModelCheck(
                cores = {Isa.X86_64, Isa.AARCH64},
                memory = "x86=tso:1,arm=sc")
        LockProtocol arrayLock() {
            return new ArrayLock();
        }

        @ModelCheck(cores = Isa.AARCH64, memory = "sc", rounds = 1)
        static Mechanism tasOnOneCore() {
            return LockMechanisms.named("tas");
        }

        @ModelCheck
        @DisplayName("test and set")
        Model tas() {
            return Model.of(LockMechanisms.named("tas"));
        }

        @Disabled("not today")
        @ModelCheck
        LockProtocol later() {
            return new HastyArrayLock();
        }
    }

    static class BrokenSuite {
        @ModelCheck(memory = "sc")
        LockProtocol hasty() {
            return new HastyArrayLock();
        }
    }

    static class CutSuite {
        @ModelCheck(maxStates = 50)
        LockProtocol arrayLock() {
            return new ArrayLock();
        }
    }

    static class MisusedSuite {
        @ModelCheck
        String noLock() {
            return "lock";
        }

        @ModelCheck
        LockProtocol ofSomething(int cores) {
            return new ArrayLock();
        }
    }

    static class ReplayingSuite {
        private static final String TRACE =
                "src/test/resources/dev/fracas/checkers/hasty-array-lock.itf.json";

        @Replay(TRACE)
        LockProtocol theBugAsItWas() {
            return new HastyArrayLock();
        }

        @Replay(TRACE)
        LockProtocol theBugIsGone() {
            return new ArrayLock();
        }
    }

    @Test
    void everyPropertyIsATestOfItsOwn() {
        EngineExecutionResults results = run(selectClass(SoundSuite.class));

        results.testEvents().assertStatistics(s -> s.failed(0));
        results.containerEvents().assertStatistics(s -> s.failed(0).skipped(1));
        assertThat(names(results.testEvents().succeeded().list()))
                .contains(
                        "arrayLock() mutual-exclusion",
                        "arrayLock() every-waiter-gets-in",
                        "arrayLock() handed-over-between-isas",
                        "tasOnOneCore() mutual-exclusion",
                        "test and set every-waiter-gets-in (declared as lacking)")
                .doesNotContain("tasOnOneCore() contention-happened");
    }

    @Test
    void howMuchWasSeenIsInTheReport() {
        EngineExecutionResults results = run(selectMethod(SoundSuite.class, "arrayLock"));

        assertThat(results.containerEvents().reportingEntryPublished().list())
                .singleElement()
                .extracting(Event::getPayload)
                .asString()
                .contains("states", "depth", "instructions that no run executes = 'none'");
    }

    @Test
    void aBugFailsThePropertiesThatItBreaks() {
        EngineExecutionResults results = run(selectClass(BrokenSuite.class));

        assertThat(names(results.testEvents().failed().list()))
                .contains("hasty() no-deadlock", "hasty() every-waiter-gets-in")
                .doesNotContain("hasty() mutual-exclusion");
        assertThat(messages(results))
                .anySatisfy(message ->
                        assertThat(message)
                                .startsWith("hasty-array-lock: no-deadlock VIOLATED: ")
                                .contains("x86:0", "arm:1")
                                .contains(
                                        "@Replay(\"target/counterexamples/hasty-array-lock-no-deadlock-x86-arm-sc-rounds2.itf.json\")"));
    }

    @Test
    void whatIsNotSeenWholeFails() {
        EngineExecutionResults results = run(selectClass(CutSuite.class));

        assertThat(messages(results))
                .isNotEmpty()
                .allSatisfy(message ->
                        assertThat(message).startsWith("INCOMPLETE").contains("cut by 50 states"));
        assertThat(names(results.testEvents().succeeded().list()))
                .doesNotContain("arrayLock() mutual-exclusion");
    }

    @Test
    void whatReturnsNoLockFails() {
        EngineExecutionResults results = run(selectClass(MisusedSuite.class));

        results.containerEvents().assertStatistics(s -> s.failed(2));
        results.testEvents().assertStatistics(s -> s.started(0));
    }

    @Test
    void aTraceReplaysOnTheBugAndNotOnItsFix() {
        EngineExecutionResults results = run(selectClass(ReplayingSuite.class));

        assertThat(names(results.testEvents().succeeded().list()))
                .containsExactly("ReplayingSuite theBugAsItWas()");
        assertThat(names(results.testEvents().failed().list()))
                .containsExactly("ReplayingSuite theBugIsGone()");
    }

    @Test
    void onePropertyIsRunAgainByItsId() {
        EngineExecutionResults all = run(selectMethod(SoundSuite.class, "tasOnOneCore"));
        Event first = all.testEvents().succeeded().list().getFirst();

        EngineExecutionResults again = run(selectUniqueId(first.getTestDescriptor().getUniqueId()));

        assertThat(names(again.testEvents().succeeded().list()))
                .isEqualTo(names(all.testEvents().succeeded().list()));
    }

    @Test
    void otherClassesAreNoneOfItsBusiness() {
        run(selectClass(FracasEngineTest.class)).allEvents().assertStatistics(s -> s.started(1));
    }

    private static EngineExecutionResults run(DiscoverySelector what) {
        return EngineTestKit.engine(FracasEngine.ID).selectors(what).execute();
    }

    private static List<String> names(List<Event> events) {
        return events.stream()
                .map(Event::getTestDescriptor)
                .map(test ->
                        test.getParent().orElseThrow().getDisplayName()
                                + " "
                                + test.getDisplayName())
                .toList();
    }

    private static List<String> messages(EngineExecutionResults results) {
        return results.testEvents().failed().list().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> String.valueOf(result.getThrowable().orElseThrow().getMessage()))
                .toList();
    }
}
