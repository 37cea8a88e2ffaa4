package dev.fracas.checkers.linearizability.objects;

import dev.fracas.checkers.linearizability.ObjectCall;

/** What is asked of a message channel. */
public sealed interface ChannelCall extends ObjectCall {
    /** Puts a message behind the others; none when the channel is full. */
    record Send(int message) implements ChannelCall {
        @Override
        public String toString() {
            return "send " + message;
        }
    }

    /** Takes the oldest message out and returns it; none when the channel is empty. */
    record Receive() implements ChannelCall {
        @Override
        public String toString() {
            return "receive";
        }
    }
}
