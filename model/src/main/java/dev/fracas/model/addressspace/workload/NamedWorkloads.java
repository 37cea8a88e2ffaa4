package dev.fracas.model.addressspace.workload;

import dev.fracas.model.mechanism.Configuration;
import dev.fracas.model.mechanism.Configuration.Reading;
import dev.fracas.spec.Property;
import dev.fracas.spec.addressspace.AddressSpaceProperties;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Configurations of workloads that stand in no list, found by what they are called: {@code
 * 1page_x86-w0=1_arm-r0@paper}, or without the reading for all that have a machine for it.
 *
 * <p>What is as released is asked for everything that {@code paper} promises, since to name a
 * workload in that reading is to ask what is wrong there.
 */
public final class NamedWorkloads {
    private static final Pattern BEGINNING = Pattern.compile("\\d+pages?($|[-_@].*)");

    /** What a workload's id looks like. */
    public static final String EXAMPLE = "2pages-lowframe_x86-w0=1-u0_arm-r1-m-w0=2@paper";

    private NamedWorkloads() {}

    /** Whether a word is meant for a workload: it begins with a number of pages. */
    public static boolean isMeant(String word) {
        return BEGINNING.matcher(word).matches();
    }

    /**
     * The workload of that name in every reading that has a machine for it; of that id, in the one
     * reading, also with parts as released.
     *
     * @throws IllegalArgumentException when there is none; the message says in one line what was
     *     expected
     */
    public static List<Configuration> of(String word) {
        int at = word.indexOf('@');
        if (at >= 0) {
            return List.of(configuration(word));
        }
        AddressSpaceWorkload workload = workload(word);
        List<Configuration> readings =
                Arrays.stream(Reading.values())
                        .filter(reading -> workload.unsuitable(reading).isEmpty())
                        .map(reading -> asked(workload, reading))
                        .toList();
        // Paper takes every workload that a machine has the cores for: then its word is the reason.
        return readings.isEmpty() ? List.of(workload.in(Reading.PAPER)) : readings;
    }

    /**
     * The workload of that id, which names a reading.
     *
     * @throws IllegalArgumentException when there is none; the message says in one line what was
     *     expected
     */
    public static Configuration configuration(String id) {
        List<String> parts = List.of(id.split("@", 2));
        AddressSpaceWorkload workload = workload(parts.getFirst());
        String reading = parts.size() < 2 ? "" : parts.getLast();
        Optional<Reading> whole =
                Arrays.stream(Reading.values())
                        .filter(each -> (reading + "+").startsWith(each.id() + "+"))
                        .findFirst();
        if (whole.isEmpty()) {
            throw new IllegalArgumentException(
                    "no reading '%s' of a workload: expected %s, with @paper, @released or @popcorn behind it"
                            .formatted(reading, parts.getFirst()));
        }
        return (Configuration)
                Configuration.find(
                                List.of(asked(workload, whole.get())),
                                workload.name() + "@" + reading)
                        .orElseThrow();
    }

    /** The workload in a reading, judged by all that is to be asked of it. */
    public static Configuration asked(AddressSpaceWorkload workload, Reading reading) {
        Configuration configuration = workload.in(reading);
        return reading == Reading.RELEASED
                ? new AskedConfiguration(
                        configuration,
                        workload.owed().stream()
                                .filter(p -> !AddressSpaceProperties.LOCK_BALANCE.contains(p))
                                .toList())
                : configuration;
    }

    /**
     * The workload in a reading, judged by those properties only.
     *
     * @param properties of what is {@linkplain #asked(AddressSpaceWorkload, Reading) asked} anyway
     */
    public static Configuration asked(
            AddressSpaceWorkload workload, Reading reading, List<Property<?>> properties) {
        return new AskedConfiguration(workload.in(reading), properties);
    }

    private static AddressSpaceWorkload workload(String name) {
        try {
            return AddressSpaceWorkload.named(name);
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    "%s; expected a workload such as %s"
                            .formatted(why.contains(name) ? why : name + ": " + why, EXAMPLE),
                    e);
        }
    }
}
