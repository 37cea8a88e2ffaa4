package dev.fracas.checkers.mutate;

import java.util.Arrays;

/**
 * What a person said of a survivor.
 *
 * @param change the mutant's change when it was looked at
 * @param finding why it survives
 * @param reason in sentences; empty where nobody has looked yet
 */
public record Review(String change, Finding finding, String reason) {
    /** Why a mutant survives. */
    public enum Finding {
        /** It keeps every promise on every machine: it does the same, or is slower. */
        EQUIVALENT("equivalent"),
        /** It is wrong or might be, but nothing shows it on the machines that are tried. */
        NOT_NEEDED("not needed"),
        /** It is known to survive; nobody has looked why. */
        UNREVIEWED("unreviewed");

        private final String word;

        Finding(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }

        /**
         * The finding of that word.
         *
         * @throws IllegalArgumentException when there is none
         */
        static Finding named(String word) {
            return Arrays.stream(values())
                    .filter(finding -> finding.word.equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "'%s': expected equivalent, not needed or unreviewed"
                                            .formatted(word)));
        }
    }
}
