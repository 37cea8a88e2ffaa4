package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.spec.addressspace.AddressSpaceProperties.READ_RETURNS_LAST_WRITE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.SINGLE_WRITER_OR_MANY_READERS;

import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.addressspace.PageAnswer;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;
import java.util.List;

/** Ways of getting {@link PopcornOriginFault} and {@link PopcornRemoteFault} wrong. */
final class PopcornFaultDefects {
    static final List<KernelDefect<PopcornRoutines>> ALL =
            List.of(
                    new KernelDefect<>(
                            "invalidation-not-awaited",
                            "the origin makes its copy writable before the remote has acknowledged"
                                    + " the invalidation of its own",
                            SINGLE_WRITER_OR_MANY_READERS,
                            "dsm-local-write-against-remote-fault",
                            popcorn -> popcorn.withOriginFault(NotAwaited::new)),
                    new KernelDefect<>(
                            "fetched-page-valid-before-copied",
                            "the origin makes its leaf valid before it has copied the page that it"
                                    + " fetched",
                            READ_RETURNS_LAST_WRITE,
                            "dsm-two-origin-threads-one-remote",
                            popcorn -> popcorn.withOriginFault(LateCopy::new)),
                    new KernelDefect<>(
                            "retry-taken-for-done",
                            "the remote takes the origin's answer to retry for the answer that it"
                                    + " has the page's content already",
                            READ_RETURNS_LAST_WRITE,
                            "dsm-local-write-against-remote-fault",
                            popcorn -> popcorn.withRemoteFault(IgnoresRetry::new)));

    private PopcornFaultDefects() {}

    private static final class NotAwaited extends PopcornOriginFault {
        NotAwaited(DistributedProcess process) {
            super(process);
        }

        @Override
        protected void invalidateRemote(Routine r, int page, Register leaf) {
            sendInvalidation(r, page);
            becomeWriter(r, page, leaf);
            awaitInvalidation(r, page);
        }
    }

    private static final class LateCopy extends PopcornOriginFault {
        LateCopy(DistributedProcess process) {
            super(process);
        }

        @Override
        protected void receive(Routine r, int page, boolean write, Register leaf, Register answer) {
            makeValid(r, page, write, leaf);
            copy(r, leaf, answer);
        }
    }

    private static final class IgnoresRetry extends PopcornRemoteFault {
        IgnoresRetry(DistributedProcess process) {
            super(process);
        }

        @Override
        protected void gotoWhenRefused(Routine r, Register result, Label failed) {
            r.gotoWhen(PageAnswer.says(result, PageAnswer.NO_VMA), failed);
        }
    }
}
