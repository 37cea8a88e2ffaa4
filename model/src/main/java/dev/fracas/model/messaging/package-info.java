/** Channels of messages under check, each on a machine of its own. */
@NullMarked
package dev.fracas.model.messaging;

import org.jspecify.annotations.NullMarked;
