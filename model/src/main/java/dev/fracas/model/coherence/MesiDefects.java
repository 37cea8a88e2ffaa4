package dev.fracas.model.coherence;

import dev.fracas.spec.Property;
import dev.fracas.spec.coherence.CoherenceProperties;
import java.util.List;
import java.util.function.Function;

/** Ways of getting {@link Mesi} wrong. */
final class MesiDefects {
    private MesiDefects() {}

    /**
     * One of them.
     *
     * @param rounds how many requests of each cache it takes to show it
     * @param postsSnoops whether a Snoop Invalidate may be under way
     */
    record Wrong(
            String name,
            String sentence,
            Property<?> violates,
            int rounds,
            boolean postsSnoops,
            Function<BusState, Mesi> protocol) {}

    static final List<Wrong> ALL =
            List.of(
                    new Wrong(
                            "mesi-shared-copy-left",
                            "a write invalidates owners only: shared copies stay",
                            CoherenceProperties.SINGLE_WRITER_OR_READERS,
                            2,
                            false,
                            SharedCopyLeft::new),
                    new Wrong(
                            "mesi-invalidation-not-awaited",
                            "a write goes ahead while other caches have yet to drop their copies",
                            CoherenceProperties.NO_STALE_READ,
                            2,
                            true,
                            InvalidationNotAwaited::new),
                    new Wrong(
                            "mesi-line-lost-before-write",
                            "a cache gets the line first and writes later: it may lose it in between"
                                    + " and starts over",
                            CoherenceProperties.REQUEST_IS_SERVED,
                            1,
                            false,
                            LineLostBeforeWrite::new));

    private static final class SharedCopyLeft extends Mesi {
        SharedCopyLeft(BusState at) {
            super(at);
        }

        @Override
        long snoopInvalidate(long state, int cache, int line) {
            return at.copy(state, cache, line) == SHARED
                    ? state
                    : super.snoopInvalidate(state, cache, line);
        }
    }

    private static final class InvalidationNotAwaited extends Mesi {
        InvalidationNotAwaited(BusState at) {
            super(at);
        }

        @Override
        long snoopInvalidate(long state, int cache, int line) {
            return at.copy(state, cache, line) == INVALID
                    ? state
                    : at.withSnoop(state, cache, line, 1);
        }

        /** Whoever writes is past what others have written. */
        @Override
        long write(long state, int writer, int line, int value) {
            return at.withSnoop(super.write(state, writer, line, value), writer, line, 0);
        }
    }

    private static final class LineLostBeforeWrite extends Mesi {
        LineLostBeforeWrite(BusState at) {
            super(at);
        }

        @Override
        long write(long state, int writer, int line, int value) {
            if (at.copy(state, writer, line) >= EXCLUSIVE) {
                return super.write(state, writer, line, value);
            }
            long after = invalidatedElsewhere(state, writer, line);
            after = at.withCopy(after, writer, line, EXCLUSIVE);
            return at.withData(after, writer, line, at.memory(after, line));
        }
    }
}
