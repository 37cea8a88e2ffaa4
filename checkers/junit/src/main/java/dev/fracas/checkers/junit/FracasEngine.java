package dev.fracas.checkers.junit;

import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestEngine;

/**
 * Runs {@link ModelCheck} and {@link Replay}. The JUnit Platform finds it by its service loader.
 */
public final class FracasEngine extends HierarchicalTestEngine<Suite.Listening> {
    /** What the engine is called in filters and reports. */
    public static final String ID = "fracas";

    private static final EngineDiscoveryRequestResolver<EngineDescriptor> RESOLVER =
            EngineDiscoveryRequestResolver.<EngineDescriptor>builder()
                    .addClassContainerSelectorResolver(Suite::holdsChecks)
                    .addSelectorResolver(context -> new SuiteResolver(context.getClassNameFilter()))
                    .build();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        EngineDescriptor engine = new EngineDescriptor(id, "Fracas");
        RESOLVER.resolve(request, engine);
        return engine;
    }

    @Override
    protected Suite.Listening createExecutionContext(ExecutionRequest request) {
        return new Suite.Listening(request.getEngineExecutionListener());
    }
}
