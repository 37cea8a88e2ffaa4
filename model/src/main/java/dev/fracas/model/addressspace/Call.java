package dev.fracas.model.addressspace;

/** What a thread does next. Pages are numbered from 0. */
public sealed interface Call {
    /** The user program reads the page. */
    record Read(int page) implements Call {}

    /**
     * The user program writes the page.
     *
     * @param content 1 or 2
     */
    record Write(int page, int content) implements Call {}

    record Unmap(int page) implements Call {}

    /** {@code mmap} of the page, where nothing is mapped, with the permission to read and write. */
    record Mmap(int page) implements Call {}

    /** {@code mprotect} to read-only. */
    record Protect(int page) implements Call {}

    /** {@code fork}: the child has, as {@code child}, what the parent has as {@code page}. */
    record Fork(int page, int child) implements Call {}

    /** The whole process exits. */
    record Exit() implements Call {}

    /** Lets the threads that wait for this event go on. */
    record Post(int event) implements Call {}

    record WaitFor(int event) implements Call {}

    /** The thread goes on as that other thread, on the other kernel: one message. */
    record MigrateTo(int thread) implements Call {}

    /** The thread waits until it is migrated to from that other thread. */
    record ArriveFrom(int thread) implements Call {}
}
