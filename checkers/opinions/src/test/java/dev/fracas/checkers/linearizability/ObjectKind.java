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
import java.util.function.BiFunction;

/**
 * An object for simulated callers.
 *
 * @param calls what they may ask; which of it is sensible the state says
 * @param waits calls that a process may make in a state although they have to wait there
 */
record ObjectKind<S>(
        String name,
        SequentialSpecification<S> specification,
        List<ObjectCall> calls,
        BiFunction<S, String, List<ObjectCall>> waits) {

    static final ObjectKind<Optional<String>> LOCK =
            new ObjectKind<>(
                    "lock",
                    new Lock(),
                    List.of(LockCall.values()),
                    (owner, process) ->
                            owner.filter(o -> !o.equals(process))
                                    .map(_ -> List.<ObjectCall>of(LockCall.ACQUIRE))
                                    .orElse(List.of()));

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
                    (_, _) -> List.of());

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
                    (_, _) -> List.of());

    static final ObjectKind<?> CHANNEL =
            new ObjectKind<>(
                    "channel",
                    new MessageChannel(2),
                    List.of(
                            new ChannelCall.Send(1),
                            new ChannelCall.Receive(),
                            new ChannelCall.Send(2),
                            new ChannelCall.Receive()),
                    (_, _) -> List.of());

    static final List<ObjectKind<?>> ALL = List.of(LOCK, FRAMES, VMAS, CHANNEL);

    /** The calls that a process may make in that state. */
    List<ObjectCall> sensible(S state, String process) {
        List<ObjectCall> waiting = waits.apply(state, process);
        return calls.stream()
                .filter(call ->
                        waiting.contains(call)
                                || !specification.outcomes(state, process, call).isEmpty())
                .toList();
    }
}
