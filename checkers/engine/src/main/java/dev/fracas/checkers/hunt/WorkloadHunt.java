package dev.fracas.checkers.hunt;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.Replay;
import dev.fracas.model.mechanism.Asked;
import dev.fracas.model.mechanism.Families;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hunts over workloads that are in no list, one after the other. Of each property that is violated
 * the first workload is made smaller as long as it still violates that property, and then its run.
 * With the same seed and the same bound on runs it finds the same.
 *
 * @param hunter how runs of each workload are made
 * @param families find workloads by their ids
 * @param smaller which workloads are smaller
 * @param machines the machine of a workload, with the memory and the defect that are asked for
 * @param told hears of each workload before it is hunted
 */
public record WorkloadHunt(
        Hunter hunter,
        Families families,
        Smaller smaller,
        Machines machines,
        StopSignal stop,
        Telling told) {
    /** Knows the workloads that are one thing smaller than a workload, the most wanted first. */
    public interface Smaller {
        List<String> than(String id);
    }

    /** Says on which machine a workload is hunted. */
    public interface Machines {
        MachineDescription of(Mechanism workload);
    }

    /** Hears how far a hunt is. */
    public interface Telling {
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
    public record Found(int number, Mechanism drawn, int tried, HuntReport small) {}

    /**
     * A hunt that is over.
     *
     * @param violations how many workloads violate each property
     */
    public record Result(
            int workloads,
            long runs,
            long steps,
            List<Found> found,
            Map<Property<?>, Integer> violations) {}

    /**
     * Hunts each of them.
     *
     * @throws IllegalArgumentException when there is no workload of some id
     */
    public Result over(List<String> ids) {
        List<Found> found = new ArrayList<>();
        Map<Property<?>, Integer> violations = new LinkedHashMap<>();
        int hunted = 0;
        long runs = 0;
        long steps = 0;
        for (String id : ids) {
            if (stop.isGiven()) {
                break;
            }
            Mechanism workload = workload(id);
            told.hunting("workload " + hunted + ", " + id);
            HuntReport report = hunter.hunt(workload, machines.of(workload));
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

    private Found shrunk(int number, Mechanism drawn, Property<?> property) {
        Mechanism small = drawn;
        HuntReport report = hunt(drawn, property);
        int tried = 0;
        Optional<Mechanism> next = Optional.of(drawn);
        while (next.isPresent() && !stop.isGiven()) {
            next = Optional.empty();
            for (String id : smaller.than(small.id())) {
                tried++;
                told.hunting("workload %d, shrinking, %s".formatted(number, id));
                Mechanism attempted = workload(id);
                HuntReport attempt = hunt(attempted, property);
                if (attempt.isSurprising()) {
                    small = attempted;
                    report = attempt;
                    next = Optional.of(attempted);
                    break;
                }
            }
        }
        Catalogue catalogue = Catalogue.of(families);
        String origin = "; of workload %d, %s".formatted(number, drawn.name());
        HuntReport shown =
                new Shrinking(catalogue, Shrinking.DEFAULT_STATES, stop)
                        .of(report)
                        .withExamples(example -> noted(example, origin, catalogue));
        return new Found(number, drawn, tried, shown);
    }

    private Mechanism workload(String id) {
        return families.find(id)
                .orElseThrow(() -> new IllegalArgumentException("there is no workload " + id));
    }

    private HuntReport hunt(Mechanism workload, Property<?> property) {
        return hunter.endingAtFirst()
                .hunt(Asked.keeping(workload, List.of(property)), machines.of(workload));
    }

    private static Finding.Example noted(
            Finding.Example example, String origin, Catalogue catalogue) {
        Replay replay = example.replay();
        return new Finding.Example(
                example.run(),
                example.steps(),
                Replay.of(replay.trace().withNote(replay.trace().note() + origin), catalogue));
    }
}
