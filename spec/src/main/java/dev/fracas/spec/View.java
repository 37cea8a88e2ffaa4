package dev.fracas.spec;

/**
 * What an observer may see of one state. A property reads a view and nothing else, so that it knows
 * nothing of the program that it judges. Views are flyweights: an engine moves one view from state
 * to state, so that no predicate may keep a reference to it.
 */
public interface View {}
