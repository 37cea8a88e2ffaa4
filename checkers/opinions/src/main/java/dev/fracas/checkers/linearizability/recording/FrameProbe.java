package dev.fracas.checkers.linearizability.recording;

import static dev.fracas.checkers.linearizability.Result.DONE;

import dev.fracas.checkers.linearizability.Result;
import dev.fracas.checkers.linearizability.SequentialSpecification;
import dev.fracas.checkers.linearizability.objects.FrameAllocator;
import dev.fracas.checkers.linearizability.objects.FrameCall.Allocate;
import dev.fracas.checkers.linearizability.objects.FrameCall.Free;
import dev.fracas.model.kernel.CallNote.Allocates;
import dev.fracas.model.kernel.CallNote.Frees;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.GhostLoad;
import dev.fracas.model.program.Instruction.RegisterOnly;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Sees the calls of each kernel's frame allocator, as {@link Allocates} and {@link Frees} say:
 * which steps they are, and in which words they change something. A call begins when the core has
 * come to the step, and returns with it.
 *
 * <p>The machine does not show which frame a call frees. A step that frees none, since the frame
 * was free already or is the other kernel's, is recorded as a free of frame {@link #NO_FRAME},
 * which no allocator has.
 */
public final class FrameProbe implements Probe {
    /** A frame that is nobody's. */
    public static final int NO_FRAME = 0;

    private final Machine machine;
    private final NotedSteps notes;
    private final WordArray words;
    private final int use;
    private final int frames;

    /**
     * @throws IllegalArgumentException when the machine's programs allocate no frames
     */
    public FrameProbe(Machine machine) {
        this.machine = machine;
        notes = new NotedSteps(machine);
        words =
                Stream.concat(
                                notes.all(Allocates.class).map(Allocates::use),
                                notes.all(Frees.class).map(Frees::use))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("no program allocates a frame"));
        use = machine.locations().whole(words, 0);
        frames = words.length();
    }

    /** The allocators of the kernels that allocate anything, by their names in the history. */
    public Map<String, SequentialSpecification<?>> objects() {
        Map<Isa, TreeSet<Integer>> tried = new TreeMap<>();
        for (int core = 0; core < machine.cores(); core++) {
            Program program = machine.program(core);
            List<Instruction> code = program.code();
            for (int i = 0; i < code.size(); i++) {
                if (NotedSteps.note(program, i, Allocates.class).isPresent()) {
                    TreeSet<Integer> own =
                            tried.computeIfAbsent(program.isa(), _ -> new TreeSet<>());
                    for (int g = i + 1; code.get(g) instanceof RegisterOnly only; g++) {
                        if (only instanceof GhostLoad load
                                && load.from().array().equals(words)
                                && load.from().index() instanceof Value.Constant frame) {
                            own.add((int) frame.value());
                        }
                    }
                }
            }
        }
        Map<String, SequentialSpecification<?>> objects = new TreeMap<>();
        tried.forEach((isa, own) -> objects.put(allocator(isa), new FrameAllocator(own)));
        return objects;
    }

    private static String allocator(Isa kernel) {
        return kernel.shortName() + " frames";
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
        if (notes.executed(effect, Allocates.class).isPresent()) {
            int frame = changed(before, effect.after(), false);
            log.end(process, new Allocate(), frame == NO_FRAME ? Result.NONE : Result.value(frame));
        } else if (notes.executed(effect, Frees.class).isPresent()) {
            log.end(process, new Free(changed(before, effect.after(), true)), DONE);
        }
        comesTo(effect.after(), core, log);
    }

    private void comesTo(long[] state, int core, CallLog log) {
        String process = notes.process(core);
        boolean calls =
                notes.comesTo(state, core, Allocates.class).isPresent()
                        || notes.comesTo(state, core, Frees.class).isPresent();
        if (calls && !log.isOpen(process)) {
            log.begin(process, allocator(machine.program(core).isa()));
        }
    }

    /** The frame that a step took into use or, the other way round, out of it. */
    private int changed(long[] before, long[] after, boolean wasUsed) {
        for (int frame = 0; frame < frames; frame++) {
            if (isUsed(before, frame) == wasUsed && isUsed(after, frame) != wasUsed) {
                return frame;
            }
        }
        return NO_FRAME;
    }

    private boolean isUsed(long[] state, int frame) {
        return machine.locations().read(state, 0, use + frame) != 0;
    }
}
