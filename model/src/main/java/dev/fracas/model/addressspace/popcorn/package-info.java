/**
 * Popcorn Linux's distributed shared memory, which Stramash replaces: pages move between the
 * kernels by message, after {@code kernel/popcorn/page_server.c} and {@code fh_action.c}. {@link
 * dev.fracas.model.addressspace.popcorn.Popcorn} puts the two kernels together: how each handles a
 * fault of its own threads, how it answers the other's page requests, and the fault handles under
 * both. The defects stand beside the routines that they break, each an override of one method.
 */
@NullMarked
package dev.fracas.model.addressspace.popcorn;

import org.jspecify.annotations.NullMarked;
