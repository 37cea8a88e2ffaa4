package dev.fracas.checkers.linearizability.recording;

import dev.fracas.checkers.linearizability.History;
import dev.fracas.checkers.linearizability.HistoryEvent;
import dev.fracas.checkers.linearizability.HistoryEvent.Invocation;
import dev.fracas.checkers.linearizability.HistoryEvent.Response;
import dev.fracas.checkers.linearizability.ObjectCall;
import dev.fracas.checkers.linearizability.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A history in the making. Where a call begins it need not be known yet what is asked: the
 * arguments may be read later.
 */
public final class CallLog {
    /** One end of a call; both ends of a call share the call. */
    private record End(String process, Open call, Optional<Result> result) {}

    private static final class Open {
        private final String object;
        private Optional<ObjectCall> call;

        Open(String object, Optional<ObjectCall> call) {
            this.object = object;
            this.call = call;
        }
    }

    private final List<End> ends = new ArrayList<>();
    private final Map<String, Open> open = new HashMap<>();

    /** The process has called and waits for its answer. */
    public boolean isOpen(String process) {
        return open.containsKey(process);
    }

    /** The process calls; what it asks is said at the end. */
    public void begin(String process, String object) {
        begin(process, new Open(object, Optional.empty()));
    }

    /** The process calls. */
    public void begin(String process, String object, ObjectCall call) {
        begin(process, new Open(object, Optional.of(call)));
    }

    private void begin(String process, Open called) {
        if (open.putIfAbsent(process, called) != null) {
            throw new IllegalStateException(process + " calls while it waits for an answer");
        }
        ends.add(new End(process, called, Optional.empty()));
    }

    /** The call that was begun returns. */
    public void end(String process, Result result) {
        ends.add(new End(process, ended(process), Optional.of(result)));
    }

    /** The call that was begun turns out to have been this one, and returns. */
    public void end(String process, ObjectCall call, Result result) {
        Open ended = ended(process);
        ended.call = Optional.of(call);
        ends.add(new End(process, ended, Optional.of(result)));
    }

    private Open ended(String process) {
        Open ended = open.remove(process);
        if (ended == null) {
            throw new IllegalStateException(process + " is answered and has not called");
        }
        return ended;
    }

    /** What was seen; without calls that never returned and of which nobody knows what they ask. */
    public History history() {
        return new History(
                ends.stream()
                        .filter(end -> end.call.call.isPresent())
                        .map(end ->
                                end.result
                                        .<HistoryEvent>map(
                                                result -> new Response(end.process, result))
                                        .orElseGet(() ->
                                                new Invocation(
                                                        end.process,
                                                        end.call.object,
                                                        end.call.call.orElseThrow())))
                        .toList());
    }
}
