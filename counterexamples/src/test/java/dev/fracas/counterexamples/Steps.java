package dev.fracas.counterexamples;

import dev.fracas.model.Step;
import java.util.ArrayList;
import java.util.List;

/** Schedules in short: {@code "0 1 1f 0s"}, a core number each, f for a flush, s for a spin. */
public final class Steps {
    private Steps() {}

    public static List<Step> of(String schedule) {
        List<Step> steps = new ArrayList<>();
        for (String word : schedule.strip().split(" +", -1)) {
            if (!word.isEmpty()) {
                steps.add(new Step(word.charAt(0) - '0', kind(word.substring(1)), 0));
            }
        }
        return steps;
    }

    private static Step.Kind kind(String letter) {
        return switch (letter) {
            case "" -> Step.Kind.INSTRUCTION;
            case "s" -> Step.Kind.SPIN;
            case "f" -> Step.Kind.MEMORY;
            case "d" -> Step.Kind.DELIVER;
            default -> throw new IllegalArgumentException(letter);
        };
    }
}
