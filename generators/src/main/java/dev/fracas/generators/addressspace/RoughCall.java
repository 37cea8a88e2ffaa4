package dev.fracas.generators.addressspace;

import dev.fracas.model.addressspace.UserCall;

/**
 * A call as it is drawn, before it is known whether it makes sense where it stands.
 *
 * @param page to be taken modulo the number of pages
 */
record RoughCall(Kind kind, int page, int content) {
    /** What is called, the plainest first. */
    enum Kind {
        READ,
        WRITE,
        UNMAP,
        PROTECT,
        MIGRATE,
        FORK,
        EXIT
    }

    UserCall of(int pages) {
        int at = page % pages;
        return switch (kind) {
            case READ -> new UserCall.Read(at);
            case WRITE -> new UserCall.Write(at, content);
            case UNMAP -> new UserCall.Unmap(at);
            case PROTECT -> new UserCall.Protect(at);
            case MIGRATE -> new UserCall.Migrate();
            case FORK -> new UserCall.Fork(at);
            case EXIT -> new UserCall.Exit();
        };
    }
}
