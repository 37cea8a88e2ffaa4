package dev.fracas.model.families;

import dev.fracas.model.addressspace.workload.AddressSpaceFamily;
import dev.fracas.model.coherence.CoherenceFamily;
import dev.fracas.model.composition.CompositionFamily;
import dev.fracas.model.lock.LockFamily;
import dev.fracas.model.mechanism.Families;
import dev.fracas.model.mechanism.Family;
import dev.fracas.model.messaging.MessagingFamily;
import dev.fracas.model.pages.PageAllocatorFamily;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The one list of families. */
public final class KnownFamilies {
    private static final List<Family> OURS =
            List.of(
                    new LockFamily(),
                    new AddressSpaceFamily(),
                    new MessagingFamily(),
                    new PageAllocatorFamily(),
                    new CoherenceFamily(),
                    new CompositionFamily());

    private KnownFamilies() {}

    /**
     * Those that Fracas comes with, and behind them those on the class path that declare themselves
     * as a service: {@code META-INF/services/dev.fracas.model.mechanism.Family}.
     *
     * @throws IllegalArgumentException when two of their mechanisms have one id
     */
    public static Families all() {
        Stream<Family> others =
                ServiceLoader.load(Family.class).stream().map(ServiceLoader.Provider::get);
        return new Families(Stream.concat(OURS.stream(), others).toList());
    }
}
