package dev.fracas.counterexamples;

import dev.fracas.model.Transition;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.ViewWords;
import dev.fracas.model.ViewWords.CoreNames;
import dev.fracas.model.machine.Machine;
import dev.fracas.spec.ProgressView;
import dev.fracas.spec.Property;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Who did what, at the end of an execution, as far as the property's view tells. */
final class Account {
    private final Execution execution;
    private final TransitionSystem system;

    private Account(Execution execution) {
        this.execution = execution;
        this.system = execution.system();
    }

    static String of(Execution execution, Property<?> property) {
        Account account = new Account(execution);
        Class<? extends View> view = property.view();
        if (view == ProgressView.class) {
            return account.ofProgress();
        }
        if (StepView.class.isAssignableFrom(view) && execution.length() == 0) {
            return "so it is in the initial state";
        }
        return account.system
                .words(view)
                .map(account::inWords)
                .orElseGet(() -> account.plain(view));
    }

    /** Where nobody has said how the view reads: the last step. */
    private String plain(Class<? extends View> view) {
        if (execution.length() == 0) {
            return "so it is in the initial state";
        }
        String last = execution.action(execution.length());
        return StepView.class.isAssignableFrom(view) ? last : "so it is after " + last;
    }

    private String inWords(ViewWords<?> words) {
        return switch (words) {
            case ViewWords.OfState<?> state -> ofState(state);
            case ViewWords.OfStep<?> step -> ofStep(step);
        };
    }

    private <V extends View> String ofState(ViewWords.OfState<V> words) {
        return words.words()
                .of(system.observeStates(words.view()).at(execution.lastState(), 0), names());
    }

    private <V extends StepView> String ofStep(ViewWords.OfStep<V> words) {
        int last = execution.length();
        Transition transition = execution.transition(last);
        V step =
                system.observeSteps(words.view())
                        .at(
                                execution.state(last - 1),
                                0,
                                transition.step().code(),
                                transition.memoryWritten(),
                                transition.after(),
                                0);
        return words.words().of(step, execution.action(last), names());
    }

    private String ofProgress() {
        BitSet left = new BitSet();
        for (int mover = 0; mover < system.movers(); mover++) {
            if (!system.traceWords().isAtRest(execution.lastState(), mover)) {
                left.set(mover);
            }
        }
        return left.isEmpty()
                ? "every %s has ended".formatted(whoEnds())
                : "no step changes the state, and %s %s not ended"
                        .formatted(
                                CoresInWords.of(system, left),
                                left.cardinality() == 1 ? "has" : "have");
    }

    private String whoEnds() {
        return execution
                .machine()
                .map(machine -> servesSomewhere(machine) ? "thread" : "core")
                .orElse("one");
    }

    private static boolean servesSomewhere(Machine machine) {
        return IntStream.range(0, machine.cores())
                .anyMatch(core -> machine.program(core).role().servesForEver());
    }

    private CoreNames names() {
        return cores -> CoresInWords.of(system, CoresInWords.set(cores));
    }
}
