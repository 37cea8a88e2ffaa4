package dev.fracas.model.kernel.messaging;

/**
 * Something that one kernel tells or asks another. Each family has a type of its own for what it
 * sends, of finitely many values: an enum, or records over a range.
 */
public interface KernelMessage {
    /** The kernel's name of the message: {@code remote_page_request}. */
    String message();
}
