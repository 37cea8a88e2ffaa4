package dev.fracas.checkers.linearizability.objects;

import static dev.fracas.checkers.linearizability.Result.DONE;
import static dev.fracas.checkers.linearizability.Result.NONE;
import static dev.fracas.checkers.linearizability.SequentialSpecification.noSuchCall;

import dev.fracas.checkers.linearizability.ObjectCall;
import dev.fracas.checkers.linearizability.Result;
import dev.fracas.checkers.linearizability.SequentialSpecification;
import dev.fracas.checkers.linearizability.objects.FrameCall.Allocate;
import dev.fracas.checkers.linearizability.objects.FrameCall.Free;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * An allocator of page frames, asked by {@link FrameCall}s. It hands out any frame that is free,
 * none twice, and says none only when none is free. Anyone may free a frame that is in use; a frame
 * that is not in use, or not the allocator's, must not be freed. Its state is the frames in use.
 *
 * @param frames the numbers of the allocator's frames, 0 or above; all are free at first
 */
public record FrameAllocator(Set<Integer> frames) implements SequentialSpecification<BitSet> {
    public FrameAllocator {
        frames = Set.copyOf(frames);
        if (frames.stream().anyMatch(frame -> frame < 0)) {
            throw new IllegalArgumentException("a frame's number is 0 or above, not " + frames);
        }
    }

    @Override
    public BitSet initial() {
        return new BitSet();
    }

    @Override
    public List<Outcome<BitSet>> outcomes(BitSet used, String process, ObjectCall call) {
        if (!(call instanceof FrameCall asked)) {
            throw noSuchCall("frame allocator", call);
        }
        return switch (asked) {
            case Allocate _ -> allocate(used);
            case Free(int frame) ->
                    used.get(frame)
                            ? List.of(new Outcome<>(DONE, flipped(used, frame)))
                            : List.of();
        };
    }

    private List<Outcome<BitSet>> allocate(BitSet used) {
        List<Outcome<BitSet>> free = new ArrayList<>();
        for (int frame : frames.stream().sorted().toList()) {
            if (!used.get(frame)) {
                free.add(new Outcome<>(Result.value(frame), flipped(used, frame)));
            }
        }
        return free.isEmpty() ? List.of(new Outcome<>(NONE, used)) : free;
    }

    private static BitSet flipped(BitSet used, int frame) {
        BitSet after = (BitSet) used.clone();
        after.flip(frame);
        return after;
    }

    @Override
    public String describe(BitSet used) {
        return used.isEmpty() ? "all free" : "in use: " + used;
    }
}
