package dev.fracas.spec.kernel.messaging;

import static dev.fracas.spec.Property.always;
import static dev.fracas.spec.Property.leadsTo;
import static dev.fracas.spec.Property.sometimes;
import static dev.fracas.spec.Source.PAPER;
import static dev.fracas.spec.Source.source;

import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import java.util.List;

/** What a channel owes those who send over it. */
public final class MessagingProperties {
    private static final Source FUSED = source(PAPER, "section 6.2");

    private MessagingProperties() {}

    public static final Property<ChannelView> DELIVERED_ONCE =
            always(
                    "S22",
                    "What is delivered has been sent, is as it was sent, and is delivered once.",
                    FUSED,
                    ChannelView.class,
                    v -> !v.deliveredWrongly());

    public static final Property<ChannelView> IN_ORDER_PER_SENDER =
            always(
                    "S23",
                    "Messages of one sender are delivered in the order in which they were sent.",
                    FUSED,
                    ChannelView.class,
                    v -> !v.deliveredOutOfOrder());

    public static final Property<ChannelView> SLOT_WRITTEN_WHEN_FREE =
            always(
                    "S25",
                    "A slot is written only while no undelivered message lies in it.",
                    FUSED,
                    ChannelView.class,
                    v -> !v.overwritten());

    public static final Property<ChannelView> MESSAGE_IS_DELIVERED =
            leadsTo(
                    "L12",
                    "A message that has been sent is delivered.",
                    FUSED,
                    ChannelView.class,
                    ChannelView::isUndelivered,
                    (v, core) -> !v.isUndelivered(core));

    public static final Property<ChannelView> SENDER_GETS_ROOM =
            leadsTo(
                    "L13",
                    "Whoever sends gets its message into the channel, however full that is.",
                    FUSED,
                    ChannelView.class,
                    ChannelView::isSending,
                    (v, core) -> !v.isSending(core));

    public static final Property<ChannelView> MESSAGE_IS_SENT =
            sometimes(
                    "message-sent",
                    "Some message is in the channel.",
                    FUSED,
                    ChannelView.class,
                    ChannelView::someUndelivered);

    /** Every property of a channel, in the order in which reports show them. */
    public static List<Property<?>> all() {
        return List.of(
                DELIVERED_ONCE,
                IN_ORDER_PER_SENDER,
                SLOT_WRITTEN_WHEN_FREE,
                MESSAGE_IS_DELIVERED,
                SENDER_GETS_ROOM,
                MESSAGE_IS_SENT);
    }
}
