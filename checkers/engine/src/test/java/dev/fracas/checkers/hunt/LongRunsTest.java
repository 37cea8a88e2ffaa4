package dev.fracas.checkers.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.hunt.RunOutcome.Violation;
import dev.fracas.generators.addressspace.AddressSpaceWorkloads;
import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Long random runs of every mechanism in every reading, each step of which the same properties
 * judge that an exhaustive search judges. A lock runs in its endless form, a configuration from its
 * start again and again; the strategies take turns. What a mechanism is known to lack may be
 * violated, and nothing else.
 */
class LongRunsTest {
    private static final int SHORT = 10_000;
    private static final int LONG = 1_000_000;
    private static final long SEED = 1;

    /** Steps of each random workload: some ten runs of it. */
    private static final int OF_EACH = 2_500;

    /** Popcorn's machines take longer to set up than to run so few steps. */
    static Stream<Arguments> locksAndStramash() {
        return with(
                Hunts.mechanisms().stream()
                        .filter(mechanism ->
                                !mechanism.reading().equals(Optional.of(Reading.POPCORN)))
                        .toList());
    }

    static List<Reading> readings() {
        return AddressSpaceWorkload.readings();
    }

    static Stream<Arguments> everything() {
        return with(Hunts.mechanisms());
    }

    private static Stream<Arguments> with(List<Mechanism> all) {
        return IntStream.range(0, all.size())
                .mapToObj(i ->
                        Arguments.of(
                                all.get(i).id(),
                                all.get(i),
                                Hunts.STRATEGIES.get(i % Hunts.STRATEGIES.size())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("locksAndStramash")
    void tenThousandSteps(String id, Mechanism mechanism, Strategy strategy) {
        keepsItsPromises(mechanism, strategy, SHORT);
    }

    @Tag("nightly")
    @ParameterizedTest(name = "{0}")
    @MethodSource("everything")
    void aMillionSteps(String id, Mechanism mechanism, Strategy strategy) {
        keepsItsPromises(mechanism, strategy, LONG);
    }

    @ParameterizedTest
    @MethodSource("readings")
    void tenThousandStepsOfRandomWorkloads(Reading reading) {
        workloadsKeepTheirPromises(AddressSpaceWorkloads.small(reading), SHORT);
    }

    @Tag("nightly")
    @ParameterizedTest
    @MethodSource("readings")
    void aMillionStepsOfRandomWorkloads(Reading reading) {
        workloadsKeepTheirPromises(new AddressSpaceWorkloads(reading, 4, 2, 4), LONG);
    }

    /** The same runs see what is wrong when something is. */
    @Test
    void aLongRunFindsALockThatIsNone() {
        Mechanism ticket = Hunts.named("ticket");
        Runs runs =
                new Runs(ticket, Hunts.machine(ticket).withDefect("ticket-torn"), new Uniform());
        runs.make(SHORT);
        assertThat(runs.surprises).isNotEmpty();
    }

    private static void keepsItsPromises(Mechanism mechanism, Strategy strategy, int steps) {
        Runs runs = new Runs(mechanism, Hunts.machine(mechanism), strategy);
        runs.make(steps);
        assertThat(runs.surprises).isEmpty();
        assertThat(runs.steps).isGreaterThanOrEqualTo(steps);
    }

    private static void workloadsKeepTheirPromises(AddressSpaceWorkloads of, int steps) {
        JqwikSession.run(() -> {
            RandomGenerator<AddressSpaceWorkload> workloads = of.arbitrary().generator(1000);
            Random random = new Random(SEED);
            for (int left = steps; left > 0; left -= OF_EACH) {
                Mechanism drawn = workloads.next(random).value().in(of.reading());
                Runs runs = new Runs(drawn, drawn.ground().usual(), new Uniform());
                runs.make(OF_EACH);
                assertThat(runs.surprises).isEmpty();
            }
        });
    }

    /** One run after another until there are steps enough. */
    private static final class Runs {
        private final Mechanism mechanism;
        private final Form form;
        private final Strategy strategy;
        private final Set<Property<?>> kept;
        private final List<String> surprises = new ArrayList<>();
        private long steps;

        Runs(Mechanism mechanism, MachineDescription machine, Strategy strategy) {
            this.mechanism = mechanism;
            this.strategy = strategy;
            // The endless form, where there is one.
            form = Form.of(mechanism, machine).getLast();
            kept =
                    mechanism.promises(machine).stream()
                            .filter(Promise::keeps)
                            .map(Promise::property)
                            .collect(Collectors.toSet());
        }

        void make(int atLeast) {
            RandomRun maker = new RandomRun(form, strategy, atLeast, new Places(form.system()));
            Deadline never = Deadline.in(HuntBounds.NO_LIMIT, new StopSignal());
            for (int run = 0; steps < atLeast; run++) {
                RunOutcome outcome = maker.run(SEED, run, new Corpus(), never);
                steps += outcome.steps();
                for (Violation violation : outcome.violations()) {
                    Property<?> property = form.properties().get(violation.property());
                    if (kept.contains(property)) {
                        surprises.add(
                                "%s of %s by %s, seed %d, run %d"
                                        .formatted(
                                                property.id(),
                                                mechanism,
                                                strategy.id(),
                                                SEED,
                                                run));
                    }
                }
            }
        }
    }
}
