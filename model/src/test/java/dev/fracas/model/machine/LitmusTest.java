package dev.fracas.model.machine;

import static dev.fracas.model.machine.Litmus.threads;
import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Word;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sequential consistency and TSO allow, outcome by outcome. */
class LitmusTest {
    private static final Memory SC = Memory.sequentialConsistency();
    private static final Memory TSO = Memory.totalStoreOrder(2);

    private final Word x = Word.named("x").bits(8);
    private final Word y = Word.named("y").bits(8);

    @Nested
    class StoreBuffering {
        @Test
        void loadsPassStoresUnderTsoOnly() {
            Litmus sb = threads(t -> t.write(x, 1).read("r0", y), t -> t.write(y, 1).read("r1", x));

            assertThat(sb.outcomes(SC)).containsExactly("r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1");
            assertThat(sb.outcomes(TSO))
                    .containsExactly("r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1");
        }

        @Test
        void fencesInBothThreadsRestoreSequentialConsistency() {
            Litmus fenced =
                    threads(
                            t -> t.write(x, 1).fence().read("r0", y),
                            t -> t.write(y, 1).fence().read("r1", x));

            assertThat(fenced.outcomes(TSO)).containsExactly("r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1");
        }

        @Test
        void oneFenceIsNotEnough() {
            Litmus halfFenced =
                    threads(
                            t -> t.write(x, 1).fence().read("r0", y),
                            t -> t.write(y, 1).read("r1", x));

            assertThat(halfFenced.outcomes(TSO)).contains("r0=0 r1=0").hasSize(4);
        }

        @Test
        void aSwapInPlaceOfTheStoreIsAFence() {
            Litmus swapped =
                    threads(t -> t.swap(x, 1).read("r0", y), t -> t.swap(y, 1).read("r1", x));

            assertThat(swapped.outcomes(TSO))
                    .containsExactly("r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1");
        }

        /** Thread 0 runs on x86, thread 1 on Arm. */
        @Test
        void coresOfEachIsaHaveTheMemorySystemOfTheirIsa() {
            Litmus sb = threads(t -> t.write(x, 1).read("r0", y), t -> t.write(y, 1).read("r1", x));
            Litmus fencedOnX86 =
                    threads(
                            t -> t.write(x, 1).fence().read("r0", y),
                            t -> t.write(y, 1).read("r1", x));
            Litmus fencedOnArm =
                    threads(
                            t -> t.write(x, 1).read("r0", y),
                            t -> t.write(y, 1).fence().read("r1", x));
            Memory x86Buffers = Memory.named("x86=tso,arm=sc");
            Memory armBuffers = Memory.named("x86=sc,arm=tso");

            assertThat(sb.outcomes(x86Buffers)).hasSize(4);
            assertThat(sb.outcomes(armBuffers)).hasSize(4);
            assertThat(fencedOnX86.outcomes(x86Buffers)).doesNotContain("r0=0 r1=0");
            assertThat(fencedOnX86.outcomes(armBuffers)).contains("r0=0 r1=0");
            assertThat(fencedOnArm.outcomes(x86Buffers)).contains("r0=0 r1=0");
            assertThat(fencedOnArm.outcomes(armBuffers)).doesNotContain("r0=0 r1=0");
        }

        @Test
        void aLockedStoreIsAFence() {
            Litmus locked =
                    threads(
                            t -> t.writeLocked(x, 1).read("r0", y),
                            t -> t.writeLocked(y, 1).read("r1", x));

            assertThat(locked.outcomes(TSO)).containsExactly("r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1");
        }

        @Test
        void aFailedCompareAndSwapOfAnotherWordIsAFence() {
            Word z = Word.named("z").bits(1);
            Litmus sb =
                    threads(
                            t -> t.write(x, 1).compareAndSwap("c0", z, 1, 0).read("r0", y),
                            t -> t.write(y, 1).compareAndSwap("c1", z, 1, 0).read("r1", x));

            assertThat(sb.outcomes(TSO))
                    .containsExactly(
                            "c0=0 r0=0 c1=0 r1=1", "c0=0 r0=1 c1=0 r1=0", "c0=0 r0=1 c1=0 r1=1");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 8})
        void anyDepthOfBufferAllowsIt(int depth) {
            Litmus sb = threads(t -> t.write(x, 1).read("r0", y), t -> t.write(y, 1).read("r1", x));

            assertThat(sb.outcomes(Memory.totalStoreOrder(depth))).hasSize(4);
        }

