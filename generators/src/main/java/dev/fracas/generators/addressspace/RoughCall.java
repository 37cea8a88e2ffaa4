package dev.fracas.generators.addressspace;

import dev.fracas.model.addressspace.workload.UserCall;
import java.util.Optional;

/**
 * A call as it is drawn, before it is known whether it makes sense where it stands.
 *
 * @param page to be taken modulo the number of pages
 */
record RoughCall(Kind kind, int page, int content) {
    /** What is called, the plainest first. */
    enum Kind {
        /**
         * No call: lists lose elements at their ends only when they shrink, so this goes inside.
         */
        NOTHING,
        READ,
        WRITE,
        UNMAP,
        /** Of a page that is mapped it brings the {@code munmap} that has to come first. */
        MMAP,
        PROTECT,
        MIGRATE,
        FORK,
        EXIT
    }

    Optional<UserCall> of(int pages) {
        return kind == Kind.NOTHING ? Optional.empty() : Optional.of(call(page % pages));
    }

    private UserCall call(int at) {
        return switch (kind) {
            case NOTHING, READ -> new UserCall.Read(at);
            case WRITE -> new UserCall.Write(at, content);
            case UNMAP -> new UserCall.Unmap(at);
            case MMAP -> new UserCall.Mmap(at);
            case PROTECT -> new UserCall.Protect(at);
            case MIGRATE -> new UserCall.Migrate();
            case FORK -> new UserCall.Fork(at);
            case EXIT -> new UserCall.Exit();
        };
    }
}
