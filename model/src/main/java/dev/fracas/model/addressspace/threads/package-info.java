/**
 * What the user programs and the hardware do: accesses with the walks and TLBs that translate them,
 * calls, and what properties see of it.
 */
@NullMarked
package dev.fracas.model.addressspace.threads;

import org.jspecify.annotations.NullMarked;