        @Test
        void aStoreOutOfABufferOfOneWaitsForTheStoreBeforeIt() {
            Word z = Word.named("z").bits(1);
            Litmus sb =
                    threads(
                            t -> t.write(x, 1).write(z, 1).read("r0", y),
                            t -> t.write(y, 1).write(z, 1).read("r1", x));

            assertThat(sb.outcomes(Memory.totalStoreOrder(1)))
                    .containsExactly("r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1");
            assertThat(sb.outcomes(TSO)).hasSize(4);
        }
    }

    @Nested
    class OrderKeptByTso {
        @Test
        void messagesArePassedInOrder() {
            Litmus mp = threads(t -> t.write(x, 1).write(y, 1), t -> t.read("r0", y).read("r1", x));

            assertThat(mp.outcomes(SC)).containsExactly("r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=1");
            assertThat(mp.outcomes(TSO)).isEqualTo(mp.outcomes(SC));
        }

        @Test
        void anAwaitedFlagBringsItsMessage() {
            Litmus mp = threads(t -> t.write(x, 1).write(y, 1), t -> t.await(y, 1).read("r0", x));

            assertThat(mp.outcomes(SC)).containsExactly("r0=1");
            assertThat(mp.outcomes(TSO)).containsExactly("r0=1");
        }

        @Test
        void noLoadSeesAStoreThatComesAfterItInACycle() {
            Litmus lb = threads(t -> t.read("r0", x).write(y, 1), t -> t.read("r1", y).write(x, 1));

            assertThat(lb.outcomes(SC)).containsExactly("r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=0");
            assertThat(lb.outcomes(TSO)).isEqualTo(lb.outcomes(SC));
        }

        @Test
        void storesOfTwoThreadsDoNotOvertakeEachOtherInACycle() {
            Litmus w22 =
                    threads(t -> t.write(x, 1).write(y, 2), t -> t.write(y, 1).write(x, 2))
                            .observing(x, y);

            assertThat(w22.outcomes(SC)).containsExactly("x=1 y=2", "x=2 y=1", "x=2 y=2");
            assertThat(w22.outcomes(TSO)).isEqualTo(w22.outcomes(SC));
        }

        @Test
        void aStoreAfterALoadStaysBehindIt() {
            Litmus s =
                    threads(t -> t.write(x, 2).write(y, 1), t -> t.read("r0", y).write(x, 1))
                            .observing(x);

            assertThat(s.outcomes(SC)).containsExactly("r0=0 x=1", "r0=0 x=2", "r0=1 x=1");
            assertThat(s.outcomes(TSO)).isEqualTo(s.outcomes(SC));
        }

        @Test
        void independentReadersAgreeOnTheOrderOfIndependentWrites() {
            Litmus iriw =
                    threads(
                            t -> t.write(x, 1),
                            t -> t.write(y, 1),
                            t -> t.read("r0", x).read("r1", y),
                            t -> t.read("r2", y).read("r3", x));

            TreeSet<String> allButOne = new TreeSet<>();
            for (int bits = 0; bits < 16; bits++) {
                allButOne.add(
                        "r0=%d r1=%d r2=%d r3=%d"
                                .formatted(bits >> 3, bits >> 2 & 1, bits >> 1 & 1, bits & 1));
            }
            allButOne.remove("r0=1 r1=0 r2=1 r3=0");
            assertThat(iriw.outcomes(SC)).isEqualTo(allButOne);
            assertThat(iriw.outcomes(TSO)).isEqualTo(allButOne);
        }
    }

    @Nested
    class OrderLostByTso {
        @Test
        void aLoadPassesAStoreThatAnotherStoreIsOrderedBefore() {
            Litmus r =
                    threads(t -> t.write(x, 1).write(y, 1), t -> t.write(y, 2).read("r0", x))
                            .observing(y);

            assertThat(r.outcomes(SC)).containsExactly("r0=0 y=1", "r0=1 y=1", "r0=1 y=2");
            assertThat(r.outcomes(TSO))
                    .containsExactly("r0=0 y=1", "r0=0 y=2", "r0=1 y=1", "r0=1 y=2");
        }

        /** The test n6 of the x86-TSO paper. */
        @Test
        void aCoreSeesItsOwnStoreBeforeItsPlaceInMemoryOrder() {
            Litmus n6 =
                    threads(
                                    t -> t.write(x, 1).read("r0", x).read("r1", y),
                                    t -> t.write(y, 2).write(x, 2))
                            .observing(x);

            assertThat(n6.outcomes(SC))
                    .containsExactly(
                            "r0=1 r1=0 x=2", "r0=1 r1=2 x=1", "r0=1 r1=2 x=2", "r0=2 r1=2 x=2");
            assertThat(n6.outcomes(TSO))
                    .containsExactly(
                            "r0=1 r1=0 x=1",
                            "r0=1 r1=0 x=2",
                            "r0=1 r1=2 x=1",
                            "r0=1 r1=2 x=2",
                            "r0=2 r1=2 x=2");
        }

        @Test
        void readingOnesOwnStoreIsNoFence() {
            Litmus sb =
                    threads(
                            t -> t.write(x, 1).read("r0", x).read("r1", y),
                            t -> t.write(y, 1).read("r2", y).read("r3", x));

            assertThat(sb.outcomes(SC))
                    .containsExactly(
                            "r0=1 r1=0 r2=1 r3=1", "r0=1 r1=1 r2=1 r3=0", "r0=1 r1=1 r2=1 r3=1");
            assertThat(sb.outcomes(TSO)).contains("r0=1 r1=0 r2=1 r3=0").hasSize(4);
        }
    }

    @Nested
    class Coherence {
        @Test
        void readsOfOneWordNeverGoBack() {
            Litmus corr = threads(t -> t.write(x, 1), t -> t.read("r0", x).read("r1", x));

            assertThat(corr.outcomes(SC)).containsExactly("r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=1");
            assertThat(corr.outcomes(TSO)).isEqualTo(corr.outcomes(SC));
        }

        @Test
        void theLastOfACoresStoresStays() {
            Litmus coww = threads(t -> t.write(x, 1).write(x, 2)).observing(x);

            assertThat(coww.outcomes(SC)).containsExactly("x=2");
            assertThat(coww.outcomes(TSO)).containsExactly("x=2");
        }

        @Test
        void theNewestOfACoresBufferedStoresIsForwarded() {
            Litmus corw = threads(t -> t.write(x, 1).write(x, 2).read("r0", x));

            assertThat(corw.outcomes(Memory.totalStoreOrder(3))).containsExactly("r0=2");
        }

        @Test
        void aCoreThatSawAnothersStoreHasItsOwnStoreBeforeIt() {
            Litmus cowr =
                    threads(t -> t.write(x, 1).read("r0", x), t -> t.write(x, 2)).observing(x);

            assertThat(cowr.outcomes(SC)).containsExactly("r0=1 x=1", "r0=1 x=2", "r0=2 x=2");
            assertThat(cowr.outcomes(TSO)).isEqualTo(cowr.outcomes(SC));
        }

        /** The test n5 of the x86-TSO paper. */
        @Test
        void twoWritersDoNotEachSeeTheOtherAsLater() {
            Litmus n5 = threads(t -> t.write(x, 1).read("r0", x), t -> t.write(x, 2).read("r1", x));

            assertThat(n5.outcomes(SC)).containsExactly("r0=1 r1=1", "r0=1 r1=2", "r0=2 r1=2");
            assertThat(n5.outcomes(TSO)).isEqualTo(n5.outcomes(SC));
        }
    }

    /** One word of two bytes, accessed whole and by the byte. */
    @Nested
    class MixedSizes {
        private final Word w = Word.named("w").bits(16);
        private final Address low = w.field("low", 0, 8);
        private final Address high = w.field("high", 8, 8);

        @Test
        void aLoadOfTheWordTakesOneByteFromTheBufferAndOneFromMemory() {
            Litmus sb =
                    threads(
                            t -> t.write(low, 1).read("r0", w),
                            t -> t.write(high, 1).read("r1", w));

            assertThat(sb.outcomes(SC))
                    .containsExactly("r0=1 r1=257", "r0=257 r1=256", "r0=257 r1=257");
            assertThat(sb.outcomes(TSO))
                    .containsExactly(
                            "r0=1 r1=256", "r0=1 r1=257", "r0=257 r1=256", "r0=257 r1=257");
        }

        @Test
        void aLoadOfAByteTakesItFromABufferedStoreOfTheWord() {
            Litmus forwarded = threads(t -> t.write(w, 0x0201).read("r0", high).read("r1", low));

            assertThat(forwarded.outcomes(TSO)).containsExactly("r0=2 r1=1");
        }

        @Test
        void theNewestStoreOfEachByteIsForwarded() {
            Litmus forwarded =
                    threads(t ->
                            t.write(high, 7)
                                    .write(w, 0x0101)
                                    .write(high, 2)
                                    .read("r0", w)
                                    .read("r1", high));

            assertThat(forwarded.outcomes(Memory.totalStoreOrder(3)))
                    .containsExactly("r0=513 r1=2");
        }

        @Test
        void aStoreOfAByteLeavesTheOtherByteAlone() {
            Litmus bytes = threads(t -> t.write(low, 1), t -> t.write(high, 2)).observing(w);

            assertThat(bytes.outcomes(SC)).containsExactly("w=513");
            assertThat(bytes.outcomes(TSO)).containsExactly("w=513");
        }

        @Test
        void aByteIsCutToItsWidth() {
            Litmus cut = threads(t -> t.write(low, 0x1FF).fetchAndAdd("r0", low, 2)).observing(w);

            assertThat(cut.outcomes(TSO)).containsExactly("r0=255 w=1");
        }
    }

    @Nested
    class Atomics {
        @Test
        void fetchAndAddLosesNothing() {
            Litmus adds =
                    threads(t -> t.fetchAndAdd("r0", x, 1), t -> t.fetchAndAdd("r1", x, 1))
                            .observing(x);

            assertThat(adds.outcomes(TSO)).containsExactly("r0=0 r1=1 x=2", "r0=1 r1=0 x=2");
        }

        @Test
        void oneCompareAndSwapOfTwoWins() {
            Litmus race =
                    threads(
                                    t -> t.compareAndSwap("r0", x, 0, 1),
                                    t -> t.compareAndSwap("r1", x, 0, 2))
                            .observing(x);

            assertThat(race.outcomes(TSO)).containsExactly("r0=0 r1=1 x=1", "r0=2 r1=0 x=2");
        }

        @Test
        void compareAndSwapComparesAtTheWidthOfTheWord() {
            Litmus minusOne =
                    threads(t -> t.write(x, -1).compareAndSwap("r0", x, -1, 5)).observing(x);

            assertThat(minusOne.outcomes(TSO)).containsExactly("r0=255 x=5");
        }
    }

    @Nested
    class ExclusivePairs {
        /** The word goes to 1 and back to 0 around the pair of thread 0. */
        private final Litmus aba =
                threads(
                                t -> t.readExclusive("r0", x).writeExclusive("s0", x, 2),
                                t -> t.write(x, 1).write(x, 0))
                        .observing(x);

        @Test
        void theMonitorNoticesThatAValueCameBack() {
            aba.reading(Exclusives.ARCHITECTURAL);

            // Stored between the loads of 0: only before, between or after both of the writes.
            assertThat(aba.outcomes(SC))
                    .containsExactly(
                            "r0=0 s0=0 x=0",
                            "r0=0 s0=0 x=2",
                            "r0=0 s0=1 x=0",
                            "r0=1 s0=0 x=0",
                            "r0=1 s0=1 x=0");
            assertThat(aba.outcomes(TSO)).isEqualTo(aba.outcomes(SC));
        }

        @Test
        void theValueAloneDoesNotNotice() {
            Word seen = Word.named("seen").bits(1);
            Litmus betweenTheTwo =
                    threads(
                            t -> {
                                t.readExclusive("r0", x);
                                t.write(seen, 1).await(y, 1);
                                t.writeExclusive("s0", x, 2);
                            },
                            t -> t.await(seen, 1).write(x, 1).write(x, 0).write(y, 1));

            assertThat(betweenTheTwo.reading(Exclusives.ARCHITECTURAL).outcomes(TSO))
                    .containsExactly("r0=0 s0=1");
            assertThat(betweenTheTwo.reading(Exclusives.EMULATED).outcomes(TSO))
                    .containsExactly("r0=0 s0=0");
        }

        @Test
        void theMonitorIsLostToAWriteOfAnotherWordInItsLine() {
            Word neighbour = Word.named("neighbour").bits(8).inLine("x");
            Litmus sharing = between(neighbour);

            assertThat(sharing.reading(Exclusives.ARCHITECTURAL).outcomes(TSO))
                    .containsExactly("r0=0 s0=1");
            assertThat(sharing.reading(Exclusives.EMULATED).outcomes(TSO))
                    .containsExactly("r0=0 s0=0");
        }

        @Test
        void theMonitorStandsWhenAnotherLineIsWritten() {
            Litmus apart = between(Word.named("distant").bits(8));

            assertThat(apart.reading(Exclusives.ARCHITECTURAL).outcomes(TSO))
                    .containsExactly("r0=0 s0=0");
        }

        /** An exclusive pair of x with another core's write of {@code other} inside. */
        private Litmus between(Word other) {
            Word seen = Word.named("seen").bits(1);
            return threads(
                    t -> {
                        t.readExclusive("r0", x);
                        t.write(seen, 1).await(y, 1);
                        t.writeExclusive("s0", x, 2);
                    },
                    t -> t.await(seen, 1).write(other, 1).write(y, 1));
        }

        @Test
        void onlyTheSpuriousReadingFailsForNoReason() {
            Litmus alone =
                    threads(t -> t.readExclusive("r0", x).writeExclusive("s0", x, 2)).observing(x);

            assertThat(alone.reading(Exclusives.ARCHITECTURAL).outcomes(TSO))
                    .containsExactly("r0=0 s0=0 x=2");
            assertThat(alone.reading(Exclusives.EMULATED).outcomes(TSO))
                    .containsExactly("r0=0 s0=0 x=2");
            assertThat(alone.reading(Exclusives.ARCHITECTURAL_SPURIOUS).outcomes(TSO))
                    .containsExactly("r0=0 s0=0 x=2", "r0=0 s0=1 x=0");
        }

        @Test
        void aStoreExclusiveWithoutALoadExclusiveFails() {
            Litmus lonely =
                    threads(t -> t.writeExclusive("s0", x, 2), t -> t.write(y, 1)).observing(x);

            for (Exclusives reading : Exclusives.values()) {
                assertThat(lonely.reading(reading).outcomes(TSO)).containsExactly("s0=1 x=0");
            }
        }

        @Test
        void theSecondOfTwoStoreExclusivesFails() {
            Litmus twice =
                    threads(t ->
                                    t.readExclusive("r0", x)
                                            .writeExclusive("s0", x, 1)
                                            .writeExclusive("s1", x, 2))
                            .observing(x);

            for (Exclusives reading : Exclusives.values()) {
                assertThat(twice.reading(reading).outcomes(SC))
                        .doesNotContain("r0=0 s0=0 s1=0 x=2")
                        .contains("r0=0 s0=0 s1=1 x=1");
            }
        }
    }

    @Nested
    class Interrupts {
        @Test
        void anInterruptComesAfterTheStoresOfItsSender() {
            Litmus doorbell =
                    threads(
                            t -> {
                                t.write(x, 1);
                                t.routine().sendIpi(1, CALL_FUNCTION_VECTOR);
                            },
                            t -> {
                                t.routine().awaitIpi(CALL_FUNCTION_VECTOR);
                                t.read("r0", x);
                            });

            assertThat(doorbell.outcomes(SC)).containsExactly("r0=1");
            assertThat(doorbell.outcomes(TSO)).containsExactly("r0=1");
        }

        @Test
        void anInterruptSentBeforeTheFlagMayComeFirst() {
            Litmus tooEarly =
                    threads(
                            t -> {
                                t.routine().sendIpi(1, CALL_FUNCTION_VECTOR);
                                t.write(x, 1);
                            },
                            t -> {
                                t.routine().awaitIpi(CALL_FUNCTION_VECTOR);
                                t.read("r0", x);
                            });

            assertThat(tooEarly.outcomes(SC)).containsExactly("r0=0", "r0=1");
        }

        @Test
        void aCoreCanInterruptItself() {
            Litmus self =
                    threads(t -> {
                        t.routine().sendIpi(0, CALL_FUNCTION_VECTOR);
                        t.routine().awaitIpi(CALL_FUNCTION_VECTOR);
                        t.read("r0", x);
                    });

            assertThat(self.outcomes(TSO)).containsExactly("r0=0");
        }
    }

    @Test
    void everyChoiceIsTaken() {
        Litmus chosen =
                threads(t -> {
                    var r0 = t.routine().choose("pick", 3);
                    t.observe("r0", r0);
                    t.routine().store(x, r0.plus(1), MemoryOrder.RELAXED);
                    t.read("r1", x);
                });

        assertThat(chosen.outcomes(TSO)).containsExactly("r0=0 r1=1", "r0=1 r1=2", "r0=2 r1=3");
    }
}
