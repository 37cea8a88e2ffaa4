package dev.fracas.model.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import org.junit.jupiter.api.Test;

/** A current value is read when the instruction executes, and not in the step before. */
class CurrentGhostTest {
    private static final Memory SC = Memory.sequentialConsistency();

    private final Word ghost = Word.ghost("ghost", 3);
    private final Word x = Word.named("x").bits(8);
    private final Word y = Word.named("y").bits(8);

    @Test
    void theCurrentValueSeesAConcurrentChangeWhereARegisterIsStale() {
        Play play =
                Play.of(
                        SC,
                        r -> {
                            r.pause("look it up");
                            Register before = r.ghostLoad(ghost);
                            r.store(x, before, MemoryOrder.RELAXED);
                            r.store(y, Value.current(ghost), MemoryOrder.RELAXED);
                        },
                        r -> {
                            r.pause("change it");
                            r.ghostStore(ghost, 5);
                        });

        play.instructions(0, 1, 0, 0);

        assertThat(play.value(x)).isZero();
        assertThat(play.value(y)).isEqualTo(5);
    }

    @Test
    void anOperandIsReadBeforeTheGhostsBehindItsOwnInstruction() {
        Play play =
                Play.of(
                        SC,
                        r -> {
                            r.fetchAndAdd(x, Value.current(ghost).plus(1), MemoryOrder.SEQ_CST);
                            r.ghostStore(ghost, 7);
                            r.fetchAndAdd(y, Value.current(ghost), MemoryOrder.SEQ_CST);
                        });

        play.instructions(0, 0);

        assertThat(play.value(x)).isEqualTo(1);
        assertThat(play.value(y)).isEqualTo(7);
    }

    @Test
    void registerOnlyInstructionsReadTheGhostAsItIsAtThatMoment() {
        Play play =
                Play.of(
                        SC,
                        r -> {
                            r.pause("start");
                            r.ghostStore(ghost, 3);
                            Register seen = r.local("seen", 3);
                            r.assign(seen, Value.current(ghost));
                            r.ghostStore(ghost, Value.current(ghost).plus(1));
                            r.when(
                                    Value.current(ghost).isEqualTo(4),
                                    () -> r.store(x, seen, MemoryOrder.RELAXED));
                        });

        play.instructions(0, 0);

        assertThat(play.value(x)).isEqualTo(3);
        assertThat(play.value(ghost)).isEqualTo(4);
    }

    @Test
    void aFieldOfAGhostHasACurrentValueToo() {
        Play play =
                Play.of(
                        SC,
                        r -> {
                            r.pause("start");
                            r.ghostStore(ghost, 6);
                            r.store(
                                    x,
                                    Value.current(ghost.field("high", 1, 2)),
                                    MemoryOrder.RELAXED);
                        });

        assertThat(play.instructions(0, 0).value(x)).isEqualTo(3);
    }

    @Test
    void aCoreCanWaitForAGhostToBecomeWhatItLoads() {
        Play play =
                Play.of(
                        SC,
                        r ->
                                r.await(
                                        x,
                                        dev.fracas.model.program.Test.notEqualTo(
                                                Value.current(ghost)),
                                        MemoryOrder.RELAXED),
                        r -> {
                            r.pause("change it");
                            r.ghostStore(ghost, 1);
                        });

        assertThat(play.possible()).containsExactly("0 SPIN", "1 INSTRUCTION");
        assertThat(play.instructions(1).possible()).containsExactly("0 INSTRUCTION");
    }

    @Test
    void theFrameOfATranslationIsLookedUpTogetherWithTheAccessToIt() {
        WordArray frames = WordArray.named("frame", 2).bits(4);
        Word frame = new Word(frames);
        Play play =
                Play.of(
                        SC,
                        r -> {
                            r.store(frames.at(Value.current(ghost)), 9, MemoryOrder.RELAXED);
                            r.store(frames.at(Value.current(ghost)), 9, MemoryOrder.RELAXED);
                        },
                        r -> {
                            r.pause("map another frame");
                            r.ghostStore(ghost, 1);
                            r.pause("map no frame");
                            r.ghostStore(ghost, 2);
                        });

        play.instructions(1, 0);
        assertThat(play.value(frame)).isZero();
        assertThat(play.machine.locations().read(play.state, 0, second(play, frames))).isEqualTo(9);

        play.instructions(1, 0);
        assertThat(play.machine.nextInstruction(play.state, 0, 0)).isEqualTo(-1);
    }

    private static int second(Play play, WordArray array) {
        return play.machine.locations().whole(array, 1);
    }
}
