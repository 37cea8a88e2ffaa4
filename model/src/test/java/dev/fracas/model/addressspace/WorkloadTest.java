package dev.fracas.model.addressspace;

import static dev.fracas.model.addressspace.Shape.Trait.MAPPED_LATER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.model.addressspace.Call.Mmap;
import dev.fracas.model.addressspace.Call.Protect;
import dev.fracas.model.addressspace.Call.Read;
import dev.fracas.model.addressspace.Call.Unmap;
import dev.fracas.model.addressspace.threads.Workload;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final Shape SHAPE = Shape.of(1, 1, 1).with(MAPPED_LATER);

    @Test
    void aPageIsMappedAnewByTheThreadThatUnmappedIt() {
        Workload workload =
                new Workload.Builder(SHAPE)
                        .origin(new Unmap(0), new Mmap(0), new Unmap(0))
                        .remote(new Read(0))
                        .build();
        assertThat(workload.calls().getFirst()).hasSize(3);
    }

    @Test
    void aPageThatIsMappedIsNotMappedAgain() {
        assertThatThrownBy(() -> new Workload.Builder(SHAPE).origin(new Mmap(0)).build())
                .hasMessageContaining("page 0 is mapped where it is mapped already");
    }

    @Test
    void noOtherThreadChangesTheMappingOfAPageThatIsMappedByACall() {
        assertThatThrownBy(() ->
                        new Workload.Builder(SHAPE)
                                .origin(new Unmap(0), new Mmap(0))
                                .remote(new Protect(0))
                                .build())
                .hasMessageContaining("expected one thread that changes its mapping");
    }

    @Test
    void aShapeSaysThatACallMapsAPage() {
        assertThatThrownBy(() ->
                        new Workload.Builder(Shape.of(1, 1, 1).withPermission(0))
                                .origin(new Mmap(0))
                                .build())
                .hasMessageContaining("MAPPED_LATER");
    }
}
