/**
 * The ways in which a lock can be used. A {@link dev.fracas.model.lock.use.LockUse} is one round of
 * a core at a lock, and says what the lock owes for it; a lock lists those that it is for, and the
 * workload picks one of them for each round.
 *
 * <ul>
 *   <li>{@link dev.fracas.model.lock.use.ExclusiveUse} and {@link
 *       dev.fracas.model.lock.use.SharedUse}: wait, be inside, release.
 *   <li>{@link dev.fracas.model.lock.use.OptimisticReadUse}: read without a lock, and again when a
 *       writer came between.
 *   <li>{@link dev.fracas.model.lock.use.TryUse} and {@link dev.fracas.model.lock.use.TimedUse}:
 *       get inside, or go on without the lock.
 *   <li>{@link dev.fracas.model.lock.use.RecursiveUse}: acquire again while holding.
 *   <li>{@link dev.fracas.model.lock.use.UpgradeUse} and {@link
 *       dev.fracas.model.lock.use.DowngradeUse}: from reader to writer, from writer to reader.
 * </ul>
 *
 * <p>A {@link dev.fracas.model.lock.use.CriticalSection} is what all of them stand around: the
 * protected data, and the notes and ghosts by which properties see who does what. {@link
 * dev.fracas.model.lock.use.LockCompanion}s are programs beside the cores that contend.
 */
@NullMarked
package dev.fracas.model.lock.use;

import org.jspecify.annotations.NullMarked;
