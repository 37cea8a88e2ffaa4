package dev.fracas.checkers.benchmarks;

import dev.fracas.checkers.explore.AppendedSet;
import dev.fracas.checkers.explore.InlineSet;
import dev.fracas.checkers.explore.ReachableStates;
import dev.fracas.checkers.peers.PeerPrograms;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Shapes of a visited set, asked what a breadth-first search of the MCS lock under TSO asks: every
 * successor of every state, into a set that starts empty.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseParallelGC", "-Xms3g", "-Xmx3g"})
public class VisitedSetBenchmark {
    private static final int BATCH = 512;

    /** The questions, recorded beforehand. */
    @State(Scope.Benchmark)
    public static class Questions {
        /** Cores of the MCS lock, of two rounds each: 4 make 2.1 million states. */
        @Param("4")
        public int cores;

        private long[][] batches = {};
        private int row;
        private Machine machine = smallest();

        /** Explores the lock and notes what the search asks. */
        @Setup
        public void record() {
            Memory tso = Memory.totalStoreOrder(2);
            machine = PeerPrograms.machine("mcs", cores, 2, tso);
            row = machine.layout().words() + 1;
            batches = new ReachableStates(machine).questions(BATCH);
        }

        private static Machine smallest() {
            return PeerPrograms.machine("mcs", 2, 1, Memory.sequentialConsistency());
        }
    }

    /** What was done: states found and questions answered, each per second. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Done {
        public long states;
        public long questions;

        private void note(long found, long[][] batches, int row) {
            states += found;
            questions += (batches.length - 1L) * BATCH + batches[batches.length - 1].length / row;
        }
    }

    /** How much room the set takes at the end; printed after the last iteration. */
    @State(Scope.Thread)
    public static class Room {
        private long bytes;
        private long states = 1;

        private void note(long heldBytes, long heldStates) {
            bytes = heldBytes;
            states = heldStates;
        }

        /** Spare room counts. */
        @TearDown(Level.Trial)
        public void print() {
            System.out.printf(Locale.ROOT, "%n%.1f bytes per state%n", (double) bytes / states);
        }
    }

    /** The engine's: states appended to chunks, beside them an index of tagged numbers. */
    @Benchmark
    public long appended(Questions questions, Done done, Room room) {
        AppendedSet set = new AppendedSet(questions.machine.layout());
        for (long[] batch : questions.batches) {
            set.insert(batch, batch.length / questions.row);
        }
        done.note(set.size(), questions.batches, questions.row);
        room.note(set.bytes(), set.size());
        return set.warmed();
    }

    /** The engine's, one state at a time, so that every cache miss is waited for. */
    @Benchmark
    public long appendedOneByOne(Questions questions, Done done, Room room) {
        AppendedSet set = new AppendedSet(questions.machine.layout());
        long[] one = new long[questions.row];
        for (long[] batch : questions.batches) {
            for (int at = 0; at < batch.length; at += one.length) {
                System.arraycopy(batch, at, one, 0, one.length);
                set.insert(one, 1);
            }
        }
        done.note(set.size(), questions.batches, questions.row);
        room.note(set.bytes(), set.size());
        return set.warmed();
    }

    /** States in the slots of one table. */
    @Benchmark
    public long inline(Questions questions, Done done, Room room) {
        InlineSet set = new InlineSet(questions.machine.layout().words());
        for (long[] batch : questions.batches) {
            set.insert(batch, batch.length / questions.row);
        }
        done.note(set.size(), questions.batches, questions.row);
        room.note(set.bytes(), set.size());
        return set.warmed();
    }
}
