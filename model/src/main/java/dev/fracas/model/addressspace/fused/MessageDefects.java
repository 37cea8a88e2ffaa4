package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.fused.FusedRoutines.defect;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FALLBACK_IS_ANSWERED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.MAPPING_CALLS_END;

import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.addressspace.PageMessage;
import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.messaging.Mailbox;
import dev.fracas.model.kernel.messaging.Messages;
import dev.fracas.model.program.Routine;
import dev.fracas.spec.Isa;
import java.util.List;

/** Ways of getting the messages to the origin wrong. */
final class MessageDefects {
    static final List<KernelDefect<FusedRoutines>> ALL =
            List.of(
                    defect(
                            "fallback-answered-silently",
                            "the origin's answer to a remote fault is not followed by an interrupt",
                            FALLBACK_IS_ANSWERED,
                            "missing-table-falls-back",
                            r -> r.withOriginChannel(AnswersSilently::new)),
                    defect(
                            "server-looks-once",
                            "the thread that serves messages looks for each request once after an"
                                    + " interrupt, and takes interrupts while it waits for an answer",
                            MAPPING_CALLS_END,
                            "two-remote-unmaps",
                            r -> r.withOriginChannel(LooksOnce::new)));

    private MessageDefects() {}

    private static final class AnswersSilently extends Mailbox<PageMessage> {
        AnswersSilently(Threads threads, Isa kernel, Messages<PageMessage> messages) {
            super(threads, kernel, messages);
        }

        @Override
        protected void ringBack(Routine r, int client) {}
    }

    private static final class LooksOnce extends Mailbox<PageMessage> {
        LooksOnce(Threads threads, Isa kernel, Messages<PageMessage> messages) {
            super(threads, kernel, messages);
        }

        @Override
        protected void lookUntilEmpty(Routine r, Handler<PageMessage> handler) {
            look(r, handler);
        }
    }
}
