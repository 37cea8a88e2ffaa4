package dev.fracas.checkers.mutate;

import java.util.List;

/**
 * What mutants are made of: a lock, or all configurations of one reading, which share their code.
 *
 * @param name as on the command line
 * @param trials where its mutants are tried, one after the other until one kills; the quickest
 *     first
 */
public record Subject(String name, List<Trial> trials) {
    public Subject {
        trials = List.copyOf(trials);
        if (trials.isEmpty()) {
            throw new IllegalArgumentException(name + ": there is nothing to try a mutant on");
        }
    }
}
