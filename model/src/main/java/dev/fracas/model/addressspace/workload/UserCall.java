package dev.fracas.model.addressspace.workload;

/**
 * One thing that a user task does, in a workload that anyone may put together. Pages are numbered
 * from 0.
 */
public sealed interface UserCall {
    /** Reads the page; the first touch of it is a fault. */
    record Read(int page) implements UserCall {}

    /**
     * Writes the page; the first touch of it is a fault.
     *
     * @param content what is written, 1 or 2
     */
    record Write(int page, int content) implements UserCall {}

    /** {@code munmap} of the page. */
    record Unmap(int page) implements UserCall {}

    /**
     * {@code mmap} of the page, where nothing is mapped, with the permission to read and write: by
     * the task that alone changes the mapping of the page, so that what the user may expect of it
     * is clear.
     */
    record Mmap(int page) implements UserCall {}

    /** {@code mprotect} of the page to read-only. */
    record Protect(int page) implements UserCall {}

    /** {@code fork}, of which only that page matters: the child's tasks use it. */
    record Fork(int page) implements UserCall {}

    /** The task goes on at the other kernel: one message. */
    record Migrate() implements UserCall {}

    /** The whole process exits, once every other task that is at the origin has ended. */
    record Exit() implements UserCall {}
}
