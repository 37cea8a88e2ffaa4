package dev.fracas.model.addressspace.workload;

import static dev.fracas.spec.Source.PAPER;
import static dev.fracas.spec.Source.POPCORN;
import static dev.fracas.spec.Source.RELEASE;

import dev.fracas.model.addressspace.KernelDesign;
import dev.fracas.model.addressspace.fused.FusedRoutines;
import dev.fracas.model.addressspace.popcorn.PopcornRoutines;
import dev.fracas.model.addressspace.readings.AddressSpaceConfiguration;
import dev.fracas.model.addressspace.readings.Part;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A workload over the fused address space that anyone may put together: tasks of both kernels, what
 * they do, and what is there when they start. What a complete machine needs besides is worked out:
 * threads that serve messages, handlers of shootdowns, frames enough for every page and every lost
 * race, and who waits for whom at fork and exit.
 *
 * <p>{@link #name} says all of it in a word of letters, digits, {@code -}, {@code _} and {@code =},
 * and {@link #named} reads it again, so that a trace file names a workload that is in no list.
 *
 * @param pages user pages, 1 to 64; a fork's copy of a page counts as one more
 * @param permission what every page may be used for at first: {@link AddressSpaceView#NONE}, {@link
 *     AddressSpaceView#READ} or {@link AddressSpaceView#READ_WRITE}
 * @param circumstances what is out of the ordinary
 * @param tasks 1 to 4 for each kernel, and few enough for a machine
 */
public record AddressSpaceWorkload(
        int pages, int permission, Set<Circumstance> circumstances, List<UserTask> tasks) {
    /** Pages with the child's: a word of 64 bits says for which of them a frame is in use. */
    public static final int MAX_PAGES = 64;

    /** Tasks that are on one kernel at some time. */
    public static final int MAX_TASKS = 4;

    /**
     * @throws IllegalArgumentException when there is no machine for it, or none that means
     *     anything; the message is one clause
     */
    public AddressSpaceWorkload {
        Set<Circumstance> sorted = EnumSet.noneOf(Circumstance.class);
        sorted.addAll(circumstances);
        circumstances = Collections.unmodifiableSet(sorted);
        tasks = List.copyOf(tasks);
        WorkloadRules.refusal(pages, permission, tasks)
                .ifPresent(why -> {
                    throw new IllegalArgumentException(why);
                });
    }

    /** Tasks over anonymous pages to read and write, in ordinary circumstances. */
    public static AddressSpaceWorkload of(int pages, UserTask... tasks) {
        return new AddressSpaceWorkload(
                pages, AddressSpaceView.READ_WRITE, Set.of(), List.of(tasks));
    }

    public AddressSpaceWorkload withPermission(int other) {
        return new AddressSpaceWorkload(pages, other, circumstances, tasks);
    }

    public AddressSpaceWorkload in(Circumstance... other) {
        return new AddressSpaceWorkload(pages, permission, Set.of(other), tasks);
    }

    /**
     * The workload that {@link #name} has described so.
     *
     * @throws IllegalArgumentException when the name describes none
     */
    public static AddressSpaceWorkload named(String name) {
        return WorkloadName.parse(name);
    }

    /** The whole workload in a word: {@code 1page_x86-w0=1-r0_arm-w0=2}. */
    public String name() {
        return WorkloadName.of(this);
    }

    /** The readings that there are of the kernels that a workload runs on. */
    public static List<Reading> readings() {
        return List.of(Reading.PAPER, Reading.RELEASED, Reading.POPCORN);
    }

    /** Why the reading has no machine for the workload; empty when it has. */
    public Optional<String> unsuitable(Reading reading) {
        return WorkloadRules.refusal(this, reading);
    }

    /**
     * The workload in one reading of the kernels. Its promises are those that the reading keeps
     * whatever the workload is; what the reading is known to break in some workloads is not among
     * them. Every defect of the reading can be built in, whether or not this workload exposes it.
     *
     * @throws IllegalArgumentException when the reading is {@link #unsuitable}
     */
    public Mechanism in(Reading reading) {
        unsuitable(reading)
                .ifPresent(why -> {
                    throw new IllegalArgumentException(name() + "@" + reading + ": " + why);
                });
        return new AddressSpaceConfiguration(
                name(),
                reading,
                "a workload of its own: its name says what it does",
                source(reading),
                new WorkloadAssembly(this, reading).workload(),
                kernel(reading),
                Set.of(),
                WorkloadPromises.of(this, reading),
                Map.of());
    }

    /**
     * What is owed to the users of such a workload: of {@code paper} the promises, of {@code
     * released} what a search may find broken.
     */
    public List<Property<?>> owed() {
        return WorkloadPromises.fused(this);
    }

    /** Cores, with those of the threads that serve and of the handlers of interrupts. */
    public int cores(Reading reading) {
        return new WorkloadAssembly(this, reading).running().programs();
    }

    private static Source source(Reading reading) {
        if (reading.equals(Reading.PAPER)) {
            return Source.source(PAPER, "section 6.4");
        }
        return reading.equals(Reading.RELEASED)
                ? Source.source(RELEASE, "page_server.c, fault.c and memory.c")
                : Source.source(POPCORN, "page_server.c and fh_action.c");
    }

    private static KernelDesign<?> kernel(Reading reading) {
        if (reading.equals(Reading.PAPER)) {
            return FusedRoutines.paperDesign();
        }
        return reading.equals(Reading.RELEASED)
                ? new KernelDesign<>(Part.allReleased(), List.of())
                : PopcornRoutines.popcornDesign();
    }

    public boolean has(Class<? extends UserCall> kind) {
        return tasks.stream().flatMap(task -> task.calls().stream()).anyMatch(kind::isInstance);
    }

    /** The workload's name. */
    @Override
    public String toString() {
        return name();
    }
}
