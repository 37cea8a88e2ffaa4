package dev.fracas.counterexamples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.counterexamples.itf.TraceFile;
import dev.fracas.counterexamples.itf.TraceFormatException;
import dev.fracas.counterexamples.minimization.Minimizer;
import dev.fracas.counterexamples.minimization.TinySearch;
import dev.fracas.counterexamples.rendering.MermaidRendering;
import dev.fracas.counterexamples.rendering.TextRendering;
import dev.fracas.model.Step;
import dev.fracas.model.families.KnownFamilies;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traces of caches on a bus, which run no programs. */
class BusTraceTest {
    private static final Catalogue CATALOGUE = Catalogue.of(KnownFamilies.all());

    private static Replay corpus(String defect) throws TraceFormatException {
        Path file = Path.of("corpus", defect + TraceFile.SUFFIX);
        return Replay.of(TraceFile.read(file, CATALOGUE), CATALOGUE);
    }

    @Test
    void aTraceHasAColumnForEachCache() throws TraceFormatException {
        Replay stale = corpus("mesi-invalidation-not-awaited");
        Golden.assertPinned("bus.txt", TextRendering.of(stale).text());
        Golden.assertPinned("bus.mmd", MermaidRendering.of(stale));
        Golden.assertPinned(
                "bus-lasso.txt", TextRendering.of(corpus("mesi-line-lost-before-write")).text());
    }

    @Test
    void minimizingLeavesCachesOutThatTakeNoPart() throws TraceFormatException {
        Trace pair = corpus("mesi-shared-copy-left").trace();
        MachineDescription three =
                pair.machine().withCores(List.of(Isa.X86_64, Isa.AARCH64, Isa.AARCH64));
        List<Step> steps = new ArrayList<>(pair.steps());
        Step asks = pair.steps().getFirst();
        steps.addFirst(new Step(2, asks.kind(), asks.choice()));
        Trace trace = Trace.run(three, pair.property(), steps, "");
        assertThat(Replay.of(trace, CATALOGUE).isConfirmed()).isTrue();

        Minimizer minimizer = new Minimizer(CATALOGUE, new TinySearch(CATALOGUE));
        assertThat(minimizer.minimize(trace).trace().machine()).isEqualTo(pair.machine());
    }

    @Test
    void aStepThatACacheCannotTakeIsRefused() throws TraceFormatException {
        Trace trace = corpus("mesi-shared-copy-left").trace();
        List<Step> steps = List.of(trace.steps().getFirst(), trace.steps().getFirst());
        Trace twice = Trace.run(trace.machine(), trace.property(), steps, "");
        assertThat(Replay.of(twice, CATALOGUE).outcome().sentence())
                .startsWith("step 2 is not possible: x86:0, which holds I I r0, cannot do that");
    }
}
