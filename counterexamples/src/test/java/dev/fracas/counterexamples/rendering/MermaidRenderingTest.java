package dev.fracas.counterexamples.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.counterexamples.Golden;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.SampleLock;
import dev.fracas.counterexamples.Traces;
import java.util.List;
import org.junit.jupiter.api.Test;

class MermaidRenderingTest {
    private static final String ARROW =
            "(core[01]|memory|ipi[01])(->>|-->>)(core[01]|memory|ipi[01]): [^;\\n]*(#\\w+;[^;]*)*";

    @Test
    void coresTalkToMemory() {
        Golden.assertPinned(
                "lost-update.mmd",
                MermaidRendering.of(Replay.of(Traces.lostUpdate(), SampleLock.CATALOGUE)));
    }

    @Test
    void aLassoIsALoopBlock() {
        Golden.assertPinned(
                "starvation.mmd",
                MermaidRendering.of(Replay.of(Traces.starvation(), SampleLock.CATALOGUE)));
    }

    @Test
    void interruptsGoThroughTheirControllers() {
        Golden.assertPinned(
                "every-instruction.mmd", MermaidRendering.of(EveryInstruction.replay()));
    }

    @Test
    void everyLineIsAStatementOfASequenceDiagram() {
        String diagram = MermaidRendering.of(EveryInstruction.replay());
        List<String> lines = diagram.lines().map(String::strip).toList();
        assertThat(lines.getFirst()).isEqualTo("sequenceDiagram");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line ->
                        line.startsWith("title ")
                                || line.startsWith("participant ")
                                || line.startsWith("Note over core")
                                || line.matches(ARROW));
    }

    @Test
    void whatMeansSomethingToMermaidIsEscaped() {
        assertThat(MermaidRendering.escaped("a -> b; #1 <x> & 50% {y} \"z\"\nend"))
                .isEqualTo(
                        "a -> b#59; #35;1 #lt;x> #amp; 50#37; #123;y#125; #quot;z#quot;"
                                + "<br/>end");
    }
}
