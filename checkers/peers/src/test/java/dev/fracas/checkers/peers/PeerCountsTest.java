package dev.fracas.checkers.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.Exploration;
import dev.fracas.checkers.explore.Explorer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The counts that SPIN 6.5.2 printed for the small rows; ours are the same. */
class PeerCountsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "filter-sc-n2,       40,      81",
        "filter-sc-n3,     2204,    6613",
        "filter-sc-n4,   181729,  726917",
        "filter-tso-n2,     162,     375",
        "filter-tso-n3,   11991,   39747",
        "spin-sc-n2-k2,      45,      73",
        "spin-sc-n3-k2,     189,     433",
        "spin-sc-n4-k2,     729,    2161",
        "spin-sc-n5-k2,    2673,    9721",
        "spin-sc-n5-k3,   12544,   49921",
        "spin-tso-n2-k2,     81,     145",
        "spin-tso-n3-k2,    351,     865",
        "spin-tso-n4-k2,   1377,    4321",
        "spin-tso-n5-k2,   5103,   19441",
        "ticket-sc-n2-k2,    89,     157",
        "ticket-sc-n3-k2,   723,    1903",
        "ticket-sc-n4-k2,  6513,   23161",
        "ticket-sc-n5-k2, 67803,  306451",
        "ticket-tso-n2-k2,  149,     285",
        "ticket-tso-n3-k2, 1245,    3463",
        "ticket-tso-n4-k2,11337,   41977",
        "ticket-tso-n5-k2,118473, 552571",
        "mcs-sc-n2-k2,      301,     547",
        "mcs-sc-n3-k2,     8387,   22453",
        "mcs-sc-n4-k2,   274417,  969717",
        "mcs-sc-n3-k3,    28576,   79387",
        "mcs-tso-n2-k2,     725,    1651",
        "mcs-tso-n3-k2,   35287,  125029",
        "mesi-sc-n2-v2,   19600,   72801",
        "mesi-sc-n3-v2,  396508, 2179129",
    })
    void statesAndTransitionsAreThoseOfSpin(String name, long states, long transitions) {
        EngineSide.Subject subject = EngineSide.Subject.of(PeerRows.called(name));
        for (int workers = 1; workers <= 3; workers++) {
            Exploration seen =
                    Explorer.unbounded()
                            .withWorkers(workers)
                            .explore(subject.system(), List.of(subject.property()));

            assertThat(seen.isComplete()).isTrue();
            assertThat(seen.isDecided(subject.property())).isFalse();
            assertThat(seen.distinctStates()).isEqualTo(states);
            assertThat(seen.transitions()).isEqualTo(transitions);
            assertThat(seen.unreached().stream().filter(line -> !line.contains("end"))).isEmpty();
        }
    }
}
