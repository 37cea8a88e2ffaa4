/**
 * Schedules: who moves when, independent of the machine that they are run on.
 *
 * <p>{@link dev.fracas.generators.schedule.Schedule} is a value that a jqwik property takes as it
 * takes a number: {@code @Property void holds(@ForAll Schedule schedule)}. Running it gives a
 * {@link dev.fracas.generators.schedule.ScheduledRun}, whose steps make a trace.
 */
@NullMarked
package dev.fracas.generators.schedule;

import org.jspecify.annotations.NullMarked;
