package dev.fracas.checkers.mutate;

import dev.fracas.checkers.mutate.Review.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The survivors that a person has looked at. Text: a line with the mutant's id, and indented below
 * it a line with its change, and one or more with the finding, a colon and the reason. Lines that
 * begin with {@code #} and empty ones do not count.
 *
 * @param reviews by the ids of the mutants
 */
public record ReviewedSurvivors(Map<String, Review> reviews) {
    private static final String OURS = "survivors.txt";

    public ReviewedSurvivors {
        reviews = Map.copyOf(reviews);
    }

    /** Those of the mechanisms that come with Fracas. */
    public static ReviewedSurvivors ours() {
        try (InputStream in = ReviewedSurvivors.class.getResourceAsStream(OURS)) {
            if (in == null) {
                throw new IllegalStateException(OURS + " is missing");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException when it is not as described above; the message names the
     *     mutant
     */
    public static ReviewedSurvivors parse(String text) {
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        List<String> block = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                block.add(line.strip());
            } else {
                block = new ArrayList<>();
                if (blocks.put(line.strip(), block) != null) {
                    throw new IllegalArgumentException(line.strip() + " is there twice");
                }
            }
        }
        Map<String, Review> reviews = new LinkedHashMap<>();
        blocks.forEach((id, lines) -> reviews.put(id, review(id, lines)));
        return new ReviewedSurvivors(reviews);
    }

    private static Review review(String id, List<String> lines) {
        if (lines.size() < 2) {
            throw new IllegalArgumentException(
                    id + ": expected its change, then a finding and a reason");
        }
        String said = String.join(" ", lines.subList(1, lines.size()));
        int colon = said.indexOf(':');
        String word = colon < 0 ? said : said.substring(0, colon);
        String reason = colon < 0 ? "" : said.substring(colon + 1).strip();
        try {
            Finding finding = Finding.named(word);
            if (finding != Finding.UNREVIEWED && reason.isEmpty()) {
                throw new IllegalArgumentException("expected a reason behind " + word);
            }
            return new Review(lines.getFirst(), finding, reason);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(id + ": " + e.getMessage(), e);
        }
    }

    /** What was said of the mutant, if it is still the one that was looked at. */
    public Optional<Review> of(Mutant mutant) {
        return Optional.ofNullable(reviews.get(mutant.id()))
                .filter(review -> review.change().equals(mutant.change()));
    }
}
