package dev.fracas.checkers.hunt;

import dev.fracas.checkers.hunt.RunOutcome.Violation;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.Step;
import dev.fracas.spec.Property;
import java.util.Arrays;
import java.util.List;

/** Makes traces of runs that violate a property. */
final class Examples {
    private Examples() {}

    /**
     * The run as a trace, without its loops, replayed.
     *
     * @throws IllegalStateException when the replay does not confirm it: a fault of Fracas
     */
    static Finding.Example of(
            Hunter hunter, Form form, Property<?> property, HuntTotals.Best best) {
        RecordedRun recorded = new RecordedRun(form.system());
        Violation violation = best.violation();
        String note =
                "found by fracas hunt --strategy %s --seed %d, run %d"
                        .formatted(hunter.strategy().id(), hunter.seed(), best.run());
        Trace trace =
                violation.cycleStart() >= 0
                        ? lasso(form, property, best, recorded, note)
                        : run(form, property, best, recorded, note);
        Replay replay = Replay.of(trace, form.system(), property);
        if (!replay.isConfirmed()) {
            throw new IllegalStateException(
                    "a hunt found a run that does not replay: " + replay.headline());
        }
        return new Finding.Example(best.run(), violation.length(), replay);
    }

    private static Trace run(
            Form form,
            Property<?> property,
            HuntTotals.Best best,
            RecordedRun recorded,
            String note) {
        Violation violation = best.violation();
        int[] all = Arrays.copyOf(best.steps(), violation.length());
        if (violation.inPlace() >= 0) {
            all[violation.after()] = violation.inPlace();
        }
        // a step that is forbidden may itself lead back: it stays
        int last = Math.max(0, all.length - 1);
        int[] before = recorded.withoutLoops(Arrays.copyOf(all, last));
        int[] steps = Arrays.copyOf(before, before.length + all.length - last);
        System.arraycopy(all, last, steps, before.length, all.length - last);
        return Trace.run(form.description(), property.id(), steps(steps), note);
    }

    private static Trace lasso(
            Form form,
            Property<?> property,
            HuntTotals.Best best,
            RecordedRun recorded,
            String note) {
        Violation violation = best.violation();
        int[] stem = Arrays.copyOf(best.steps(), violation.cycleStart());
        int[] cycle = Arrays.copyOfRange(best.steps(), violation.cycleStart(), violation.after());
        return Trace.lasso(
                form.description(),
                property.id(),
                steps(recorded.withoutLoops(stem)),
                steps(recorded.madeFair(stem, cycle)),
                note);
    }

    private static List<Step> steps(int[] codes) {
        return Arrays.stream(codes).mapToObj(Step::of).toList();
    }
}
