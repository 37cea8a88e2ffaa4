package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.fused.FusedRoutines.defect;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEGAL_ACCESS_IS_NOT_SIGNALLED;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.program.Routine;
import java.util.List;

/** Ways of getting {@link Mapping} wrong. */
final class MappingDefects {
    static final List<KernelDefect<FusedRoutines>> ALL =
            List.of(
                    defect(
                            "remote-mmap-not-delegated",
                            "the remote adds the VMA to its own list and does not tell the origin",
                            LEGAL_ACCESS_IS_NOT_SIGNALLED,
                            "remote-maps",
                            r -> r.withMapping(NotDelegated::new)));

    private MappingDefects() {}

    private static final class NotDelegated extends Mapping {
        NotDelegated(AddressSpace space) {
            super(space);
        }

        @Override
        protected void atRemote(Routine r, int page) {
            inOwnList(r, page);
        }
    }
}
