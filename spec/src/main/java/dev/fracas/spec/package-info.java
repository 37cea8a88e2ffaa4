/**
 * What must hold, and which numbers are on record: properties over narrow views, hardware models,
 * memory maps, latency tables and published results. No behaviour.
 */
@NullMarked
package dev.fracas.spec;

import org.jspecify.annotations.NullMarked;
