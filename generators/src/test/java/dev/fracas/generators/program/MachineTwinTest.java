package dev.fracas.generators.program;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Test;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** The packed machine does what the instructions mean, as its plain twin spells it out. */
class MachineTwinTest {
    private static final int MAX_STATES = 1500;

    /** What must come up in random machines now and then, lest the comparison mean little. */
    private static final List<String> SITUATIONS =
            List.of(
                    "Load",
                    "Store",
                    "FetchAndOp",
                    "Swap",
                    "CompareAndSwap",
                    "LoadExclusive",
                    "StoreExclusive",
                    "Fence",
                    "Await",
                    "Choose",
                    "SendIpi",
                    "AwaitIpi",
                    "Pause",
                    "MEMORY",
                    "DELIVER",
                    "spin",
                    "oops",
                    "finished",
                    "finished while one waits",
                    "interrupt taken by a handler",
                    "interrupted",
                    "two vectors pending on one core",
                    "either of two pending interrupts taken",
                    "the second of two vectors taken",
                    "sent while one was in flight",
                    "delivered while one was pending",
                    "one of several handlers of a core at work",
                    "an interrupt waits for the core's other handler",
                    "an interrupt that no program takes",
                    "current ghost in a visible instruction",
                    "forwarded",
                    "forwarded between sizes",
                    "exclusive stored",
                    "exclusive failed");

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void packedMachineHasTheGraphOfThePlainMachine(@ForAll("machines") MachineSketch sketch) {
        Lockstep.Journey journey = Lockstep.walk(sketch, MAX_STATES);
        for (String situation : SITUATIONS) {
            Statistics.label(situation)
                    .collect(journey.happened().contains(situation))
                    .coverage(c -> c.check(true).count(n -> n > 0));
        }
        Statistics.label("seen whole")
                .collect(journey.complete())
                .coverage(c -> c.check(true).percentage(p -> p >= 50.0));
    }

    @Provide
    Arbitrary<MachineSketch> machines() {
        return ProgramArbitraries.machines();
    }

    @Example
    void alsoWithEightCoresAndBuffersOfEight() {
        WordArray slots = WordArray.named("slots", 8).bits(64);
        Word sum = Word.named("sum").bits(5);
        MachineSketch sketch =
                sketch(
                        8,
                        Memory.totalStoreOrder(8),
                        r -> {
                            r.store(slots.at(r.core()), -1 - r.core(), MemoryOrder.RELAXED);
                            r.fetchAndAdd(sum, r.core(), MemoryOrder.SEQ_CST);
                            r.sendIpi((r.core() + 1) % r.cores(), CALL_FUNCTION_VECTOR);
                        });

        Lockstep.Journey journey = Lockstep.walk(sketch, 4000);

        assertThat(sketch.machine().layout().words()).isGreaterThan(60);
        assertThat(journey.happened()).contains("MEMORY", "DELIVER");
    }

    @Example
    void alsoWhereEachIsaHasAMemorySystemOfItsOwn() {
        WordArray flags = WordArray.named("flags", 4).bits(2);
        Word sum = Word.named("sum").bits(3);
        Consumer<Routine> raisesAndLooks =
                r -> {
                    int next = (r.core() + 1) % r.cores();
                    r.store(flags.at(r.core()), 1, MemoryOrder.RELAXED);
                    r.store(flags.at(r.core()), 2, MemoryOrder.RELAXED);
                    r.load(flags.at(r.core()), MemoryOrder.RELAXED);
                    Register seen = r.load(flags.at(next), MemoryOrder.RELAXED);
                    r.fetchAndAdd(sum, seen, MemoryOrder.SEQ_CST);
                };
        for (String memory :
                List.of("x86=tso:2,arm=sc", "x86=sc,arm=tso:1", "x86=tso:1,arm=tso:2")) {
            MachineSketch sketch = sketch(3, Memory.named(memory), raisesAndLooks);

            Lockstep.Journey journey = Lockstep.walk(sketch, 50_000);

            assertThat(journey.complete()).as(memory).isTrue();
            assertThat(journey.happened()).as(memory).contains("MEMORY", "finished");
        }
    }

    @Example
    void alsoWithWordsAndRegistersOf64Bits() {
        WordArray x = WordArray.named("x", 3).bits(64).initially(Long.MIN_VALUE);
        MachineSketch sketch =
                sketch(
                        2,
                        Memory.totalStoreOrder(2),
                        r -> {
                            Register all = r.load(x.at(0), MemoryOrder.RELAXED);
                            r.store(x.at(1), all.minus(1), MemoryOrder.RELAXED);
                            Register high =
                                    r.load(x.at(1).field("32+32", 32, 32), MemoryOrder.RELAXED);
                            Register old = r.fetchAndAdd(x.at(2), high, MemoryOrder.SEQ_CST);
                            r.compareAndSwap(x.at(0), all, old, MemoryOrder.SEQ_CST);
                            r.when(
                                    old.isLessThan(all),
                                    () -> r.store(x.at(0), high, MemoryOrder.RELAXED));
                        });

        Lockstep.Journey journey = Lockstep.walk(sketch, 20_000);

        assertThat(journey.complete()).isTrue();
        assertThat(journey.happened()).contains("finished", "forwarded between sizes");
    }

