/**
 * Popcorn Linux's distributed shared memory, which Stramash replaces: pages that move between the\n
 * * kernels by message, after {@code kernel/popcorn/page_server.c} and {@code fh_action.c}.
 */
@NullMarked
package dev.fracas.model.addressspace.popcorn;

import org.jspecify.annotations.NullMarked;
