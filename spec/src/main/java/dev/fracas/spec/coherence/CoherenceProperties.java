package dev.fracas.spec.coherence;

import static dev.fracas.spec.Property.always;
import static dev.fracas.spec.Property.leadsTo;
import static dev.fracas.spec.Property.never;
import static dev.fracas.spec.Property.sometimes;
import static dev.fracas.spec.Source.PAPER;
import static dev.fracas.spec.Source.source;

import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import java.util.List;

/** What caches owe, whoever keeps them coherent. */
public final class CoherenceProperties {
    private static final Source PRIMER =
            source(
                    "Sorin, Hill, Wood: A Primer on Memory Consistency and Coherence",
                    "section 2.3");

    private static final Source HARDWARE = source(PAPER, "sections 3 and 7.3");

    private CoherenceProperties() {}

    public static final Property<CoherenceView> SINGLE_WRITER_OR_READERS =
            always(
                    "single-writer",
                    "A line is in one cache that may write it, or in any number that only read it.",
                    PRIMER,
                    CoherenceView.class,
                    CoherenceProperties::hasSingleWriters);

    public static final Property<CoherenceStep> NO_STALE_READ =
            never(
                    "stale-read",
                    "A read returns what was written to the line last, by a core of either ISA.",
                    PRIMER,
                    CoherenceStep.class,
                    CoherenceStep::readsStale);

    public static final Property<CoherenceView> CLEAN_COPIES_EQUAL_MEMORY =
            always(
                    "clean-copy",
                    "A copy that is shared or exclusive holds what memory holds.",
                    HARDWARE,
                    CoherenceView.class,
                    CoherenceProperties::areCleanCopiesRight);

    public static final Property<CoherenceView> REQUEST_IS_SERVED =
            leadsTo(
                    "request-served",
                    "Whoever asks its cache for a line is served.",
                    HARDWARE,
                    CoherenceView.class,
                    CoherenceView::isWaiting,
                    (v, cache) -> !v.isWaiting(cache));

    public static final Property<CoherenceStep> MODIFIED_LINE_CHANGES_ISA =
            sometimes(
                    "line-changes-isa",
                    "A line that one ISA has modified is taken over by the other.",
                    HARDWARE,
                    CoherenceStep.class,
                    CoherenceStep::takesModifiedLineOfOtherIsa);

    public static final Property<CoherenceStep> LINE_OF_OTHER_ISA_IS_WRITTEN =
            sometimes(
                    "written-across-isas",
                    "A line that one ISA holds is written by the other.",
                    HARDWARE,
                    CoherenceStep.class,
                    CoherenceStep::writesLineOfOtherIsa);

    /** Every property, in the order in which reports show them. */
    public static List<Property<?>> all() {
        return List.of(
                SINGLE_WRITER_OR_READERS,
                NO_STALE_READ,
                CLEAN_COPIES_EQUAL_MEMORY,
                REQUEST_IS_SERVED,
                MODIFIED_LINE_CHANGES_ISA,
                LINE_OF_OTHER_ISA_IS_WRITTEN);
    }

    private static boolean hasSingleWriters(CoherenceView v) {
        for (int line = 0; line < v.lines(); line++) {
            if (v.owners(line) != 0 && Integer.bitCount(v.copies(line)) > 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean areCleanCopiesRight(CoherenceView v) {
        for (int line = 0; line < v.lines(); line++) {
            if (!v.cleanCopiesEqualMemory(line)) {
                return false;
            }
        }
        return true;
    }
}
