package dev.fracas.checkers.linearizability;

import dev.fracas.checkers.linearizability.HistoryEvent.Invocation;
import dev.fracas.checkers.linearizability.HistoryEvent.Response;
import dev.fracas.checkers.linearizability.SequentialSpecification.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Callers that share correct objects: each choice, a number, moves one of them on, from idle to
 * having called, to its call taking effect, to its answer. So the history that comes out is
 * linearizable. Smaller and fewer choices make plainer histories.
 */
final class Simulation {
    private record Waiting(ObjectKind<?> kind, ObjectCall call, Optional<Result> effect) {}

    private final int processes;
    private final List<ObjectKind<?>> kinds;
    private final Map<String, Object> states = new HashMap<>();
    private final Map<String, Waiting> waiting = new HashMap<>();
    private final List<HistoryEvent> events = new ArrayList<>();

    private Simulation(List<ObjectKind<?>> kinds, int processes) {
        this.kinds = kinds;
        this.processes = processes;
    }

    /**
     * @param choices numbers, 0 or above
     */
    static History history(List<ObjectKind<?>> kinds, int processes, List<Integer> choices) {
        Simulation simulation = new Simulation(kinds, processes);
        choices.forEach(simulation::move);
        return new History(simulation.events);
    }

    static Map<String, SequentialSpecification<?>> specifications(List<ObjectKind<?>> kinds) {
        Map<String, SequentialSpecification<?>> all = new HashMap<>();
        kinds.forEach(kind -> all.put(kind.name(), kind.specification()));
        return all;
    }

    /**
     * Another history of the same callers, linearizable or not: one answer differs, or two events
     * of different callers have changed places.
     */
    static History mutated(History history, int choice) {
        List<HistoryEvent> events = new ArrayList<>(history.events());
        if (events.size() < 2) {
            return history;
        }
        int at = choice / 2 % (events.size() - 1);
        if (choice % 2 == 0) {
            List<Integer> answers =
                    IntStream.range(0, events.size())
                            .filter(i -> events.get(i) instanceof Response)
                            .boxed()
                            .toList();
            if (!answers.isEmpty()) {
                int altered = answers.get(at % answers.size());
                HistoryEvent other = events.get(answers.get(choice / 3 % answers.size()));
                Result result =
                        other instanceof Response(String _, Result r)
                                        && !other.equals(events.get(altered))
                                ? r
                                : Result.NONE;
                events.set(altered, new Response(events.get(altered).process(), result));
            }
        } else if (!events.get(at).process().equals(events.get(at + 1).process())) {
            Collections.swap(events, at, at + 1);
        }
        return new History(events);
    }

    private void move(int choice) {
        String process = "p" + choice % processes;
        int rest = choice / processes;
        Waiting now = waiting.get(process);
        if (now == null) {
            invoke(process, kinds.get(rest % kinds.size()), rest / kinds.size());
        } else if (now.effect.isPresent()) {
            waiting.remove(process);
            events.add(new Response(process, now.effect.get()));
        } else {
            takesEffect(process, now.kind, now.call, rest);
        }
    }

    @SuppressWarnings("unchecked") // a kind's state is what its specification says
    private <S> S state(ObjectKind<S> kind) {
        return (S) states.computeIfAbsent(kind.name(), _ -> kind.specification().initial());
    }

    private <S> void invoke(String process, ObjectKind<S> kind, int rest) {
        List<ObjectCall> sensible = kind.sensible(state(kind), process);
        ObjectCall call = sensible.get(rest % sensible.size());
        waiting.put(process, new Waiting(kind, call, Optional.empty()));
        events.add(new Invocation(process, kind.name(), call));
    }

    private <S> void takesEffect(String process, ObjectKind<S> kind, ObjectCall call, int rest) {
        List<Outcome<S>> ways = kind.specification().outcomes(state(kind), process, call);
        if (!ways.isEmpty()) {
            Outcome<S> way = ways.get(rest % ways.size());
            states.put(kind.name(), (Object) way.next());
            waiting.put(process, new Waiting(kind, call, Optional.of(way.result())));
        }
    }
}