    @Example
    void alsoWithThreeHundredInstructionsAndForgottenRegisters() {
        WordArray x = WordArray.named("x", 4).bits(3);
        MachineSketch sketch =
                sketch(
                        2,
                        Memory.totalStoreOrder(1),
                        r -> {
                            Register carried = r.local("carried", 7);
                            for (int i = 0; i < 100; i++) {
                                Register seen = r.load(x.at(carried.and(3)), MemoryOrder.RELAXED);
                                r.assign(carried, carried.times(3).plus(seen).plus(i));
                                if (i % 25 == 0) {
                                    r.store(x.at(i % 4), carried, MemoryOrder.RELAXED);
                                    r.fence();
                                }
                            }
                        });

        assertThat(sketch.programs().getFirst().code()).hasSizeGreaterThan(200);
        assertThat(Lockstep.walk(sketch, 1200).states()).isGreaterThan(1200);
    }

    @Example
    void alsoWhereTwoCoresRingEachOther() {
        Word bell = Word.named("bell").bits(2);
        MachineSketch sketch =
                sketch(
                        2,
                        Memory.totalStoreOrder(2),
                        r ->
                                r.loop(() -> {
                                    Register pick = r.choose("pick", 2);
                                    r.store(bell, pick.plus(1), MemoryOrder.RELAXED);
                                    r.sendIpi(1 - r.core(), CALL_FUNCTION_VECTOR);
                                    r.awaitIpi(CALL_FUNCTION_VECTOR);
                                    r.await(bell, Test.notEqualTo(0), MemoryOrder.ACQUIRE);
                                }));

        Lockstep.Journey journey = Lockstep.walk(sketch, 20_000);

        assertThat(journey.complete()).isTrue();
        assertThat(journey.happened()).contains("spin", "DELIVER").doesNotContain("finished");
    }

    @Example
    void alsoWhereAHandlerShootsDownWhatAThreadAndADaemonUse() {
        Word translation = Word.ghost("translation", 1);
        Word lent = Word.ghost("lent", 2);
        WordArray page = WordArray.named("page", 2).bits(2);
        MachineSketch sketch =
                sketch(
                        4,
                        Memory.totalStoreOrder(2),
                        r -> {
                            switch (r.core()) {
                                case 0 -> {
                                    Value frame = Value.current(translation);
                                    r.store(page.at(frame), 1, MemoryOrder.RELAXED);
                                    r.store(page.at(frame), 2, MemoryOrder.RELAXED);
                                    r.load(page.at(frame), MemoryOrder.RELAXED);
                                }
                                case 1 -> {
                                    r.sendIpi(0, CALL_FUNCTION_VECTOR);
                                    r.sendIpi(3, CALL_FUNCTION_VECTOR);
                                }
                                case 2 -> {
                                    r.handlerOf(0, CALL_FUNCTION_VECTOR);
                                    r.loop(() -> {
                                        r.awaitIpi(CALL_FUNCTION_VECTOR);
                                        r.store(page.at(0), 3, MemoryOrder.RELAXED);
                                        r.fence("invlpg");
                                        r.ghostStore(translation, 1);
                                    });
                                }
                                default -> {
                                    r.daemon();
                                    r.loop(() -> {
                                        r.awaitIpi(CALL_FUNCTION_VECTOR);
                                        r.when(
                                                Value.current(translation).isEqualTo(1),
                                                () ->
                                                        r.ghostStore(
                                                                lent, Value.current(translation)));
                                    });
                                }
                            }
                        });

        Lockstep.Journey journey = Lockstep.walk(sketch, 20_000);

        assertThat(journey.complete()).isTrue();
        assertThat(journey.happened())
                .contains(
                        "interrupt taken by a handler",
                        "interrupted",
                        "finished while one waits",
                        "current ghost in a visible instruction");
    }

    private static MachineSketch sketch(int cores, Memory memory, Consumer<Routine> body) {
        List<Routine> routines = new ArrayList<>();
        for (int core = 0; core < cores; core++) {
            Routine r = new Routine(core, cores, core % 2 == 0 ? Isa.X86_64 : Isa.AARCH64);
            body.accept(r);
            routines.add(r);
        }
        return new MachineSketch(
                routines.stream().map(Routine::build).toList(), memory, Exclusives.ARCHITECTURAL);
    }
}
