package dev.fracas.checkers.hunt;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.Test.equalTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Isa;
import dev.fracas.spec.machine.MachineProperties;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * A bug of depth two: core 1 has to load between two stores of core 0, one step of 23. The paper's
 * bound for one change of priority is 1/(n k) = 1/46: exact here, where core 0 has to have the
 * higher priority (1/2) and to lose it before one certain step (1/23).
 */
class PctTest {
    private static final int PAUSES = 10;
    private static final int STEPS = 2 * PAUSES + 3;
    private static final int RUNS = 4_600;
    private static final Word FLAG = Word.named("flag").bits(1);
    private static final Word NEVER = Word.named("never").bits(1);

    @Test
    void aBugOfDepthTwoIsFoundAsOftenAsTheBoundSays() {
        double expected = (double) RUNS / (2 * STEPS);
        assertThat(violations(new Pct(1, OptionalInt.of(STEPS))))
                .isBetween((int) (expected * 0.7), (int) (expected * 1.3));
    }

    @Test
    void withoutAChangeOfPriorityItIsNeverFound() {
        assertThat(violations(new Pct(0, OptionalInt.of(STEPS)))).isZero();
    }

    @Test
    void oneDelayFindsItTooAndNoneDoesNot() {
        assertThat(violations(new DelayBounded(1))).isPositive();
        assertThat(violations(new DelayBounded(0))).isZero();
    }

    private static int violations(Strategy strategy) {
        Form form = form();
        Places places = new Places(form.system());
        RandomRun maker = new RandomRun(form, strategy, 100, places);
        Deadline never = Deadline.in(HuntBounds.NO_LIMIT, new StopSignal());
        int violations = 0;
        for (int run = 0; run < RUNS; run++) {
            RunOutcome outcome = maker.run(1, run, new Corpus(), never);
            violations += outcome.violations().size();
        }
        return violations;
    }

    private static Form form() {
        MachineDescription description =
                new MachineDescription(
                        "tiny",
                        List.of(Isa.X86_64, Isa.AARCH64),
                        Memory.sequentialConsistency(),
                        Exclusives.ARCHITECTURAL,
                        1,
                        Optional.empty());
        Machine machine =
                new Machine(
                        List.of(storesBriefly(), waitsForEverWhenItSees()),
                        description.memory(),
                        description.exclusives(),
                        Observatory.GENERAL);
        return new Form(description, machine, List.of(MachineProperties.NO_DEADLOCK));
    }

    private static Program storesBriefly() {
        Routine r = new Routine(0, 2, Isa.X86_64);
        for (int i = 0; i < PAUSES; i++) {
            r.pause("before");
        }
        r.store(FLAG, 1, RELAXED);
        r.store(FLAG, 0, RELAXED);
        for (int i = 0; i < PAUSES; i++) {
            r.pause("after");
        }
        return r.build();
    }

    private static Program waitsForEverWhenItSees() {
        Routine r = new Routine(1, 2, Isa.AARCH64);
        Register seen = r.load(FLAG, RELAXED);
        r.when(seen.isEqualTo(1), () -> r.await(NEVER, equalTo(1), RELAXED));
        return r.build();
    }
}
