package dev.fracas.generators.addressspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.generators.Shrunk;
import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.addressspace.workload.Circumstance;
import dev.fracas.model.addressspace.workload.UserCall;
import dev.fracas.model.addressspace.workload.UserTask;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Isa;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class AddressSpaceWorkloadsTest {
    @Property(seed = "1", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void workloadsReachTheCorners(@ForAll("large") AddressSpaceWorkload workload) {
        assertThat(workload.unsuitable(Reading.PAPER)).isEmpty();
        assertThat(AddressSpaceWorkload.named(workload.name())).isEqualTo(workload);

        reaches("one page", 10, workload.pages() == 1);
        reaches("two pages", 10, workload.pages() == 2);
        // A fork's copy is one of the 64.
        reaches("as many pages as there can be", 5, workload.pages() >= 63);
        reaches(
                "tasks of both kernels",
                30,
                startsOn(workload, Isa.X86_64) > 0 && startsOn(workload, Isa.AARCH64) > 0);
        reaches("more than eight cores", 10, workload.cores(Reading.PAPER) > 8);
        reaches(
                "three tasks or more of each kernel",
                2,
                startsOn(workload, Isa.AARCH64) >= 3 && startsOn(workload, Isa.X86_64) >= 3);
        reaches(
                "four tasks of one kernel",
                1,
                startsOn(workload, Isa.AARCH64) == 4 || startsOn(workload, Isa.X86_64) == 4);
        reaches("read", 50, has(workload, call -> call instanceof UserCall.Read));
        reaches("write", 50, has(workload, call -> call instanceof UserCall.Write));
        reaches("munmap", 20, has(workload, call -> call instanceof UserCall.Unmap));
        reaches("mmap", 30, has(workload, call -> call instanceof UserCall.Mmap));
        reaches("a page that is unmapped and mapped again", 30, mapsAgain(workload));
        reaches("mprotect", 20, has(workload, call -> call instanceof UserCall.Protect));
        reaches("migrate", 20, has(workload, call -> call instanceof UserCall.Migrate));
        reaches("fork", 10, has(workload, call -> call instanceof UserCall.Fork));
        reaches("a child's task", 2, workload.tasks().stream().anyMatch(UserTask::ofChild));
        reaches("exit", 10, has(workload, call -> call instanceof UserCall.Exit));
        reaches("read-only", 10, workload.permission() == 1);
        reaches("without access", 2, workload.permission() == 0);
        for (Circumstance each : AddressSpaceWorkloads.drawn()) {
            reaches(each.toString(), 5, workload.circumstances().contains(each));
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void everyReadingHasAMachineForItsWorkloads(
            @ForAll("small") AddressSpaceWorkload paper,
            @ForAll("released") AddressSpaceWorkload released,
            @ForAll("popcorn") AddressSpaceWorkload popcorn) {
        assertThat(coresOf(paper, Reading.PAPER)).isEqualTo(paper.cores(Reading.PAPER));
        assertThat(coresOf(released, Reading.RELEASED)).isEqualTo(released.cores(Reading.RELEASED));
        assertThat(coresOf(popcorn, Reading.POPCORN)).isEqualTo(popcorn.cores(Reading.POPCORN));
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void alsoWithSixtyFourPages(@ForAll("large") AddressSpaceWorkload workload) {
        assertThat(coresOf(workload, Reading.PAPER)).isEqualTo(workload.cores(Reading.PAPER));
    }

    private static int coresOf(AddressSpaceWorkload workload, Reading reading) {
        var configuration = workload.in(reading);
        return configuration.machine(configuration.ground().usual()).cores();
    }

    private static long startsOn(AddressSpaceWorkload workload, Isa kernel) {
        return workload.tasks().stream().filter(task -> task.startsOn() == kernel).count();
    }

    private static boolean has(AddressSpaceWorkload workload, Predicate<UserCall> kind) {
        return workload.tasks().stream().flatMap(task -> task.calls().stream()).anyMatch(kind);
    }

    private static boolean mapsAgain(AddressSpaceWorkload workload) {
        return workload.tasks().stream()
                .anyMatch(task ->
                        task.calls().stream()
                                .anyMatch(call ->
                                        call instanceof UserCall.Mmap(int page)
                                                && task.calls().indexOf(new UserCall.Unmap(page))
                                                        >= 0
                                                && task.calls().indexOf(new UserCall.Unmap(page))
                                                        < task.calls().lastIndexOf(call)));
    }

    private static void reaches(String what, int percent, boolean reached) {
        Statistics.label(what)
                .collect(reached)
                .coverage(c -> c.check(true).percentage(p -> p > percent));
    }

    @Example
    void workloadsShrinkToOneRead() {
        assertThat(Shrunk.of(several(), workload -> true).name()).isEqualTo("1page_x86-r0");
    }

    @Example
    void aWorkloadThatUnmapsShrinksToOneCall() {
        assertThat(
                        Shrunk.of(
                                        several(),
                                        workload ->
                                                has(workload, UserCall.Unmap.class::isInstance)
                                                        && workload.circumstances()
                                                                .contains(Circumstance.LOW_FRAME))
                                .name())
                .isEqualTo("1page-lowframe_x86-u0");
    }

    @Example
    void aWorkloadThatMapsShrinksToMunmapAndMmap() {
        assertThat(Shrunk.of(several(), workload -> has(workload, UserCall.Mmap.class::isInstance)))
                .extracting(AddressSpaceWorkload::name)
                .isIn("1page_x86-u0-a0", "1page-noaccess_x86-a0");
        assertThat(Shrunk.of(several(), AddressSpaceWorkloadsTest::mapsAgain).name())
                .isEqualTo("1page_x86-u0-a0");
    }

    @Example
    void aWorkloadWithAChildShrinksToForkAndRead() {
        assertThat(
                        Shrunk.of(
                                        several(),
                                        workload ->
                                                workload.tasks().stream()
                                                        .anyMatch(UserTask::ofChild))
                                .name())
                .isEqualTo("1page_x86-f0_child-r0");
    }

    @Example
    void aWorkloadOfThreePagesShrinksToThreeCalls() {
        AddressSpaceWorkload least = Shrunk.of(several(), workload -> touches(workload) > 2);

        assertThat(least.pages()).isEqualTo(3);
        assertThat(least.tasks().stream().mapToInt(task -> task.calls().size()).sum()).isEqualTo(3);
    }

    private static Arbitrary<AddressSpaceWorkload> several() {
        return new AddressSpaceWorkloads(Reading.PAPER, 4, 2, 4).arbitrary();
    }

    private static long touches(AddressSpaceWorkload workload) {
        return workload.tasks().stream()
                .flatMap(task -> task.calls().stream())
                .filter(call -> call instanceof UserCall.Write)
                .map(call -> ((UserCall.Write) call).page())
                .distinct()
                .count();
    }

    @Provide
    Arbitrary<AddressSpaceWorkload> large() {
        return AddressSpaceWorkloads.large(Reading.PAPER).arbitrary();
    }

    @Provide
    Arbitrary<AddressSpaceWorkload> small() {
        return AddressSpaceWorkloads.small(Reading.PAPER).arbitrary();
    }

    @Provide
    Arbitrary<AddressSpaceWorkload> released() {
        return AddressSpaceWorkloads.small(Reading.RELEASED).arbitrary();
    }

    @Provide
    Arbitrary<AddressSpaceWorkload> popcorn() {
        return AddressSpaceWorkloads.small(Reading.POPCORN).arbitrary();
    }
}
