package dev.fracas.checkers.cli;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.hunt.Finding;
import dev.fracas.checkers.hunt.HuntReport;
import dev.fracas.checkers.hunt.Hunter;
import dev.fracas.checkers.hunt.Shrinking;
import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.Replay;
import dev.fracas.generators.addressspace.SmallerWorkloads;
import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.addressspace.workload.NamedWorkloads;
import dev.fracas.model.mechanism.Asked;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Hunts over workloads that are drawn one after the other. Of each property that is violated the
 * first workload is made smaller as long as it still violates that property, and then its run. With
 * the same seed and the same bound on runs it finds the same.
 *
 * @param hunter how runs of each workload are made; its seed is that of the drawing, too
 * @param machines the machine of a workload, with the memory and the defect that are asked for
 * @param told hears of each workload before it is hunted
 */
record WorkloadHunt(
        Hunter hunter,
        Reading reading,
        Machines machines,
        Catalogue catalogue,
        StopSignal stop,
        Telling told) {
    /** The size of jqwik's generators, which these workloads do not depend on. */
    private static final int GENERATOR_SIZE = 1000;

    /** Says on which machine a configuration is hunted. */
    interface Machines {
        MachineDescription of(Mechanism configuration);
    }

    /** Hears how far a hunt is. */
    interface Telling {
        void hunting(String what);
    }

    /**
     * What is violated and by what.
     *
     * @param number of the first workload that violates it, from 0
     * @param drawn that workload
     * @param tried how many smaller workloads were hunted
     * @param small what is left of it, hunted, with the run made small
     */
    record Found(int number, AddressSpaceWorkload drawn, int tried, HuntReport small) {}

    /**
     * A hunt that is over.
     *
     * @param violations how many workloads violate each property
     */
    record Result(
            int workloads,
            long runs,
            long steps,
            List<Found> found,
            Map<Property<?>, Integer> violations) {}

    /** The workloads that the seed stands for. */
    static List<AddressSpaceWorkload> drawn(
            WorkloadSize size, Reading reading, int number, long seed) {
        List<AddressSpaceWorkload> drawn = new ArrayList<>();
        JqwikSession.run(() -> {
            RandomGenerator<AddressSpaceWorkload> generator =
                    size.of(reading).arbitrary().generator(GENERATOR_SIZE);
            Random random = new Random(seed);
            for (int i = 0; i < number; i++) {
                drawn.add(generator.next(random).value());
            }
        });
        return drawn;
    }

    /** Hunts each of them. */
    Result over(List<AddressSpaceWorkload> workloads) {
        List<Found> found = new ArrayList<>();
        Map<Property<?>, Integer> violations = new LinkedHashMap<>();
        int hunted = 0;
        long runs = 0;
        long steps = 0;
        for (AddressSpaceWorkload workload : workloads) {
            if (stop.isGiven()) {
                break;
            }
            Mechanism configuration = asked(workload);
            told.hunting("workload " + hunted + ", " + configuration.id());
            HuntReport report = hunter.hunt(configuration, machines.of(configuration));
            for (Finding finding : report.findings()) {
                Property<?> property = finding.promise().property();
                if (finding.isSurprising() && violations.merge(property, 1, Integer::sum) == 1) {
                    found.add(shrunk(hunted, workload, property));
                }
            }
            runs += report.runs();
            steps += report.steps();
            hunted += report.runs() > 0 ? 1 : 0;
        }
        return new Result(hunted, runs, steps, List.copyOf(found), violations);
    }

    private Found shrunk(int number, AddressSpaceWorkload drawn, Property<?> property) {
        AddressSpaceWorkload small = drawn;
        HuntReport report = hunt(drawn, property);
        int tried = 0;
        Optional<AddressSpaceWorkload> next = Optional.of(drawn);
        while (next.isPresent() && !stop.isGiven()) {
            next = Optional.empty();
            for (AddressSpaceWorkload smaller : SmallerWorkloads.than(small)) {
                if (smaller.unsuitable(reading).isPresent()) {
                    continue;
                }
                tried++;
                told.hunting("workload %d, shrinking, %s".formatted(number, smaller));
                HuntReport attempt = hunt(smaller, property);
                if (attempt.isSurprising()) {
                    small = smaller;
                    report = attempt;
                    next = Optional.of(smaller);
                    break;
                }
            }
        }
        String origin = "; of workload %d, %s".formatted(number, drawn);
        HuntReport shown =
                new Shrinking(catalogue, Shrinking.DEFAULT_STATES, stop)
                        .of(report)
                        .withExamples(example -> noted(example, origin));
        return new Found(number, drawn, tried, shown);
    }

    /** The workload, judged by all that is to be asked of it. */
    private Mechanism asked(AddressSpaceWorkload workload) {
        return NamedWorkloads.asked(workload, reading);
    }

    private HuntReport hunt(AddressSpaceWorkload workload, Property<?> property) {
        Mechanism configuration = Asked.keeping(asked(workload), List.of(property));
        return hunter.endingAtFirst().hunt(configuration, machines.of(configuration));
    }

    private Finding.Example noted(Finding.Example example, String origin) {
        Replay replay = example.replay();
        return new Finding.Example(
                example.run(),
                example.steps(),
                Replay.of(replay.trace().withNote(replay.trace().note() + origin), catalogue));
    }
}
