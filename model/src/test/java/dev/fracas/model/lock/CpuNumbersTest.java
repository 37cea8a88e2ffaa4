package dev.fracas.model.lock;

import static dev.fracas.model.lock.LockMachines.isas;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.program.Value;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CpuNumbersTest {
    private static final int OUTSIDE = 4;

    private final List<Isa> cores = isas("x86,arm,x86,x86");

    @Test
    void uniqueNumbersLeadToTheCoreThatBearsThem() {
        CpuNumbers unique = CpuNumbers.unique(4);
        assertThat(unique.numberOf()).containsExactly(0, 1, 2, 3);
        assertThat(coresOf(unique, 1)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void eachKernelCountsItsOwnCoresAndFindsItsOwnData() {
        CpuNumbers own = CpuNumbers.ofEachKernel(cores);
        assertThat(own.numberOf()).containsExactly(0, 0, 1, 2);
        assertThat(coresOf(own, 0)).containsExactly(0, 2, 3);
        assertThat(coresOf(own, 3)).containsExactly(0, 2, 3);
    }

    @Test
    void aNumberThatAKernelDoesNotHaveLeadsNowhere() {
        assertThat(coresOf(CpuNumbers.ofEachKernel(cores), 1)).containsExactly(1, OUTSIDE, OUTSIDE);
    }

    @Test
    void collidingNumbersLeadToTheWrongKernelsCore() {
        CpuNumbers colliding = CpuNumbers.colliding(cores);
        assertThat(colliding.numberOf().get(1)).isZero();
        assertThat(coresOf(colliding, 1)).containsExactly(0, 1, 2);
    }

    private static List<Integer> coresOf(CpuNumbers numbers, int reader) {
        return IntStream.range(0, numbers.count())
                .mapToObj(number -> numbers.coreOf(reader, Value.constant(number)))
                .map(value -> (int) ((Value.Constant) value).value())
                .toList();
    }
}
