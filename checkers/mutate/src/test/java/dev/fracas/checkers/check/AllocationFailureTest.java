package dev.fracas.checkers.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.mutate.ExhaustiveKiller;
import dev.fracas.checkers.mutate.Mutant;
import dev.fracas.checkers.mutate.MutantStatus.Killed;
import dev.fracas.checkers.mutate.MutantStatus.Survived;
import dev.fracas.checkers.mutate.MutationOperators;
import dev.fracas.checkers.mutate.Subject;
import dev.fracas.checkers.mutate.Trial;
import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workloads in which one allocation, whichever, gets no page. */
class AllocationFailureTest {
    /** With the method that allocates, in which the branch for no page is the one left out. */
    @ParameterizedTest
    @CsvSource({
        "1page-allocationfails_x86-w0=1, LinuxFault.anonymousPage",
        "1page-allocationfails_x86-r0-w0=1, LinuxFault.copyZeroPage",
        "1page-allocationfails_x86-w0=1-f0-w0=2, OriginFault.copySharedPage",
        "1page-allocationfails_arm-w0=1, RemoteFault.walkAndInsert",
        "1page-allocationfails_arm-w0=1-m-f0, Forking.copyLeaf"
    })
    void aFaultWithoutAPageIsMadeAgainAndWhoForgetsToAskIsCaught(String name, String method) {
        Mechanism paper = AddressSpaceWorkload.named(name).in(Reading.PAPER);
        ExhaustiveKiller check = new ExhaustiveKiller(Bounds.none());

        assertThat(check.status(paper, paper.ground().usual(), new StopSignal()))
                .isInstanceOf(Survived.class);
        assertThat(check.status(forgetful(paper, method), paper.ground().usual(), new StopSignal()))
                .isInstanceOf(Killed.class);
    }

    private static Mechanism forgetful(Mechanism paper, String method) {
        Subject subject = new Subject("paper", List.of(new Trial(paper, paper.ground().usual())));
        Mutant mutant =
                MutationOperators.mutants(subject).stream()
                        .filter(each -> each.id().contains("/" + method + "."))
                        .filter(each -> each.how().equals("drop-branch"))
                        .filter(each -> each.change().matches("if new.page == 0 goto .*"))
                        .findFirst()
                        .orElseThrow();
        return mutant.in(paper);
    }
}
