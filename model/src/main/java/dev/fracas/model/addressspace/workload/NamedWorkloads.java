package dev.fracas.model.addressspace.workload;

import dev.fracas.model.mechanism.Asked;
import dev.fracas.model.mechanism.Families;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.model.mechanism.WorkloadsByName;
import dev.fracas.spec.Property;
import dev.fracas.spec.machine.MachineProperties;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Workloads over an address space that stand in no list, found by what they are called: {@code
 * 1page_x86-w0=1_arm-r0@paper}, or without the reading for all that have a machine for it.
 *
 * <p>What is as released is asked for everything that {@code paper} promises, since to name a
 * workload in that reading is to ask what is wrong there.
 */
public final class NamedWorkloads implements WorkloadsByName {
    private static final Pattern BEGINNING = Pattern.compile("\\d+pages?($|[-_@].*)");
    private static final String EXAMPLE = "2pages-lowframe_x86-w0=1-u0_arm-r1-m-w0=2@paper";

    @Override
    public String example() {
        return EXAMPLE;
    }

    /** Whether a word is meant for a workload: it begins with a number of pages. */
    @Override
    public boolean isMeant(String word) {
        return BEGINNING.matcher(word).matches();
    }

    /** {@inheritDoc} Of an id, also with parts as released. */
    @Override
    public List<Mechanism> of(String word) {
        if (word.indexOf('@') >= 0) {
            return List.of(ofId(word));
        }
        AddressSpaceWorkload workload = workload(word);
        List<Mechanism> readings =
                AddressSpaceWorkload.readings().stream()
                        .filter(reading -> workload.unsuitable(reading).isEmpty())
                        .map(reading -> asked(workload, reading))
                        .toList();
        // The paper's reading takes every workload that a machine has the cores for: then its word
        // is the reason.
        return readings.isEmpty() ? List.of(workload.in(Reading.PAPER)) : readings;
    }

    private static Mechanism ofId(String id) {
        List<String> parts = List.of(id.split("@", 2));
        AddressSpaceWorkload workload = workload(parts.getFirst());
        String reading = parts.getLast();
        Optional<Reading> whole =
                AddressSpaceWorkload.readings().stream()
                        .filter(each -> (reading + "+").startsWith(each.id() + "+"))
                        .findFirst();
        if (whole.isEmpty()) {
            throw new IllegalArgumentException(
                    "no reading '%s' of a workload: expected %s, with %s behind it"
                            .formatted(reading, parts.getFirst(), expected()));
        }
        return Families.find(List.of(asked(workload, whole.get())), workload.name() + "@" + reading)
                .orElseThrow();
    }

    private static String expected() {
        return AddressSpaceWorkload.readings().stream()
                .map(reading -> "@" + reading.id())
                .collect(Collectors.joining(" or "));
    }

    /** The workload in a reading, judged by all that is to be asked of it. */
    public static Mechanism asked(AddressSpaceWorkload workload, Reading reading) {
        Mechanism mechanism = workload.in(reading);
        return reading.equals(Reading.RELEASED)
                ? Asked.keeping(mechanism, askedOfReleased(workload))
                : mechanism;
    }

    /** The released fault handler's unlock is a plain store, which no lock validator follows. */
    private static List<Property<?>> askedOfReleased(AddressSpaceWorkload workload) {
        return workload.owed().stream()
                .filter(p -> !MachineProperties.LOCK_BALANCE.contains(p))
                .toList();
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
