package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Request;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.addressspace.AddressSpaceView;

/**
 * {@code mmap} ({@code mmap_region}). The origin's list of VMAs is the process's, so that the
 * remote has the origin do it, by message. Nothing is mapped yet: the first access faults. The
 * remote learns of the VMA when it walks the origin's list.
 */
public class Mapping {
    private final AddressSpace space;

    public Mapping(AddressSpace space) {
        this.space = space;
    }

    /** By a thread of either kernel. */
    public void mmap(Routine r, int page) {
        if (r.isa() == X86_64) {
            atOrigin(r, page);
        } else {
            atRemote(r, page);
        }
    }

    protected void atRemote(Routine r, int page) {
        space.toX86.ask(r, Request.MAP.of(page));
    }

    /** The origin's part, also for the remote that has asked for it. */
    public void atOrigin(Routine r, int page) {
        r.routine(
                "mmap_region",
                () -> {
                    space.mmapSem(X86_64).downWrite(r);
                    space.addOriginVma(r, page, AddressSpaceView.READ_WRITE);
                    space.mmapSem(X86_64).upWrite(r);
                });
    }

    /**
     * {@code map_difference}, into the remote's own list: what is not there yet; a fault may have
     * fetched the VMA. The paper's reading has no use for it.
     */
    protected final void inOwnList(Routine r, int page) {
        r.routine(
                "map_difference",
                () -> {
                    space.mmapSem(AARCH64).downWrite(r);
                    Register known = r.load(space.vma(AARCH64, page), RELAXED);
                    r.when(
                            known.isEqualTo(0),
                            () ->
                                    r.store(
                                            space.vma(AARCH64, page),
                                            AddressSpaceView.READ_WRITE,
                                            RELAXED));
                    space.mmapSem(AARCH64).upWrite(r);
                });
    }
}
