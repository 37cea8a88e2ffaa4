package dev.fracas.model.messaging;

import dev.fracas.model.kernel.messaging.KernelMessage;

/** What one kernel tells another without waiting for an answer. */
enum Notice implements KernelMessage {
    NODE_INFO("node_info");

    private final String message;

    Notice(String message) {
        this.message = message;
    }

    @Override
    public String message() {
        return message;
    }
}
