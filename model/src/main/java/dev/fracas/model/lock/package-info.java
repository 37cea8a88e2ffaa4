/**
 * Lock protocols that cores of both ISAs can share, the workload that tries them, and what each
 * promises.
 *
 * <p>A protocol is a {@link dev.fracas.model.lock.LockProtocol}: what a core executes to get a lock
 * and to give it back, the {@linkplain dev.fracas.model.lock.use uses} that it is for, and what
 * runs beside. {@code LockWorkload} has every core use it around an unprotected counter, {@link
 * dev.fracas.model.lock.LockObservatory} shows the states of that to the properties of {@code
 * dev.fracas.spec.lock}, and a {@link dev.fracas.model.lock.LockMechanism}, declared at the end of
 * each protocol's file, says which of the properties the protocol keeps, which it is known to lack
 * and on which machines, and lists the defects: small ways of getting it wrong, each of which one
 * property must catch. {@link dev.fracas.model.lock.LockMechanisms} lists all of it.
 *
 * <p>The protocols, from the plainest on:
 *
 * <ul>
 *   <li><b>Whoever comes next.</b> Test-and-set by compare-and-swap ({@code tas}), by load- and
 *       store-exclusive on Arm ({@code tas-exclusive}), with a look before the try ({@code ttas}),
 *       and with waiters that halt until an interrupt wakes them ({@code tas-ipi}). A waiter can be
 *       passed over for ever.
 *   <li><b>First come, first served.</b> Tickets ({@code ticket}), queues of nodes ({@code mcs},
 *       {@code clh}), and Linux's queued spinlock, which is a pending bit and an MCS queue in one
 *       word ({@code qspinlock}).
 *   <li><b>Readers and writers.</b> Linux's queued reader-writer lock ({@code qrwlock}), and its
 *       sequence lock, whose readers take no lock ({@code seqlock}).
 *   <li><b>Loads and stores only.</b> Peterson's filter lock ({@code filter}) and Dekker's ({@code
 *       dekker}), and both without their fences ({@code filter-unfenced}, {@code dekker-unfenced}),
 *       which hold under sequential consistency and break under TSO.
 *   <li><b>The Stramash page-table lock.</b> A queued spinlock in the origin's memory that both
 *       kernels take, with CPU numbers unique over both ({@code stramash-ptl@paper}) and with the
 *       numbers that the released source uses ({@code stramash-ptl@released}).
 *   <li><b>A lock or not.</b> Tickets and the queued spinlock with a trylock ({@code
 *       ticket-trylock}, {@code qspinlock-trylock}), a queue that waiters may leave ({@code osq}),
 *       and printk's lock, which the handler of an interrupt on the same core may only try ({@code
 *       logbuf}).
 *   <li><b>Held and taken again.</b> Linux's lock around an oops, which its owner may take again
 *       ({@code die-lock}); the reader-writer semaphore, whose writer can become a reader ({@code
 *       rwsem}), and one whose only reader can become the writer ({@code rwsem-upgrade}).
 * </ul>
 */
@NullMarked
package dev.fracas.model.lock;

import org.jspecify.annotations.NullMarked;
