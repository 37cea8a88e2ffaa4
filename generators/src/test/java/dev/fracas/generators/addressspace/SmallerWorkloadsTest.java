package dev.fracas.generators.addressspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.mechanism.Reading;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SmallerWorkloadsTest {
    @Example
    void oneThingIsTakenAwayAtATime() {
        assertThat(names("2pages-lowframe_x86-w1=2-u0_arm-r1"))
                .containsExactly(
                        "2pages-lowframe_arm-r1",
                        "2pages-lowframe_x86-w1=2-u0",
                        "2pages_x86-w1=2-u0_arm-r1",
                        "1page-lowframe_x86-w0=2-u0_arm-r0",
                        "2pages-lowframe_x86-u0_arm-r1",
                        "2pages-lowframe_x86-w1=2_arm-r1",
                        "2pages-lowframe_x86-w1=1-u0_arm-r1");
    }

    @Example
    void aForkStaysWhileThereIsAChild() {
        assertThat(names("1page_x86-f0_child-r0")).containsExactly("1page_x86-f0");
    }

    @Example
    void theSmallestHasNothingBelowIt() {
        assertThat(names("1page_x86-r0")).isEmpty();
    }

    @Property(seed = "1", tries = 50)
    void goingDownComesToAnEndSoon(@ForAll("workloads") AddressSpaceWorkload workload) {
        AddressSpaceWorkload at = workload;
        int steps = 0;
        for (List<AddressSpaceWorkload> below = SmallerWorkloads.than(at);
                !below.isEmpty();
                below = SmallerWorkloads.than(at)) {
            at = below.getLast();
            steps++;
        }
        assertThat(steps).isLessThan(400);
        assertThat(at.tasks()).hasSize(1);
        assertThat(at.pages()).isOne();
    }

    @Provide
    Arbitrary<AddressSpaceWorkload> workloads() {
        return AddressSpaceWorkloads.large(Reading.PAPER).arbitrary();
    }

    private static List<String> names(String name) {
        return SmallerWorkloads.than(AddressSpaceWorkload.named(name)).stream()
                .map(AddressSpaceWorkload::name)
                .toList();
    }
}
