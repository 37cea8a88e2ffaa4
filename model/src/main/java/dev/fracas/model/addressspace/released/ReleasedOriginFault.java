package dev.fracas.model.addressspace.released;

import static dev.fracas.model.addressspace.AddressSpace.isForeign;
import static dev.fracas.model.addressspace.AddressSpace.isPresent;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.linux.LinuxFault;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.addressspace.AddressSpaceView;

/**
 * The x86 kernel's page-fault handler as released: Popcorn's tree with Linux 5.2's own. It takes
 * the split page-table lock, tells no other kernel of a copy, takes a leaf in Arm format for a
 * present one, as the call that would reformat it is commented out, and checks no permission for a
 * task that has migrated ({@code did_mig}, which every fault of a distributed process sets).
 */
public final class ReleasedOriginFault extends LinuxFault {
    public ReleasedOriginFault(AddressSpace space) {
        super(space);
    }

    @Override
    protected int permissionNeeded(boolean write) {
        return AddressSpaceView.READ;
    }

    @Override
    protected void handleOtherFormat(
            Routine r, int page, Register leaf, Register permission, Label done) {
        r.when(isPresent(leaf).and(isForeign(leaf, X86_64)), () -> r.gotoLabel(done));
    }
}
