package dev.fracas.counterexamples.itf;

import dev.fracas.spec.Property;

/** What a trace says of its property. */
enum TraceVerdict {
    VIOLATED,
    /** A run that shows what must be reachable. */
    SHOWN;

    static TraceVerdict of(Property<?> property) {
        return property instanceof Property.Sometimes<?> ? SHOWN : VIOLATED;
    }

    String word() {
        return FileWords.of(this);
    }
}
