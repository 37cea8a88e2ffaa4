package dev.fracas.checkers.benchmarks;

import dev.fracas.checkers.explore.ReachableStates;
import dev.fracas.checkers.peers.PeerPrograms;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem.Generator;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Interpreted against compiled programs: the successors of every reachable state of the MCS lock
 * with four cores and two rounds each. The figure to read is {@code transitions}, in ns each.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseParallelGC", "-Xmx2g"})
public class GeneratorBenchmark {
    /** A lock and all its states. */
    @State(Scope.Benchmark)
    public static class Lock {
        /** Entries of the store buffers; 0 is sequential consistency. */
        @Param({"0", "2"})
        public int storeBuffer;

        private Machine machine = mcs(2, 0);
        private ReachableStates states = new ReachableStates(machine);

        /** Explores the lock. */
        @Setup
        public void explore() {
            machine = mcs(4, storeBuffer);
            states = new ReachableStates(machine);
        }

        private static Machine mcs(int cores, int storeBuffer) {
            return PeerPrograms.machine("mcs", cores, 2, Memory.ofRecordedDepth(storeBuffer));
        }

        private int expandAll(Generator generator) {
            Successors out = new Successors(machine.layout().words());
            int transitions = 0;
            for (int state = 0; state < states.count(); state++) {
                out.clear();
                generator.successors(states.array(state), states.at(state), out);
                transitions += out.count();
            }
            return transitions;
        }
    }

    /** What was done. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Done {
        public long transitions;
    }

    @Benchmark
    public int interpreted(Lock lock, Done done) {
        int transitions = lock.expandAll(lock.machine.newGenerator());
        done.transitions += transitions;
        return transitions;
    }

    @Benchmark
    public int compiled(Lock lock, Done done) {
        int transitions = lock.expandAll(lock.machine.newFastGenerator());
        done.transitions += transitions;
        return transitions;
    }
}
