package dev.fracas.model.machine.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.Successors;
import dev.fracas.model.addressspace.Accesses;
import dev.fracas.model.addressspace.readings.AddressSpaceConfigurations;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.program.Note;
import dev.fracas.model.program.WordArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What readers tell, beside what the machine itself says of the same states. */
class StateReaderTest {
    private static final int STEPS = 400;

    static Stream<Machine> machines() {
        return Stream.of(
                usual(LockMechanisms.all(), "qspinlock", Optional.empty()),
                usual(LockMechanisms.all(), "mcs", Optional.of("mcs-null-successor")),
                usual(
                        AddressSpaceConfigurations.all(),
                        "unmap-against-two-remote-faults@released",
                        Optional.empty()),
                usual(
                        AddressSpaceConfigurations.all(),
                        "dsm-local-write-against-remote-fault@popcorn",
                        Optional.empty()));
    }

    private static Machine usual(
            List<? extends Mechanism> all, String id, Optional<String> defect) {
        Mechanism mechanism = all.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
        MachineDescription usual = mechanism.ground().usual();
        return mechanism.machine(defect.map(usual::withDefect).orElse(usual));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void setsOfCoresAreThoseOfTheInstructionsThatComeNext(Machine machine) {
        StateReader reader = new StateReader(machine);
        Map<Note, CoreSet> sets = new LinkedHashMap<>();
        notes(machine).forEach(note -> sets.put(note, reader.cores(note)));
        CoreSet noted = reader.cores(note -> true);
        CoreSet stopped = reader.stopped();
        CoreValues pages =
                reader.values(
                        -1,
                        note ->
                                note instanceof Accesses(int page, boolean _)
                                        ? Optional.of(page)
                                        : Optional.empty());
        assertThat(sets).isNotEmpty();
        for (long[] state : randomStates(machine)) {
            reader.moveTo(state, 0);
            for (int core = 0; core < machine.cores(); core++) {
                int next = machine.nextInstruction(state, 0, core);
                Set<Note> there =
                        next < 0 ? Set.of() : machine.program(core).sites().get(next).notes();
                int its = core;
                sets.forEach(
                        (note, set) -> assertThat(set.has(its)).isEqualTo(there.contains(note)));
                assertThat(noted.has(core)).isEqualTo(!there.isEmpty());
                assertThat(stopped.has(core)).isEqualTo(next < 0);
                assertThat(pages.of(core)).isEqualTo(pageOf(there));
            }
            assertThat(noted.mask() >>> machine.cores()).isZero();
        }
    }

    private static int pageOf(Set<Note> notes) {
        for (Note note : notes) {
            if (note instanceof Accesses(int page, boolean _)) {
                return page;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @MethodSource("machines")
    void wordsAreThoseOfTheLocations(Machine machine) {
        StateReader reader = new StateReader(machine);
        Map<WordArray, Words> words = new LinkedHashMap<>();
        for (int location = 0; location < machine.locations().count(); location++) {
            WordArray array = machine.locations().array(location);
            words.computeIfAbsent(array, reader::words);
        }
        for (long[] state : randomStates(machine)) {
            reader.moveTo(state, 0);
            words.forEach((array, read) -> {
                for (int i = 0; i < array.length(); i++) {
                    long held =
                            machine.locations().read(state, 0, machine.locations().whole(array, i));
                    assertThat(read.whole(i)).isEqualTo(held);
                    assertThat(read.at(i)).isEqualTo((int) held);
                }
                assertThat(read.areNamed()).isTrue();
                assertThat(read.isSet()).isEqualTo(read.whole(0) != 0);
            });
        }
    }

    private static Set<Note> notes(Machine machine) {
        Set<Note> notes = new LinkedHashSet<>();
        for (int core = 0; core < machine.cores(); core++) {
            machine.program(core).sites().forEach(site -> notes.addAll(site.notes()));
        }
        return notes;
    }

    /** Those of one run after the other, each of which takes any step that is possible. */
    private static List<long[]> randomStates(Machine machine) {
        SplittableRandom random = new SplittableRandom(7);
        int words = machine.layout().words();
        List<long[]> states = new ArrayList<>();
        Successors out = new Successors(words);
        for (int step = 0; step < STEPS; step++) {
            if (out.count() == 0) {
                machine.initialStates(out);
            }
            long[] now = new long[words];
            System.arraycopy(out.states(), out.at(random.nextInt(out.count())), now, 0, words);
            states.add(now);
            out = new Successors(words);
            machine.newGenerator().successors(now, 0, out);
        }
        return states;
    }
}
