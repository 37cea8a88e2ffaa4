package dev.fracas.model.addressspace.fused;

import dev.fracas.model.addressspace.FaultHandler;
import dev.fracas.model.addressspace.Request;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;

/**
 * Pages of which each kernel has a copy, which messages keep coherent. The paper's reading has none
 * of them: whatever page there is, both kernels map.
 */
public interface Distribution {
    /**
     * The origin's fault handler.
     *
     * @param undistributed handles the faults of pages that are not distributed, where none is
     */
    FaultHandler originFault(FaultHandler undistributed);

    /** The origin serves a message about a distributed page. */
    Value serveAtOrigin(Routine r, Request request, int page);

    /** The remote serves a message about a distributed page. */
    Value serveAtRemote(Routine r, Request request, int page);

    /** No page is distributed. */
    static Distribution none() {
        return new Distribution() {
            @Override
            public FaultHandler originFault(FaultHandler undistributed) {
                return undistributed;
            }

            @Override
            public Value serveAtOrigin(Routine r, Request request, int page) {
                throw unasked(request);
            }

            @Override
            public Value serveAtRemote(Routine r, Request request, int page) {
                throw unasked(request);
            }
        };
    }

    /** A message that no program sends. */
    static IllegalStateException unasked(Request request) {
        return new IllegalStateException("nobody asks for " + request);
    }
}
