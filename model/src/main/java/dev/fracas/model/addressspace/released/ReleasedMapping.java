package dev.fracas.model.addressspace.released;

import static dev.fracas.spec.Isa.AARCH64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.fused.Mapping;
import dev.fracas.model.program.Routine;

/** {@code mmap} as released: the remote's call is delegated, then done locally as well. */
public final class ReleasedMapping extends Mapping {
    public ReleasedMapping(AddressSpace space) {
        super(space);
    }

    @Override
    public void mmap(Routine r, int page) {
        super.mmap(r, page);
        if (r.isa() == AARCH64) {
            inOwnList(r, page);
        }
    }
}
