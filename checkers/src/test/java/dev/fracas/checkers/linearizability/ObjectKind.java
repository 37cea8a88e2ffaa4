package dev.fracas.checkers.linearizability;

import dev.fracas.checkers.linearizability.objects.ChannelCall;
import dev.fracas.checkers.linearizability.objects.FrameAllocator;
import dev.fracas.checkers.linearizability.objects.FrameCall;
import dev.fracas.checkers.linearizability.objects.Lock;
import dev.fracas.checkers.linearizability.objects.LockCall;
import dev.fracas.checkers.linearizability.objects.MessageChannel;
import dev.fracas.checkers.linearizability.objects.VmaCall;
import dev.fracas.checkers.linearizability.objects.VmaList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An object for simulated callers.
 *
 * @param calls what they may ask; which of it is sensible the state says
 * @param mayWait calls that wait until they can be made
 */
record ObjectKind<S>(
        String name, SequentialSpecification<S> specification, List<Call> calls, Set<Call> mayWait) {

    static final ObjectKind<Optional<String>> LOCK =
            new ObjectKind<>(
                    "lock", new Lock(), List.of(LockCall.values()), Set.of(LockCall.ACQUIRE));

    static final ObjectKind<?> FRAMES =
            new ObjectKind<>(
                    "frames",
                    new FrameAllocator(Set.of(2, 3, 4)),
                    List.of(
                            new FrameCall.Allocate(),
                            new FrameCall.Allocate(),
                            new FrameCall.Free(2),
                            new FrameCall.Free(3),
                            new FrameCall.Free(4)),
                    Set.of());

    static final ObjectKind<?> VMAS =
            new ObjectKind<>(
                    "vmas",
                    new VmaList(List.of(2, 0)),
                    List.of(
                            new VmaCall.Find(0),
                            new VmaCall.Find(1),
                            new VmaCall.Map(0, 2),
                            new VmaCall.Map(1, 1),
                            new VmaCall.Protect(0, 1),
                            new VmaCall.Unmap(0),
                            new VmaCall.Unmap(1)),
                    Set.of());

    static final ObjectKind<?> CHANNEL =
            new ObjectKind<>(
                    "channel",
                    new MessageChannel(2),
                    List.of(
                            new ChannelCall.Send(1),
                            new ChannelCall.Receive(),
                            new ChannelCall.Send(2),
                            new ChannelCall.Receive()),
                    Set.of());

    static final List<ObjectKind<?>> ALL = List.of(LOCK, FRAMES, VMAS, CHANNEL);

    /** The calls that a process may make in that state. */
    List<Call> sensible(S state, String process) {
        return calls.stream()
                .filter(call ->
                        mayWait.contains(call)
                                || !specification.outcomes(state, process, call).isEmpty())
                .toList();
    }
}
