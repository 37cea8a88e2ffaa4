package dev.fracas.checkers.mutate;

import java.util.List;

/**
 * What mutants are made of: a mechanism, or all of a family in one reading, which share their code.
 *
 * @param name as on the command line
 * @param trials where its mutants are tried, one after the other until one kills; the quickest
 *     first
 * @param before subjects that share code with it: what is a mutant of theirs is not made again
 */
public record Subject(String name, List<Trial> trials, List<Subject> before) {
    /** A subject of which every mutant is made. */
    public Subject(String name, List<Trial> trials) {
        this(name, trials, List.of());
    }

    public Subject {
        trials = List.copyOf(trials);
        before = List.copyOf(before);
        if (trials.isEmpty()) {
            throw new IllegalArgumentException(name + ": there is nothing to try a mutant on");
        }
    }
}
