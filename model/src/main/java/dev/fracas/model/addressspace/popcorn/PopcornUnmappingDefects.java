package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.addressspace.AddressSpace.isPresent;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_LEAK;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_MAPPING_AFTER_MUNMAP;

import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import java.util.List;

/** Ways of getting {@link PopcornUnmapping} wrong. */
final class PopcornUnmappingDefects {
    static final List<KernelDefect<PopcornRoutines>> ALL =
            List.of(
                    new KernelDefect<>(
                            "unmap-keeps-replica",
                            "munmap at the origin does not have the remote drop its copy",
                            NO_MAPPING_AFTER_MUNMAP,
                            "unmap-against-remote-fault",
                            popcorn -> popcorn.withUnmapping(KeepsReplica::new)),
                    new KernelDefect<>(
                            "exit-keeps-invalid-copies",
                            "the remote frees the frames of its valid copies only, not of those"
                                    + " that were invalidated",
                            NO_LEAK,
                            "exit-with-remote-pages",
                            popcorn -> popcorn.withUnmapping(KeepsInvalid::new)));

    private PopcornUnmappingDefects() {}

    private static final class KeepsReplica extends PopcornUnmapping {
        KeepsReplica(DistributedProcess process) {
            super(process);
        }

        @Override
        protected void unmapReplica(Routine r, int page) {}
    }

    private static final class KeepsInvalid extends PopcornUnmapping {
        KeepsInvalid(DistributedProcess process) {
            super(process);
        }

        @Override
        protected Register frameOfCopy(Routine r, Register leaf) {
            Register frame = super.frameOfCopy(r, leaf);
            r.when(isPresent(leaf).not(), () -> r.assign(frame, 0));
            return frame;
        }
    }
}
