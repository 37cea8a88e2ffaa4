package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.fused.FusedRoutines.defect;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_LEAK;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_TABLE_FREED_UNDER_WALKER;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.program.Routine;
import java.util.List;

/** Ways of getting {@link ProcessExit} wrong. */
final class ProcessExitDefects {
    static final List<KernelDefect<FusedRoutines>> ALL =
            List.of(
                    defect(
                            "exit-does-not-stop-remote",
                            "the origin frees its tables without having the remote's threads"
                                    + " stopped first",
                            NO_TABLE_FREED_UNDER_WALKER,
                            "exit-with-remote-pages",
                            r -> r.withExit(DoesNotStopRemote::new)),
                    defect(
                            "stop-not-awaited",
                            "the origin asks for the remote's threads to be stopped and does not"
                                    + " wait until they are gone",
                            NO_TABLE_FREED_UNDER_WALKER,
                            "exit-with-remote-pages",
                            r -> r.withExit(DoesNotWait::new)),
                    defect(
                            "exit-leaves-remote-pages",
                            "exit drops the origin's own mappings and never asks the remote for"
                                    + " its own",
                            NO_LEAK,
                            "exit-with-remote-pages",
                            r -> r.withExit(LeavesRemotePages::new)));

    private ProcessExitDefects() {}

    private static final class DoesNotStopRemote extends ProcessExit {
        DoesNotStopRemote(AddressSpace space, Unmapping unmapping) {
            super(space, unmapping);
        }

        @Override
        void stopRemote(Routine r) {}
    }

    private static final class DoesNotWait extends ProcessExit {
        DoesNotWait(AddressSpace space, Unmapping unmapping) {
            super(space, unmapping);
        }

        @Override
        void awaitThreads(Routine r) {}
    }

    private static final class LeavesRemotePages extends ProcessExit {
        LeavesRemotePages(AddressSpace space, Unmapping unmapping) {
            super(space, new UnmappingDefects.SkipsRemote(space));
        }
    }
}
