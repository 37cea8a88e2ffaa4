package dev.fracas.checkers.linearizability;

/**
 * What a process asks of an object, with its arguments: {@code acquire}, {@code free 3}. A value;
 * its text is what reports print.
 */
public interface ObjectCall {}
