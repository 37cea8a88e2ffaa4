package dev.fracas.model.addressspace;

import static dev.fracas.model.addressspace.workload.UserTask.child;
import static dev.fracas.model.addressspace.workload.UserTask.origin;
import static dev.fracas.model.addressspace.workload.UserTask.remote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.addressspace.workload.Circumstance;
import dev.fracas.model.addressspace.workload.UserCall;
import dev.fracas.model.addressspace.workload.UserCall.Exit;
import dev.fracas.model.addressspace.workload.UserCall.Fork;
import dev.fracas.model.addressspace.workload.UserCall.Migrate;
import dev.fracas.model.addressspace.workload.UserCall.Protect;
import dev.fracas.model.addressspace.workload.UserCall.Read;
import dev.fracas.model.addressspace.workload.UserCall.Unmap;
import dev.fracas.model.addressspace.workload.UserCall.Write;
import dev.fracas.model.addressspace.workload.UserTask;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.mechanism.Reading;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSpaceWorkloadTest {
    private static final AddressSpaceWorkload UNMAP =
            AddressSpaceWorkload.of(
                    2, origin(new Write(0, 1), new Unmap(0)), remote(new Read(0), new Write(1, 2)));

    @Test
    void aNameSaysTheWholeWorkload() {
        assertThat(UNMAP.name()).isEqualTo("2pages_x86-w0=1-u0_arm-r0-w1=2");
        assertThat(UNMAP.withPermission(1).in(Circumstance.LOW_FRAME).name())
                .isEqualTo("2pages-readonly-lowframe_x86-w0=1-u0_arm-r0-w1=2");
        assertThat(UNMAP.in(Reading.PAPER).id()).isEqualTo("2pages_x86-w0=1-u0_arm-r0-w1=2@paper");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1page_x86-r0",
                "64pages-noaccess-tablemissing-remotelacksvmas-privatefile-lowframe-allocationfails_arm-p63-m-x",
                "2pages_x86-m-r0-m-f1-p1_child-w1=2-r1",
                "2pages_x86-u0-m-a0-m-u0-a0_arm-r0-u1",
                "64pages-noaccess_arm-a63-w63=1-p63"
            })
    void aNameIsReadAgain(String name) {
        assertThat(AddressSpaceWorkload.named(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1page",
                "1page_",
                "x86-r0",
                "1page_mips-r0",
                "1page_x86-z0",
                "1page_x86-r",
                "100pages_x86-r0",
                "1page-cold_x86-r0"
            })
    void whatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> AddressSpaceWorkload.named(name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    65pages_x86-r0                      | 1 to 64 pages
                    64pages_x86-f0                      | 1 to 64 pages
                    1page_x86-r1                        | pages are 0 to 0, not 1
                    1page_x86-w0=3                      | written 1 or 2
                    1page_arm-x                         | exit is a task's last call, at the origin
                    1page_x86-x-r0                      | exit is a task's last call, at the origin
                    1page_x86-x_x86-x                   | exits once
                    1page_arm-f0                        | fork is called at the origin
                    1page_x86-f0-f0                     | one child process at most
                    1page_x86-f0-x                      | does not exit here
                    1page_x86-r0_child-r0               | need a fork
                    2pages_x86-f0_child-r1              | uses page 0 only
                    1page_x86-u0-f0                     | changed only by the task that forks
                    1page_x86-f0_arm-p0                 | changed only by the task that forks
                    1page-noaccess_x86-a0-f0            | changed only by the task that forks
                    1page_x86-a0                        | mapped where it is mapped already
                    1page_x86-u0-a0-p0-a0               | mapped where it is mapped already
                    1page_x86-u0-a0_arm-p0              | has one task that changes its mapping, and page 0 has 2
                    1page_x86-u0-a0-u0-a0-u0-a0-u0-a0   | mapped at most 3 times, not 4
                    1page_x86-r0_x86-r0_x86-r0_x86-r0_x86-r0 | at most 4 tasks
                    """)
    void whatMeansNothingIsRefused(String name, String why) {
        assertThatThrownBy(() -> AddressSpaceWorkload.named(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aReadingRefusesWhatItDoesNotModel() {
        assertThat(
                        AddressSpaceWorkload.named("1page-noaccess_x86-a0-u0")
                                .unsuitable(Reading.RELEASED))
                .isPresent();
        assertThat(AddressSpaceWorkload.named("1page-noaccess_x86-a0").unsuitable(Reading.POPCORN))
                .isPresent();
        assertThat(UNMAP.in(Circumstance.TABLE_MISSING).unsuitable(Reading.RELEASED)).isEmpty();
        assertThat(
                        AddressSpaceWorkload.named("1page-tablemissing_x86-f0")
                                .unsuitable(Reading.RELEASED))
                .isPresent();
        assertThat(UNMAP.in(Circumstance.ALLOCATION_FAILS).unsuitable(Reading.RELEASED))
                .isPresent();
        assertThat(UNMAP.in(Circumstance.LOW_FRAME).unsuitable(Reading.POPCORN)).isPresent();
        assertThat(AddressSpaceWorkload.of(1, remote(new Unmap(0))).unsuitable(Reading.POPCORN))
                .isPresent();
        assertThat(AddressSpaceWorkload.of(1, origin(new Protect(0))).unsuitable(Reading.POPCORN))
                .isPresent();
        assertThatThrownBy(() -> UNMAP.in(Circumstance.LOW_FRAME).in(Reading.POPCORN))
                .hasMessageContaining("lowframe")
                .hasMessageContaining("@popcorn");
    }

    @Test
    void fourTasksOfEachKernelFitWithThoseThatServeAndHandle() {
        UserTask here = origin(new Read(0));
        UserTask there = remote(new Read(0));

        assertThat(AddressSpaceWorkload.of(1, here).cores(Reading.PAPER)).isEqualTo(1);
        // Threads, one that serves the origin, and the handler of the origin's thread.
        assertThat(AddressSpaceWorkload.of(1, here, there).cores(Reading.PAPER)).isEqualTo(4);
        assertThat(UNMAP.cores(Reading.PAPER)).isEqualTo(5);
        AddressSpaceWorkload eight =
                AddressSpaceWorkload.of(1, here, here, here, here, there, there, there, there);
        for (Reading reading : AddressSpaceWorkload.readings()) {
            assertThat(eight.unsuitable(reading)).isEmpty();
            assertThat(eight.cores(reading)).isBetween(9, Machine.MAX_CORES);
        }
    }

    @Test
    void everyReadingHasAMachineForWhatAllOfThemModel() {
        for (Reading reading : AddressSpaceWorkload.readings()) {
            Mechanism configuration = UNMAP.in(reading);
            Machine machine = configuration.machine(configuration.ground().usual());
            assertThat(machine.cores()).isEqualTo(UNMAP.cores(reading));
            assertThat(configuration.promises(configuration.ground().usual()))
                    .isNotEmpty()
                    .allSatisfy(promise -> assertThat(promise.keeps()).isTrue());
        }
    }

    @Test
    void releasedKernelsServeEachOtherWhereALevelIsMissing() {
        AddressSpaceWorkload here = AddressSpaceWorkload.of(1, origin(new Read(0)));

        assertThat(here.cores(Reading.RELEASED)).isEqualTo(1);
        // One that serves each kernel, and the handler of the thread.
        assertThat(here.in(Circumstance.TABLE_MISSING).cores(Reading.RELEASED)).isEqualTo(4);
        assertThat(here.in(Circumstance.TABLE_MISSING).cores(Reading.PAPER)).isEqualTo(1);
    }

    @Test
    void whatIsOwedIsWhatThePaperPromises() {
        Mechanism paper = UNMAP.in(Reading.PAPER);

        assertThat(paper.promises(paper.ground().usual()))
                .extracting(Promise::property)
                .isEqualTo(UNMAP.owed());
    }

    @Test
    void aMachineCanHaveADefect() {
        Mechanism configuration = UNMAP.in(Reading.PAPER);

        assertThat(configuration.defects()).hasSizeGreaterThan(40);
        assertThat(
                        configuration
                                .machine(
                                        configuration.ground().usual().withDefect("unmap-no-flush"))
                                .cores())
                .isEqualTo(5);
    }

    @Test
    void aTaskThatMigratesIsAThreadOfEachKernel() {
        AddressSpaceWorkload there =
                AddressSpaceWorkload.of(1, origin(new Migrate(), new Read(0), new Migrate()));

        // Two threads, one that serves the origin, and a handler.
        assertThat(there.cores(Reading.PAPER)).isEqualTo(4);
    }

    @Test
    void anExitOfSixtyFourPagesAndAForkAreBuilt() {
        AddressSpaceWorkload exit =
                AddressSpaceWorkload.of(
                        64,
                        origin(
                                IntStream.of(0, 7, 31, 32, 33, 62, 63)
                                        .mapToObj(page -> new Write(page, 1))
                                        .toArray(UserCall[]::new)),
                        remote(new Write(63, 2), new Read(31)),
                        origin(new Exit()));
        AddressSpaceWorkload fork =
                AddressSpaceWorkload.of(
                        63, origin(new Write(62, 1), new Fork(62)), child(new Write(62, 2)));
        for (AddressSpaceWorkload workload : List.of(exit, fork)) {
            Mechanism configuration = workload.in(Reading.PAPER);
            assertThat(configuration.machine(configuration.ground().usual()).layout().words())
                    .isGreaterThan(10);
        }
    }
}
