/**
 * What a run costs in cycles: the third reading of a program. An {@link
 * dev.fracas.model.timing.Estimator} replays a run of a machine, follows the MESI state of each
 * cache line through it (the paper's sections 7.3 and 8.1) and charges what the hardware's latency
 * tables say, for each core and along the critical path.
 *
 * <p><b>The caches.</b> Every core has caches of its own, and the cores of one architecture share a
 * last-level cache; in the fully shared model all cores do. Caches are of unlimited capacity, so
 * that a line leaves one only when another core writes it. It follows that a hit is always a
 * first-level hit, that a second level is never charged (but for a core without a third, where it
 * is the shared one), and that what is charged is sharing: the first touch of a line and its
 * travels after that.
 *
 * <ul>
 *   <li>A copy of the core's own serves a load; a modified or exclusive one serves a store too.
 *   <li>A core with the same last-level cache has a copy: that cache serves the access, and settles
 *       who may keep a copy, at its latency.
 *   <li>Otherwise memory serves it, local or remote by the hardware model, unless a store finds the
 *       data in a shared copy of its own.
 *   <li>Copies beyond the core's last-level cache cost one snoop more: a <em>snoop data</em> for a
 *       load that no nearer cache serves, a <em>snoop invalidate</em> for a store.
 * </ul>
 *
 * <p>An atomic access is one store, whether it changes the value or not. A store-exclusive whose
 * architectural monitor is lost touches no line.
 *
 * <p><b>Time.</b> Each instruction takes a cycle, and its access what was said above. Instructions
 * that touch registers only take a cycle each; ghosts, and what only serves them, take nothing. A
 * step begins when its core has finished the step before and the line has been written by the core
 * that it comes from. It does not wait for readers of what it overwrites: their copies are
 * invalidated, whatever they are at. A spin is a load like any other.
 *
 * <p>A store that enters a store buffer takes its one cycle. Its access is charged when it is
 * flushed, behind the flushes of earlier stores but beside the core's instructions, and only what
 * drains the buffer (a fence, a locked operation, sending an interrupt) waits for it. A full buffer
 * holds nobody up: its depth bounds the exploration and is not the hardware's. A load that its own
 * buffer serves is a first-level hit.
 *
 * <p>An interrupt that is sent becomes pending after the latency of an interrupt, which keeps no
 * core busy. The program that handles the interrupts of a core runs on that core: its instructions
 * and those of the interrupted program follow one another, they have one cache and one store
 * buffer, and that buffer drains between the two. Where no interrupt is pending, a handler that
 * waits for one takes no cycles.
 */
@NullMarked
package dev.fracas.model.timing;

import org.jspecify.annotations.NullMarked;
