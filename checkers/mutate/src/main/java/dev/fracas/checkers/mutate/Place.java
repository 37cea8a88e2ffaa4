package dev.fracas.checkers.mutate;

import dev.fracas.model.program.SourceLine;
import java.util.Comparator;

/**
 * What a person would call one instruction: all that one line of source emits of a kind.
 *
 * @param line the line of source
 * @param kind kind of the instruction, or of what else the line emits
 */
public record Place(SourceLine line, String kind) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.<Place, String>comparing(place -> place.line.where())
                    .thenComparingInt(place -> place.line.line())
                    .thenComparing(Place::kind)
                    .thenComparing(place -> place.line.home());

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
