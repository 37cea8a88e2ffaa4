package dev.fracas.model.timing;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.spec.hardware.CoreLatencies;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of the cost of any run of any small program. */
class RandomRunTest {
    private static final List<Word> WORDS =
            List.of(
                    Word.named("x").bits(4).inLine("both"),
                    Word.named("y").bits(4).inLine("both"),
                    Word.named("z").bits(4));

    private record Run(Machine machine, List<Step> steps) {
        static Run drawn(int seed) {
            Random random = new Random(seed);
            Memory memory =
                    random.nextBoolean()
                            ? Memory.totalStoreOrder(2)
                            : Memory.sequentialConsistency();
            Scene scene = Scene.on(X86_64, AARCH64, AARCH64).under(memory);
            for (int core = 0; core < 3; core++) {
                scene = scene.core(r -> body(r, random));
            }
            return new Run(scene.machine(), walk(scene, random));
        }

        private static void body(Routine r, Random random) {
            Register sum = r.register("sum", 4);
            for (int i = 0; i < 6; i++) {
                Word word = WORDS.get(random.nextInt(WORDS.size()));
                switch (random.nextInt(7)) {
                    case 0, 1 -> r.assign(sum, sum.plus(r.load(word, RELAXED)));
                    case 2, 3 -> r.store(word, sum.plus(1), RELAXED);
                    case 4 -> {
                        Register old = r.compareAndSwap(word, sum, Value.constant(3), RELAXED);
                        r.when(old.isEqualTo(sum), () -> r.assign(sum, 0));
                    }
                    case 5 -> r.fence();
                    default -> r.sendIpi((r.core() + 1) % 3, CALL_FUNCTION_VECTOR);
                }
            }
        }

        private static List<Step> walk(Scene scene, Random random) {
            Machine machine = scene.machine();
            TransitionSystem.Generator generator = machine.newGenerator();
            Successors out = new Successors(machine.layout().words());
            List<Step> steps = new ArrayList<>();
            long[] state = scene.initialState();
            while (true) {
                out.clear();
                generator.successors(state, 0, out);
                if (out.count() == 0) {
                    return steps;
                }
                int chosen = random.nextInt(out.count());
                steps.add(Step.of(out.step(chosen)));
                int from = out.at(chosen);
                state = Arrays.copyOfRange(out.states(), from, from + state.length);
            }
        }

        Estimate on(HardwareModel hardware, LatencyTable table) {
            return new Estimator(machine, hardware, table).estimate(steps);
        }
    }

    private static final LatencyTable TABLE = LatencyTable.of(CorePair.BIG);

    @Property(tries = 100)
    void stepsSumUpToTheBusyCyclesOfTheirCores(@ForAll int seed, @ForAll HardwareModel hardware) {
        Estimate estimate = Run.drawn(seed).on(hardware, TABLE);

        for (int core = 0; core < 3; core++) {
            int ofCore = core;
            assertThat(
                            estimate.steps().stream()
                                    .filter(s -> s.step().core() == ofCore && s.keepsCoreBusy())
                                    .mapToLong(StepCost::cycles)
                                    .sum())
                    .isEqualTo(estimate.busy(core));
        }
        assertThat(estimate.steps().stream().map(StepCost::traffic).reduce(Traffic::plus))
                .hasValue(estimate.traffic());
    }

    @Property(tries = 100)
    void theCriticalPathIsNoLongerThanAllSteps(@ForAll int seed, @ForAll HardwareModel hardware) {
        Estimate estimate = Run.drawn(seed).on(hardware, TABLE);

        long interrupts = (long) estimate.traffic().interrupts() * TABLE.interrupt();
        assertThat(estimate.criticalPath()).isLessThanOrEqualTo(estimate.totalBusy() + interrupts);
    }

    @Property(tries = 100)
    void aCoreIsEitherBusyOrWaiting(@ForAll int seed, @ForAll HardwareModel hardware) {
        Estimate estimate = Run.drawn(seed).on(hardware, TABLE);

        for (int core = 0; core < 3; core++) {
            long now = 0;
            for (StepCost cost : estimate.steps()) {
                if (cost.step().core() == core && cost.instruction() >= 0) {
                    assertThat(cost.ready()).isEqualTo(now);
                    assertThat(cost.waited()).isNotNegative();
                    now += cost.waited() + cost.cycles();
                }
            }
            assertThat(estimate.criticalPath()).isGreaterThanOrEqualTo(now);
        }
    }

    @Property(tries = 100)
    void slowerRemoteMemoryMakesNoRunCheaper(
            @ForAll int seed,
            @ForAll HardwareModel hardware,
            @ForAll @IntRange(max = 1000) int slower) {
        Run run = Run.drawn(seed);
        CoreLatencies arm = TABLE.arm();
        CoreLatencies slowArm = arm.withRemoteMemory(arm.remoteMemory() + slower);

        Estimate fast = run.on(hardware, TABLE);
        Estimate slow = run.on(hardware, TABLE.withArm(slowArm));

        assertThat(slow.totalBusy()).isGreaterThanOrEqualTo(fast.totalBusy());
        assertThat(slow.criticalPath()).isGreaterThanOrEqualTo(fast.criticalPath());
        assertThat(slow.traffic()).isEqualTo(fast.traffic());
    }

    @Property(tries = 100)
    void fullySharedIsTheCheapestAndCrossesNoBus(@ForAll int seed) {
        Run run = Run.drawn(seed);
        Estimate together = run.on(HardwareModel.FULLY_SHARED, TABLE);

        assertThat(together.traffic().remoteAccesses()).isZero();
        assertThat(together.traffic().snoopData()).isZero();
        assertThat(together.traffic().snoopInvalidates()).isZero();
        assertThat(together.criticalPath())
                .isLessThanOrEqualTo(run.on(HardwareModel.SEPARATED, TABLE).criticalPath());
        assertThat(run.on(HardwareModel.SEPARATED, TABLE).criticalPath())
                .isLessThanOrEqualTo(run.on(HardwareModel.SHARED, TABLE).criticalPath());
    }

    @Property(tries = 50)
    void stepByStepCostsTheSameAsAllAtOnce(@ForAll int seed, @ForAll HardwareModel hardware) {
        Run run = Run.drawn(seed);
        Estimator estimator = new Estimator(run.machine(), hardware, TABLE);
        PricedRun stepwise = estimator.begin();
        Successors initial = new Successors(run.machine().layout().words());
        run.machine().initialStates(initial);
        long[] state = initial.states();
        for (Step step : run.steps()) {
            Effect effect = run.machine().execute(state, step).orElseThrow();
            stepwise.step(effect);
            state = effect.after();
        }

        assertThat(stepwise.finish()).isEqualTo(estimator.estimate(run.steps()));
    }
}
