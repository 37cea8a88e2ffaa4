package dev.fracas.counterexamples;

import dev.fracas.model.TransitionSystem;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Property;
import java.util.Optional;
import java.util.function.Function;

/**
 * A trace executed again and judged.
 *
 * @param property what the trace is about
 * @param execution the steps as far as they went, with every state on the way
 * @param outcome whether the trace shows what it says; if not, at which step and why
 */
public record Replay(Property<?> property, Execution execution, Outcome outcome) {
    /**
     * Executes and judges a trace.
     *
     * @throws IllegalArgumentException when the trace is about another property
     */
    public static Replay of(Trace trace, TransitionSystem system, Property<?> property) {
        if (!property.isCalled(trace.property())) {
            throw new IllegalArgumentException(
                    "the trace is about %s, not %s".formatted(trace.property(), property.id()));
        }
        Execution execution = Execution.of(trace, system);
        Outcome outcome =
                execution.stopped().isPresent()
                        ? execution.stopped().get()
                        : Judgement.of(execution, property);
        return new Replay(property, execution, outcome);
    }

    /** Builds the system, then executes and judges. */
    public static Replay of(
            Trace trace,
            Function<MachineDescription, ? extends TransitionSystem> systems,
            Property<?> property) {
        return of(trace, systems.apply(trace.machine()), property);
    }

    /**
     * Looks up what the trace names, then executes and judges.
     *
     * @throws IllegalArgumentException when the catalogue does not have it; one line
     */
    public static Replay of(Trace trace, Catalogue catalogue) {
        Property<?> property = catalogue.property(trace.machine(), trace.property());
        return of(trace, catalogue::system, property);
    }

    /**
     * As above, and compares each state with the one recorded. The first difference is the outcome.
     */
    public static Replay of(RecordedTrace recorded, Catalogue catalogue) {
        Replay replay = of(recorded.trace(), catalogue);
        return firstDifference(recorded, replay.execution)
                .map(outcome -> new Replay(replay.property, replay.execution, outcome))
                .orElse(replay);
    }

    public boolean isConfirmed() {
        return outcome instanceof Outcome.Confirmed;
    }

    public Trace trace() {
        return execution.trace();
    }

    /**
     * The verdict in one sentence, for instance {@code mutual-exclusion violated after 5 steps:
     * x86:0 and arm:1 are inside.}
     */
    public String headline() {
        String sentence = outcome.sentence();
        return switch (outcome) {
            case Outcome.Confirmed c ->
                    "%s %s %s: %s.".formatted(property.id(), verb(), extent(), sentence);
            case Outcome.NotViolated n ->
                    "%s not %s: %s.".formatted(property.id(), verb(), sentence);
            case Outcome.StepNotPossible s -> doesNotReplay(sentence);
            case Outcome.StateDiffers d -> doesNotReplay(sentence);
        };
    }

    private String doesNotReplay(String why) {
        return "The trace of %s does not replay: %s.".formatted(property.id(), why);
    }

    private String verb() {
        return property instanceof Property.Sometimes<?> ? "shown" : "violated";
    }

    private String extent() {
        Trace trace = trace();
        if (!trace.isLasso()) {
            return trace.steps().isEmpty()
                    ? "at the start"
                    : "after " + steps(trace.steps().size());
        }
        String start =
                trace.stemLength() == 0 ? "at the start" : "after " + steps(trace.stemLength());
        return trace.cycle().isEmpty()
                ? "by standing still " + start
                : "by a fair cycle of %s %s".formatted(steps(trace.cycle().size()), start);
    }

    private static String steps(int number) {
        return number == 1 ? "1 step" : number + " steps";
    }

    private static Optional<Outcome> firstDifference(RecordedTrace recorded, Execution found) {
        for (int i = 0; i <= found.length(); i++) {
            Optional<Outcome> difference = difference(recorded, found, i);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<Outcome> difference(RecordedTrace recorded, Execution found, int step) {
        String was = recorded.actions().get(step);
        String is = step == 0 ? ActionText.INITIAL : found.action(step);
        if (!was.equals(is)) {
            return Optional.of(
                    new Outcome.StateDiffers(step, "the action", quoted(was), quoted(is)));
        }
        return recorded.states()
                .get(step)
                .differenceFrom(Snapshot.of(found.system(), found.state(step)))
                .map(d -> new Outcome.StateDiffers(step, d.variable(), d.recorded(), d.found()));
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
