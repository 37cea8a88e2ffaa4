package dev.fracas.checkers.linearizability.recording;

import static dev.fracas.checkers.linearizability.Result.DONE;
import static dev.fracas.checkers.linearizability.Result.NONE;

import dev.fracas.checkers.linearizability.Result;
import dev.fracas.checkers.linearizability.SequentialSpecification;
import dev.fracas.checkers.linearizability.objects.ChannelCall.Receive;
import dev.fracas.checkers.linearizability.objects.ChannelCall.Send;
import dev.fracas.checkers.linearizability.objects.MessageChannel;
import dev.fracas.model.kernel.CallNote.Sends;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Load;
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.WordArray;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sees the calls of channels that are one word each, in which 0 says that there is no message: the
 * words that {@link Sends} names. A send is a store of anything but 0, with the interrupt behind
 * it, before which the store is in memory. A receive is a load: of 0, nothing was received; of
 * anything else, the message was, once the core has stored 0.
 */
public final class ChannelProbe implements Probe {
    private static final int DEPTH = 1;

    private final Machine machine;
    private final NotedSteps notes;
    private final Set<WordArray> channels;
    private final Map<String, Integer> underWay = new HashMap<>();

    /**
     * @throws IllegalArgumentException when the machine has none
     */
    public ChannelProbe(Machine machine) {
        this.machine = machine;
        notes = new NotedSteps(machine);
        channels = notes.all(Sends.class).map(Sends::channel).collect(Collectors.toSet());
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("the machine has no such channel");
        }
    }

    /** Every channel, by its name in the history. */
    public Map<String, SequentialSpecification<?>> objects() {
        Map<String, SequentialSpecification<?>> objects = new TreeMap<>();
        channels.forEach(channel -> objects.put(channel.name(), new MessageChannel(DEPTH)));
        return objects;
    }

    @Override
    public void starts(long[] state, CallLog log) {
        for (int core = 0; core < machine.cores(); core++) {
            comesTo(state, core, log);
        }
    }

    @Override
    public void stepped(long[] before, Effect effect, CallLog log) {
        int core = effect.step().core();
        String process = notes.process(core);
        notes.executed(effect)
                .ifPresent(instruction -> {
                    if (log.isOpen(process)) {
                        executed(instruction, effect, process, log);
                    }
                    comesTo(effect.after(), core, log);
                });
    }

    private void executed(Instruction instruction, Effect effect, String process, CallLog log) {
        boolean inChannel = notes.accessed(effect).filter(channels::contains).isPresent();
        switch (instruction) {
            case Load _ when inChannel && effect.valueRead() == 0 ->
                    log.end(process, new Receive(), NONE);
            case Load _ when inChannel -> underWay.put(process, (int) effect.valueRead());
            case Store _ when inChannel && effect.valueWritten() == 0 ->
                    log.end(process, new Receive(), Result.value(message(process)));
            case Store _ when inChannel -> {
                underWay.put(process, (int) effect.valueWritten());
                if (!(notes.behind(effect) instanceof SendIpi)) {
                    log.end(process, new Send(message(process)), DONE);
                }
            }
            case SendIpi _ -> log.end(process, new Send(message(process)), DONE);
            default -> {}
        }
    }

    /** The message that the process sends, or has read and is taking out. */
    private int message(String process) {
        Integer message = underWay.remove(process);
        if (message == null) {
            throw new IllegalStateException(process + " handles no message");
        }
        return message;
    }

    private void comesTo(long[] state, int core, CallLog log) {
        String process = notes.process(core);
        if (!log.isOpen(process)) {
            notes.next(state, core).flatMap(this::channel).ifPresent(c -> log.begin(process, c));
        }
    }

    /** The channel that an instruction begins to send to or to receive from. */
    private Optional<String> channel(Instruction instruction) {
        Optional<WordArray> word =
                switch (instruction) {
                    case Load load -> Optional.of(load.from().array());
                    case Store store when !store.value().equals(Value.constant(0)) ->
                            Optional.of(store.to().array());
                    default -> Optional.empty();
                };
        return word.filter(channels::contains).map(WordArray::name);
    }
}
