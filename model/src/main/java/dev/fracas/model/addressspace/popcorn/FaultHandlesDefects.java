package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.spec.addressspace.AddressSpaceProperties.FAULT_HANDLE_FREED_ONCE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.INVALIDATION_IS_ACKNOWLEDGED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ONE_LEADER_PER_FAULT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.SINGLE_WRITER_OR_MANY_READERS;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.addressspace.popcorn.FaultAction.Fault;
import dev.fracas.model.kernel.locking.PageTableLock;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import java.util.List;

/** Ways of getting {@link FaultHandles} wrong. */
final class FaultHandlesDefects {
    static final List<KernelDefect<PopcornRoutines>> ALL =
            List.of(
                    new KernelDefect<>(
                            "fault-handles-unlocked",
                            "a fault looks for a handle and makes one without the lock of the hash"
                                    + " bucket",
                            ONE_LEADER_PER_FAULT,
                            "dsm-two-remote-readers-one-writer",
                            popcorn -> popcorn.withFaultHandles(Unlocked::new)),
                    new KernelDefect<>(
                            "leader-frees-handle",
                            "the fault that leads frees the handle although others follow it",
                            FAULT_HANDLE_FREED_ONCE,
                            "two-remote-faults-one-table",
                            popcorn -> popcorn.withFaultHandles(LeaderFrees::new)),
                    new KernelDefect<>(
                            "origin-waits-instead-of-retry",
                            "the origin lets a remote fault wait for its own fault of the page"
                                    + " instead of answering that it be retried",
                            NO_DEADLOCK,
                            "dsm-local-write-against-remote-fault",
                            popcorn -> popcorn.withFaultHandles(WaitsInsteadOfRetry::new)),
                    new KernelDefect<>(
                            "follows-invalidation",
                            "a fault follows a handle that only an invalidation still holds",
                            FAULT_HANDLE_FREED_ONCE,
                            "dsm-two-remote-readers-one-writer",
                            popcorn -> popcorn.withFaultHandles(FollowsInvalidation::new)),
                    new KernelDefect<>(
                            "followers-unlimited",
                            "any number of faults may follow a handle, one after the other",
                            INVALIDATION_IS_ACKNOWLEDGED,
                            "dsm-two-remote-writers-one-writer",
                            popcorn -> popcorn.withFaultHandles(Unlimited::new)),
                    new KernelDefect<>(
                            "invalidation-ignores-fault",
                            "an invalidation does not wait for the fault of the page that is in"
                                    + " progress",
                            SINGLE_WRITER_OR_MANY_READERS,
                            "dsm-local-write-against-remote-fault",
                            popcorn -> popcorn.withFaultHandles(InvalidatesAtOnce::new)));

    private FaultHandlesDefects() {}

    private static final class Unlocked extends FaultHandles {
        Unlocked(AddressSpace space, Isa kernel) {
            super(space, kernel);
        }

        @Override
        protected void lock(Routine r) {}

        @Override
        protected void unlock(Routine r) {}
    }

    private static final class LeaderFrees extends FaultHandles {
        LeaderFrees(AddressSpace space, Isa kernel) {
            super(space, kernel);
        }

        @Override
        protected Condition frees(Register held, Value left) {
            return held.and(HandleWord.INVALIDATE).isEqualTo(0);
        }
    }

    private static final class WaitsInsteadOfRetry extends FaultHandles {
        WaitsInsteadOfRetry(AddressSpace space, Isa kernel) {
            super(space, kernel);
        }

        @Override
        protected void retryNow(Routine r, int page, Register found, Fault incoming) {
            if (incoming.isRemote()) {
                waitForRetry(r, page, found);
            } else {
                super.retryNow(r, page, found, incoming);
            }
        }
    }

    private static final class FollowsInvalidation extends FaultHandles {
        FollowsInvalidation(AddressSpace space, Isa kernel) {
            super(space, kernel);
        }

        @Override
        protected void refuseUnheld(Routine r, Register found, Fault incoming, Label retry) {}
    }

    private static final class Unlimited extends FaultHandles {
        Unlimited(AddressSpace space, Isa kernel) {
            super(space, kernel);
        }

        @Override
        protected void limitFollowers(Routine r, int page, Register found, Label retry) {}

        @Override
        protected long oneFollower() {
            return HandleWord.HOLDER;
        }
    }

    private static final class InvalidatesAtOnce extends FaultHandles {
        InvalidatesAtOnce(AddressSpace space, Isa kernel) {
            super(space, kernel);
        }

        @Override
        protected void waitForFault(
                Routine r, int page, PageTableLock pageTableLock, Register waited) {}
    }
}
