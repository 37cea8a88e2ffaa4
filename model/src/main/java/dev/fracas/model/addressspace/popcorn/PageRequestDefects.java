package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.DISTRIBUTED_FAULT_ENDS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.OWNERS_COPY_IS_CURRENT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.READ_RETURNS_LAST_WRITE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.SINGLE_WRITER_OR_MANY_READERS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITABLE_ONLY_WHERE_EXCLUSIVE;

import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;
import java.util.List;

/** Ways of getting {@link PageRequestAtOrigin} and {@link PageRequestAtRemote} wrong. */
final class PageRequestDefects {
    static final List<KernelDefect<PopcornRoutines>> ALL =
            List.of(
                    new KernelDefect<>(
                            "origin-shares-writable",
                            "the origin answers a read fault and keeps its own leaf writable",
                            SINGLE_WRITER_OR_MANY_READERS,
                            "dsm-write-ping-pong",
                            popcorn -> popcorn.withRequestAtOrigin(SharesWritable::new)),
                    new KernelDefect<>(
                            "page-copied-before-flush",
                            "the origin takes the page's content before it flushes the TLBs of its"
                                    + " cores",
                            READ_RETURNS_LAST_WRITE,
                            "dsm-local-write-against-remote-fault",
                            popcorn -> popcorn.withRequestAtOrigin(EarlyCopy::new)),
                    new KernelDefect<>(
                            "page-given-up-without-flush",
                            "the origin gives its copy up to a remote writer and flushes no TLB",
                            READ_RETURNS_LAST_WRITE,
                            "dsm-write-ping-pong",
                            popcorn -> popcorn.withRequestAtOrigin(GivesUpWithoutFlush::new)),
                    new KernelDefect<>(
                            "origin-distributes-zero-page",
                            "the origin distributes a page that it has mapped to the zero page, and"
                                    + " fetches it back into that",
                            WRITABLE_ONLY_WHERE_EXCLUSIVE,
                            "dsm-local-write-against-remote-fault",
                            popcorn -> popcorn.withRequestAtOrigin(DistributesZeroPage::new)),
                    new KernelDefect<>(
                            "page-request-waits-for-mmap-sem",
                            "the origin waits for its mmap_sem while the remote waits for the page",
                            DISTRIBUTED_FAULT_ENDS,
                            "unmap-against-remote-fault",
                            popcorn -> popcorn.withRequestAtOrigin(WaitsForMmapSem::new)),
                    new KernelDefect<>(
                            "invalidation-keeps-owner",
                            "the remote invalidates its leaf and stays an owner of the page",
                            OWNERS_COPY_IS_CURRENT,
                            "dsm-write-ping-pong",
                            popcorn -> popcorn.withRequestAtRemote(KeepsOwner::new)),
                    new KernelDefect<>(
                            "invalidation-not-flushed",
                            "the remote acknowledges an invalidation without flushing its TLBs",
                            READ_RETURNS_LAST_WRITE,
                            "dsm-two-remote-readers-one-writer",
                            popcorn -> popcorn.withRequestAtRemote(InvalidatesWithoutFlush::new)),
                    new KernelDefect<>(
                            "remote-shares-without-flush",
                            "the remote answers the origin's read fault, write-protects its leaf and"
                                    + " flushes no TLB",
                            READ_RETURNS_LAST_WRITE,
                            "dsm-write-ping-pong",
                            popcorn -> popcorn.withRequestAtRemote(SharesWithoutFlush::new)));

    private PageRequestDefects() {}

    private static final class SharesWritable extends PageRequestAtOrigin {
        SharesWritable(DistributedProcess process) {
            super(process);
        }

        @Override
        protected void writeProtect(Routine r, int page, Register leaf) {}
    }

    private static final class EarlyCopy extends PageRequestAtOrigin {
        EarlyCopy(DistributedProcess process) {
            super(process);
        }

        @Override
        protected void demote(Routine r, int page, boolean write, Register leaf, Register content) {
            super.takeContent(r, leaf, content);
            super.demote(r, page, write, leaf, content);
        }

        @Override
        protected void takeContent(Routine r, Register leaf, Register content) {}
    }

    private static final class GivesUpWithoutFlush extends PageRequestAtOrigin {
        GivesUpWithoutFlush(DistributedProcess process) {
            super(process);
        }

        @Override
        protected void makeInvalid(Routine r, int page, Register leaf) {
            origin.storeInvalid(r, page, leaf);
        }
    }

    private static final class DistributesZeroPage extends PageRequestAtOrigin {
        DistributesZeroPage(DistributedProcess process) {
            super(process);
        }

        @Override
        protected Condition needsFrame(Register leaf) {
            return isNone(leaf);
        }
    }

    private static final class WaitsForMmapSem extends PageRequestAtOrigin {
        WaitsForMmapSem(DistributedProcess process) {
            super(process);
        }

        @Override
        protected void takeMmapSem(Routine r, Label busy) {
            origin.mmapSem.downRead(r);
        }
    }

    private static final class KeepsOwner extends PageRequestAtRemote {
        KeepsOwner(DistributedProcess process) {
            super(process);
        }

        @Override
        protected void disown(Routine r, int page) {}
    }

    private static final class InvalidatesWithoutFlush extends PageRequestAtRemote {
        InvalidatesWithoutFlush(DistributedProcess process) {
            super(process);
        }

        @Override
        protected void makeInvalid(Routine r, int page, Register leaf) {
            remote.storeInvalid(r, page, leaf);
        }
    }

    private static final class SharesWithoutFlush extends PageRequestAtRemote {
        SharesWithoutFlush(DistributedProcess process) {
            super(process);
        }

        @Override
        protected void writeProtect(Routine r, int page, Register leaf) {
            remote.storeWriteProtected(r, page, leaf);
        }
    }
}
