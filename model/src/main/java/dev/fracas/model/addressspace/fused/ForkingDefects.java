package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.fused.FusedRoutines.defect;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITABLE_ONLY_WHERE_EXCLUSIVE;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.program.Routine;
import java.util.List;

/** Ways of getting {@link Forking} wrong. */
final class ForkingDefects {
    static final List<KernelDefect<FusedRoutines>> ALL =
            List.of(
                    defect(
                            "fork-skips-remote",
                            "fork write-protects the origin's leaf and leaves the remote's"
                                    + " writable",
                            WRITABLE_ONLY_WHERE_EXCLUSIVE,
                            "fork-cow-then-remote-write",
                            r -> r.withForking(SkipsRemote::new)),
                    defect(
                            "fork-no-flush",
                            "fork write-protects the leaf and does not flush the TLBs",
                            WRITABLE_ONLY_WHERE_EXCLUSIVE,
                            "fork-cow-then-remote-write",
                            r -> r.withForking(NoFlush::new)));

    private ForkingDefects() {}

    private static final class SkipsRemote extends Forking {
        SkipsRemote(AddressSpace space, Unmapping unmapping) {
            super(space, unmapping);
        }

        @Override
        void protectAtRemote(Routine r, int page) {}
    }

    private static final class NoFlush extends Forking {
        NoFlush(AddressSpace space, Unmapping unmapping) {
            super(space, unmapping);
        }

        @Override
        void protect(Routine r, int page) {
            unmapping.protectLeaf(r, X86_64, page);
        }
    }
}
