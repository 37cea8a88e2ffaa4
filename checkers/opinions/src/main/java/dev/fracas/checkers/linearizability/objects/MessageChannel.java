package dev.fracas.checkers.linearizability.objects;

import static dev.fracas.checkers.linearizability.Result.DONE;
import static dev.fracas.checkers.linearizability.Result.NONE;
import static dev.fracas.checkers.linearizability.SequentialSpecification.noSuchCall;

import dev.fracas.checkers.linearizability.ObjectCall;
import dev.fracas.checkers.linearizability.Result;
import dev.fracas.checkers.linearizability.SequentialSpecification;
import dev.fracas.checkers.linearizability.objects.ChannelCall.Receive;
import dev.fracas.checkers.linearizability.objects.ChannelCall.Send;
import java.util.ArrayList;
import java.util.List;

/**
 * A channel of messages, first in, first out, asked by {@link ChannelCall}s; nobody waits in it.
 * Its state is the messages under way, the oldest first.
 *
 * @param depth how many messages it holds, 1 or more
 */
public record MessageChannel(int depth) implements SequentialSpecification<List<Integer>> {
    public MessageChannel {
        if (depth < 1) {
            throw new IllegalArgumentException("a channel holds 1 message or more, not " + depth);
        }
    }

    @Override
    public List<Integer> initial() {
        return List.of();
    }

    @Override
    public List<Outcome<List<Integer>>> outcomes(
            List<Integer> underWay, String process, ObjectCall call) {
        if (!(call instanceof ChannelCall asked)) {
            throw noSuchCall("message channel", call);
        }
        return List.of(
                switch (asked) {
                    case Send(int message) when underWay.size() < depth ->
                            new Outcome<>(DONE, with(underWay, message));
                    case Receive _ when !underWay.isEmpty() ->
                            new Outcome<>(
                                    Result.value(underWay.getFirst()),
                                    underWay.subList(1, underWay.size()));
                    case Send _, Receive _ -> new Outcome<>(NONE, underWay);
                });
    }

    private static List<Integer> with(List<Integer> underWay, int message) {
        List<Integer> after = new ArrayList<>(underWay);
        after.add(message);
        return List.copyOf(after);
    }

    @Override
    public String describe(List<Integer> underWay) {
        String load = underWay.size() == depth ? "full with " : "not full with ";
        return underWay.isEmpty() ? "empty" : load + underWay;
    }
}
