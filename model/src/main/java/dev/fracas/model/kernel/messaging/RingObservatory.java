package dev.fracas.model.kernel.messaging;

import dev.fracas.model.ViewWords;
import dev.fracas.model.machine.view.CoreSet;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.machine.view.StateReader;
import dev.fracas.model.machine.view.Words;
import dev.fracas.spec.kernel.messaging.ChannelView;
import java.util.ArrayList;
import java.util.List;

/** Shows a ring of messages. */
public record RingObservatory(RingWords ring) {
    public Observatory observatory() {
        return Observatory.GENERAL.showing(
                ChannelView.class, state -> new Seen(state, ring), RingObservatory::inWords);
    }

    private static String inWords(ChannelView view, ViewWords.CoreNames names) {
        List<String> clauses = new ArrayList<>();
        if (view.deliveredWrongly()) {
            clauses.add("something was delivered that nobody had sent just so");
        }
        if (view.deliveredOutOfOrder()) {
            clauses.add("a message was delivered before an earlier one of the same sender");
        }
        if (view.overwritten()) {
            clauses.add("a message was written over one that had not been delivered");
        }
        return clauses.isEmpty() ? "no message went astray" : String.join(", ", clauses);
    }

    private static final class Seen implements ChannelView {
        private final CoreSet sending;
        private final int cores;
        private final Words put;
        private final Words taken;
        private final Words deliveredWrongly;
        private final Words deliveredOutOfOrder;
        private final Words overwritten;

        Seen(StateReader state, RingWords ring) {
            sending = state.cores(new Sending());
            cores = ring.put.length();
            put = state.words(ring.put);
            taken = state.words(ring.taken);
            deliveredWrongly = state.word(ring.deliveredWrongly);
            deliveredOutOfOrder = state.word(ring.deliveredOutOfOrder);
            overwritten = state.word(ring.overwritten);
        }

        @Override
        public boolean isUndelivered(int core) {
            return put.whole(core) != taken.whole(core);
        }

        @Override
        public boolean someUndelivered() {
            for (int core = 0; core < cores; core++) {
                if (isUndelivered(core)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean isSending(int core) {
            return sending.has(core);
        }

        @Override
        public boolean deliveredWrongly() {
            return deliveredWrongly.isSet();
        }

        @Override
        public boolean deliveredOutOfOrder() {
            return deliveredOutOfOrder.isSet();
        }

        @Override
        public boolean overwritten() {
            return overwritten.isSet();
        }
    }
}
