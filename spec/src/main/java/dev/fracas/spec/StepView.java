package dev.fracas.spec;

/** What an observer may see of one step: the state before it, what was done, the state after it. */
public interface StepView extends View {}
