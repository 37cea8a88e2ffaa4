package dev.fracas.model.program;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.lock.TicketLock;
import dev.fracas.model.program.Program.Site;
import dev.fracas.spec.Isa;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceLineTest {
    private static final Word WORD = Word.named("word").bits(1);

    /** A protocol of this package, under a lock of another one. */
    private static void protocol(Routine r, TicketLock lock) {
        lock.acquire(r);
        r.store(WORD, 1, RELAXED);
        lock.release(r);
    }

    private static Program program() {
        Routine r = routine();
        List.of(new TicketLock(2)).forEach(lock -> protocol(r, lock));
        return r.build();
    }

    /** A routine may be made by a method that has returned when it is used. */
    private static Routine routine() {
        return new Routine(0, 2, Isa.X86_64);
    }

    private static List<String> linesOf(Site site) {
        return site.source().stream().map(SourceLine::where).toList();
    }

    @Test
    void theLineOfALockAndTheLineThatCallsItFromAnotherPackageAreBothThere() {
        List<Site> sites = SourceLine.recorded(SourceLineTest::program).sites();
        assertThat(linesOf(sites.getFirst()))
                .containsExactly(
                        "TicketLock.draw",
                        "TicketLock.acquire",
                        "SourceLineTest.protocol",
                        "SourceLineTest.program",
                        "SourceLineTest.program");
        assertThat(sites.getFirst().source())
                .extracting(SourceLine::home)
                .startsWith(
                        "dev.fracas.model.lock",
                        "dev.fracas.model.lock",
                        "dev.fracas.model.program")
                .doesNotContain("org.junit", "java.util");
        assertThat(linesOf(sites.get(2))).startsWith("SourceLineTest.protocol");
    }

    @Test
    void linesEndWhereTheProgramIsMadeAndKnowNobodyWhoAskedForIt() {
        assertThat(SourceLine.recorded(SourceLineTest::program).sites())
                .allSatisfy(site -> assertThat(linesOf(site)).endsWith("SourceLineTest.program"));
    }

    @Test
    void nobodyWhoDidNotAskIsToldLines() {
        assertThat(program().sites()).allSatisfy(site -> assertThat(site.source()).isEmpty());
    }
}
