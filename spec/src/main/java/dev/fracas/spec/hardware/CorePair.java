package dev.fracas.spec.hardware;

import static dev.fracas.spec.Source.PAPER;

import dev.fracas.spec.Isa;
import dev.fracas.spec.Source;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** An x86 machine and an Arm machine that the paper measured together: Table 1. */
public enum CorePair {
    /**
     * Xeon Gold 6230R and ThunderX2, the paper's {@code Big_x86} and {@code Big_Arm}; the latencies
     * of its experiments (section 8.1), and the default here.
     */
    BIG("big", CoreLatencies.XEON_GOLD, CoreLatencies.THUNDERX2),

    /** Xeon E5-2620 v4 and Cortex-A72, the paper's {@code Small_x86} and {@code Small_Arm}. */
    SMALL("small", CoreLatencies.E5_2620, CoreLatencies.CORTEX_A72);

    /** The pair of the paper's experiments. */
    public static final CorePair DEFAULT = BIG;

    private final String id;
    private final CoreLatencies x86;
    private final CoreLatencies arm;

    CorePair(String id, CoreLatencies x86, CoreLatencies arm) {
        this.id = id;
        this.x86 = x86;
        this.arm = arm;
    }

    /** {@code big} or {@code small}: the word on the command line. */
    public String id() {
        return id;
    }

    public Source source() {
        return Source.source(PAPER, "Table 1, Table 2");
    }

    /** The latencies of the pair's core of that architecture. */
    public CoreLatencies of(Isa isa) {
        return isa == Isa.X86_64 ? x86 : arm;
    }

    /**
     * The pair with the given id.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    public static CorePair named(String id) {
        for (CorePair pair : values()) {
            if (pair.id.equals(id.toLowerCase(Locale.ROOT))) {
                return pair;
            }
        }
        String known = Arrays.stream(values()).map(CorePair::id).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                "unknown pair of cores '" + id + "': expected one of " + known);
    }

    /** {@code Xeon Gold and ThunderX2}. */
    @Override
    public String toString() {
        return x86.core() + " and " + arm.core();
    }
}
