package dev.fracas.model.kernel.messaging;

import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.model.ViewWords;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import dev.fracas.spec.messaging.ChannelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows a ring of messages and the machine's interrupts, and whatever else the machine carries. */
public record RingObservatory(RingWords ring, Machine.Observatory others)
        implements Machine.Observatory {
    @Override
    public <V extends View> StateObserver<V> observeStates(Machine machine, Class<V> view) {
        if (view == ChannelView.class) {
            Seen seen = new Seen(machine, ring);
            V shown = view.cast(seen);
            return (states, at) -> {
                seen.moveTo(states, at);
                return shown;
            };
        }
        return others.observeStates(machine, view);
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Machine machine, Class<V> view) {
        return others.observeSteps(machine, view);
    }

    @Override
    public Optional<ViewWords<?>> words(Class<? extends View> view) {
        return view == ChannelView.class
                ? Optional.of(new ViewWords.OfState<>(ChannelView.class, RingObservatory::inWords))
                : others.words(view);
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
        private final Machine machine;
        private final RingWords ring;
        private final boolean[][] sending;
        private long[] states = new long[0];
        private int at;

        Seen(Machine machine, RingWords ring) {
            this.machine = machine;
            this.ring = ring;
            sending = new boolean[machine.cores()][];
            for (int core = 0; core < sending.length; core++) {
                sending[core] = new boolean[machine.pcCount(core)];
                for (int pc = 0; pc < sending[core].length; pc++) {
                    int next = machine.instructionAt(core, pc);
                    sending[core][pc] =
                            next >= 0
                                    && machine.program(core)
                                            .sites()
                                            .get(next)
                                            .notes()
                                            .contains(new Sending());
                }
            }
        }

        void moveTo(long[] newStates, int newAt) {
            states = newStates;
            at = newAt;
        }

        private long read(WordArray array, int index) {
            int base = machine.locations().whole(array, 0);
            return base < 0 ? 0 : machine.locations().read(states, at, base + index);
        }

        @Override
        public boolean isUndelivered(int core) {
            return read(ring.put, core) != read(ring.taken, core);
        }

        @Override
        public boolean isSending(int core) {
            return sending[core][machine.pcOf(states, at, core)];
        }

        @Override
        public boolean deliveredWrongly() {
            return read(ring.deliveredWrongly.array(), 0) != 0;
        }

        @Override
        public boolean deliveredOutOfOrder() {
            return read(ring.deliveredOutOfOrder.array(), 0) != 0;
        }

        @Override
        public boolean overwritten() {
            return read(ring.overwritten.array(), 0) != 0;
        }
    }
}
