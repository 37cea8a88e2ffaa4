package dev.fracas.checkers.linearizability;

/** Whether there is an order that explains a history. */
sealed interface OrderAnswer {
    /** There is this one. */
    record Order(Linearization order) implements OrderAnswer {}

    record NoOrder() implements OrderAnswer {}

    /**
     * A bound came first.
     *
     * @param bound which, as a clause
     */
    record Open(String bound) implements OrderAnswer {}
}
