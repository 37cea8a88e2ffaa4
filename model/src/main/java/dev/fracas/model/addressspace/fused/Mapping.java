package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEGAL_ACCESS_IS_NOT_SIGNALLED;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Flaw;
import dev.fracas.model.addressspace.Mailbox;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.List;
import java.util.Set;

/**
 * {@code mmap} ({@code mmap_region}). The origin's list of VMAs is the process's, so that the
 * remote has the origin do it, by message. Nothing is mapped yet: the first access faults. In the
 * paper's reading the remote learns of the VMA when it walks the origin's list; as released it also
 * has a VMA of its own from the beginning where the call was its own.
 */
public final class Mapping {
    public static final Flaw NOT_DELEGATED =
            new Flaw(
                    "remote-mmap-not-delegated",
                    "the remote adds the VMA to its own list and does not tell the origin",
                    LEGAL_ACCESS_IS_NOT_SIGNALLED,
                    "remote-maps");

    public static final List<Flaw> FLAWS = List.of(NOT_DELEGATED);

    private final AddressSpace space;
    private final Set<Flaw> flaws;

    public Mapping(AddressSpace space, Set<Flaw> flaws) {
        this.space = space;
        this.flaws = flaws;
    }

    /** By a thread of either kernel, as the paper has it. */
    public void mmap(Routine r, int page) {
        if (r.isa() == X86_64) {
            atOrigin(r, page);
        } else if (flaws.contains(NOT_DELEGATED)) {
            inOwnList(r, page);
        } else {
            space.toX86.ask(r, Mailbox.Request.MAP, page);
        }
    }

    /**
     * By a thread of either kernel, as released : the call is delegated, then done locally as well.
     */
    public void mmapAsReleased(Routine r, int page) {
        mmap(r, page);
        if (r.isa() == AARCH64) {
            inOwnList(r, page);
        }
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

    /** {@code map_difference}: what is not mapped there yet; a fault may have fetched the VMA. */
    private void inOwnList(Routine r, int page) {
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
