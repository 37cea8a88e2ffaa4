package dev.fracas.model.addressspace;

import dev.fracas.model.kernel.messaging.Answer;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;

/** What a message about a page is answered with; the page's content may come along. */
public final class PageAnswer {
    /** Done, or {@code VM_FAULT_CONTINUE}: the client has the page's content already. */
    public static final long DONE = Answer.DONE;

    /** The page's content comes with the answer. */
    public static final long DATA = 2;

    /** {@code VM_FAULT_RETRY}. */
    public static final long RETRY = 3;

    /** {@code VM_FAULT_SIGBUS}: no VMA. */
    public static final long NO_VMA = 4;

    private static final int CONTENT_SHIFT = 3;

    /** Bits of an answer that may carry a page's content. */
    public static final int BITS = CONTENT_SHIFT + AddressSpace.CONTENT_BITS;

    private PageAnswer() {}

    public static Value data(Register content) {
        return content.shiftLeft(CONTENT_SHIFT).or(DATA);
    }

    public static Condition says(Register answer, long what) {
        return answer.and((1L << CONTENT_SHIFT) - 1).isEqualTo(what);
    }

    public static Value content(Register answer) {
        return answer.shiftRight(CONTENT_SHIFT);
    }
}
