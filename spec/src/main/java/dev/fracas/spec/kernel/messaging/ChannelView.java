package dev.fracas.spec.kernel.messaging;

import dev.fracas.spec.View;

/** What can be seen of a channel of messages. Cores are numbered from 0. */
public interface ChannelView extends View {
    /** Some message that the core has put into the channel has not been taken out. */
    boolean isUndelivered(int core);

    /** Some message that any core has put into the channel has not been taken out. */
    boolean someUndelivered();

    /** The core is about to put a message into the channel and has not done so yet. */
    boolean isSending(int core);

    /** Something was taken out that nobody had put in, or a second time. */
    boolean deliveredWrongly();

    /** A message was taken out before an earlier one of the same sender. */
    boolean deliveredOutOfOrder();

    /** A message was put where one lay that had not been taken out. */
    boolean overwritten();
}
