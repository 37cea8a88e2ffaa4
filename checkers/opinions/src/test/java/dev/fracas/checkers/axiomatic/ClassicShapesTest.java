package dev.fracas.checkers.axiomatic;

import static dev.fracas.generators.litmus.Action.compareAndSwap;
import static dev.fracas.generators.litmus.Action.fence;
import static dev.fracas.generators.litmus.Action.fetchAndAdd;
import static dev.fracas.generators.litmus.Action.load;
import static dev.fracas.generators.litmus.Action.store;
import static dev.fracas.generators.litmus.Action.swap;
import static dev.fracas.generators.litmus.LitmusProgram.thread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.generators.litmus.LitmusProgram;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shapes of the literature, by the names that they have there (Alglave, Maranget, Tautschnig;
 * n5 and n6 are of Owens, Sarkar, Sewell): whether SC and TSO allow the outcome that each asks for,
 * on the machine and by the axioms, and whether the two agree on all others.
 */
class ClassicShapesTest {
    private static final int X = 0;
    private static final int Y = 1;
    private static final int Z = 2;

    /**
     * @param outcome what a final state has to contain, such as {@code 0:r0=0 x=1}
     */
    record Shape(
            String name, LitmusProgram program, String outcome, boolean underSc, boolean underTso) {
        boolean isIn(Set<String> ends) {
            List<String> asked = List.of(outcome.split(" "));
            return ends.stream().anyMatch(end -> List.of(end.split(" ")).containsAll(asked));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Shape forbidden(String name, String outcome, LitmusProgram program) {
        return new Shape(name, program, outcome, false, false);
    }

    private static Shape relaxed(String name, String outcome, LitmusProgram program) {
        return new Shape(name, program, outcome, false, true);
    }

    static Stream<Shape> shapes() {
        return Stream.of(
                relaxed(
                        "SB",
                        "0:r0=0 1:r0=0",
                        LitmusProgram.of(
                                thread(store(X, 1), load(Y)), thread(store(Y, 1), load(X)))),
                forbidden(
                        "SB+mfences",
                        "0:r0=0 1:r0=0",
                        LitmusProgram.of(
                                thread(store(X, 1), fence(), load(Y)),
                                thread(store(Y, 1), fence(), load(X)))),
                relaxed(
                        "SB+mfence+po",
                        "0:r0=0 1:r0=0",
                        LitmusProgram.of(
                                thread(store(X, 1), fence(), load(Y)),
                                thread(store(Y, 1), load(X)))),
                forbidden(
                        "SB+xchgs",
                        "0:r1=0 1:r1=0",
                        LitmusProgram.of(thread(swap(X, 1), load(Y)), thread(swap(Y, 1), load(X)))),
                forbidden(
                        "SB with locked reads",
                        "0:r0=0 1:r0=0",
                        LitmusProgram.of(
                                thread(store(X, 1), fetchAndAdd(Y, 0)),
                                thread(store(Y, 1), fetchAndAdd(X, 0)))),
                forbidden(
                        "SB with a failed cmpxchg of another word in between",
                        "0:r1=0 1:r1=0",
                        LitmusProgram.of(
                                thread(store(X, 1), compareAndSwap(Z, 1, 2), load(Y)),
                                thread(store(Y, 1), compareAndSwap(Z, 1, 2), load(X)))),
                relaxed(
                        "SB+rfi-pos",
                        "0:r0=1 0:r1=0 1:r0=1 1:r1=0",
                        LitmusProgram.of(
                                thread(store(X, 1), load(X), load(Y)),
                                thread(store(Y, 1), load(Y), load(X)))),
                forbidden(
                        "MP",
                        "1:r0=1 1:r1=0",
                        LitmusProgram.of(
                                thread(store(X, 1), store(Y, 1)), thread(load(Y), load(X)))),
                forbidden(
                        "LB",
                        "0:r0=1 1:r0=1",
                        LitmusProgram.of(
                                thread(load(X), store(Y, 1)), thread(load(Y), store(X, 1)))),
                forbidden(
                        "IRIW",
                        "2:r0=1 2:r1=0 3:r0=1 3:r1=0",
                        LitmusProgram.of(
                                thread(store(X, 1)),
                                thread(store(Y, 1)),
                                thread(load(X), load(Y)),
                                thread(load(Y), load(X)))),
                forbidden(
                        "WRC",
                        "1:r0=1 2:r0=1 2:r1=0",
                        LitmusProgram.of(
                                thread(store(X, 1)),
                                thread(load(X), store(Y, 1)),
                                thread(load(Y), load(X)))),
                relaxed(
                        "RWC",
                        "1:r0=1 1:r1=0 2:r0=0",
                        LitmusProgram.of(
                                thread(store(X, 1)),
                                thread(load(X), load(Y)),
                                thread(store(Y, 1), load(X)))),
                forbidden(
                        "RWC+po+mfence",
                        "1:r0=1 1:r1=0 2:r0=0",
                        LitmusProgram.of(
                                thread(store(X, 1)),
                                thread(load(X), load(Y)),
                                thread(store(Y, 1), fence(), load(X)))),
                forbidden(
                        "2+2W",
                        "x=1 y=1",
                        LitmusProgram.of(
                                thread(store(X, 1), store(Y, 2)),
                                thread(store(Y, 1), store(X, 2)))),
                relaxed(
                        "R",
                        "1:r0=0 y=2",
                        LitmusProgram.of(
                                thread(store(X, 1), store(Y, 1)), thread(store(Y, 2), load(X)))),
                forbidden(
                        "R+po+mfence",
                        "1:r0=0 y=2",
                        LitmusProgram.of(
                                thread(store(X, 1), store(Y, 1)),
                                thread(store(Y, 2), fence(), load(X)))),
                forbidden(
                        "S",
                        "1:r0=1 x=2",
                        LitmusProgram.of(
                                thread(store(X, 2), store(Y, 1)), thread(load(Y), store(X, 1)))),
                forbidden(
                        "CoRR",
                        "1:r0=1 1:r1=0",
                        LitmusProgram.of(thread(store(X, 1)), thread(load(X), load(X)))),
                forbidden("CoWW", "x=1", LitmusProgram.of(thread(store(X, 1), store(X, 2)))),
                forbidden("CoRW1", "0:r0=1", LitmusProgram.of(thread(load(X), store(X, 1)))),
                forbidden(
                        "CoWR",
                        "0:r0=2 x=1",
                        LitmusProgram.of(thread(store(X, 1), load(X)), thread(store(X, 2)))),
                forbidden(
                        "n5",
                        "0:r0=2 1:r0=1",
                        LitmusProgram.of(
                                thread(store(X, 1), load(X)), thread(store(X, 2), load(X)))),
                relaxed(
                        "n6",
                        "0:r0=1 0:r1=0 x=1 y=2",
                        LitmusProgram.of(
                                thread(store(X, 1), load(X), load(Y)),
                                thread(store(Y, 2), store(X, 2)))),
                forbidden(
                        "an addition is lost",
                        "x=1",
                        LitmusProgram.of(thread(fetchAndAdd(X, 1)), thread(fetchAndAdd(X, 1)))),
                forbidden(
                        "a store gets inside an addition and is lost",
                        "0:r0=0 x=1",
                        LitmusProgram.of(thread(fetchAndAdd(X, 1)), thread(store(X, 5), load(X)))),
                forbidden(
                        "two compare-and-swaps win",
                        "0:r0=0 1:r0=0",
                        LitmusProgram.of(
                                thread(compareAndSwap(X, 0, 1)), thread(compareAndSwap(X, 0, 2)))),
                new Shape(
                        "a compare-and-swap of a value that came back wins",
                        LitmusProgram.of(
                                thread(load(X), compareAndSwap(X, 0, 3), load(X)),
                                thread(store(X, 1), store(X, 0))),
                        "0:r0=1 0:r1=0 0:r2=3 x=3",
                        true,
                        true));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void machineAndAxiomsKnowTheShape(Shape shape) {
        LitmusProgram program = shape.program();

        Set<String> scRuns = Ends.of(MachineRuns.underSequentialConsistency(program));
        Set<String> tsoRuns = Ends.of(MachineRuns.underTotalStoreOrder(program));

        assertThat(shape.isIn(scRuns))
                .as("on the machine under SC: %s", scRuns)
                .isEqualTo(shape.underSc());
        assertThat(shape.isIn(tsoRuns))
                .as("on the machine under TSO: %s", tsoRuns)
                .isEqualTo(shape.underTso());
        assertThat(Ends.of(AllowedExecutions.finalStates(program, Ends.SC)))
                .as("by the axioms of SC")
                .isEqualTo(scRuns);
        assertThat(Ends.of(AllowedExecutions.finalStates(program, Ends.TSO)))
                .as("by the axioms of TSO")
                .isEqualTo(tsoRuns);
    }

    @Test
    void storeBufferingEndsInFourWaysUnderTsoAndInThreeUnderSc() {
        LitmusProgram sb =
                LitmusProgram.of(thread(store(X, 1), load(Y)), thread(store(Y, 1), load(X)));

        assertThat(Ends.of(AllowedExecutions.finalStates(sb, Ends.SC)))
                .containsExactly(
                        "0:r0=0 1:r0=1 x=1 y=1", "0:r0=1 1:r0=0 x=1 y=1", "0:r0=1 1:r0=1 x=1 y=1");
        assertThat(Ends.of(AllowedExecutions.finalStates(sb, Ends.TSO)))
                .containsExactly(
                        "0:r0=0 1:r0=0 x=1 y=1",
                        "0:r0=0 1:r0=1 x=1 y=1",
                        "0:r0=1 1:r0=0 x=1 y=1",
                        "0:r0=1 1:r0=1 x=1 y=1");
    }

    @Test
    void aProgramWithoutAccessesEndsInOneWay() {
        LitmusProgram fences = LitmusProgram.of(thread(fence()), thread(fence(), fence()));

        assertThat(Ends.of(AllowedExecutions.finalStates(fences, Ends.TSO))).containsExactly("");
        assertThat(Ends.of(MachineRuns.underTotalStoreOrder(fences))).containsExactly("");
    }

    @Test
    void modelsReadLikeCatFiles() {
        assertThat(Ends.TSO)
                .hasToString(
                        """
                        tso
                        acyclic po-loc | rf | co | fr as sc-per-location
                        acyclic po-tso | mfence | implied | rfe | co | fr as ghb
                        empty rmw & (fr; co) as atomic\
                        """);
    }
}
