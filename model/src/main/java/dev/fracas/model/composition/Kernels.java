package dev.fracas.model.composition;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Kernel;
import dev.fracas.model.addressspace.PageMessage;
import dev.fracas.model.addressspace.fused.FusedRoutines;
import dev.fracas.model.addressspace.threads.Workload;
import dev.fracas.model.kernel.Threads.Handler;
import dev.fracas.model.kernel.messaging.Channel;
import dev.fracas.model.kernel.messaging.MessageRing;
import dev.fracas.model.kernel.messaging.RingObservatory;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.program.Routine;
import dev.fracas.spec.Isa;

/**
 * What the two kernels are made of: the routines of the address space, the ring by which the remote
 * asks the origin, and what the cores of the origin do when they are interrupted.
 *
 * @param bell the core of the origin that takes the doorbell
 */
record Kernels(
        FusedRoutines routines,
        MessageRing.Maker<PageMessage> ring,
        Interrupts interrupts,
        int bell) {
    /** Says what a core does when it is interrupted. */
    @FunctionalInterface
    interface Interrupts {
        void handle(Routine r, Handler handler, Carried carried);
    }

    /** What one machine carries. */
    record Carried(AddressSpace space, Kernel kernel, MessageRing<PageMessage> ring) {}

    /**
     * As the paper describes them.
     *
     * @param bell a core that also runs a thread and takes shootdowns
     */
    static Kernels paper(int bell) {
        return new Kernels(FusedRoutines.paper(), MessageRing::new, Kernels::byVector, bell);
    }

    Kernels withRing(MessageRing.Maker<PageMessage> other) {
        return new Kernels(routines, other, interrupts, bell);
    }

    Kernels withInterrupts(Interrupts other) {
        return new Kernels(routines, ring, other, bell);
    }

    Kernels withBell(int other) {
        return new Kernels(routines, ring, interrupts, other);
    }

    /** Each vector has a handler of its own. */
    static void byVector(Routine r, Handler handler, Carried carried) {
        if (handler.vectors().contains(Channel.DOORBELL)) {
            carried.ring.handleDoorbell(r);
        } else {
            carried.space.tlbs.handleShootDowns(r, handler.core());
        }
    }

    /** The machine on which they run that workload. */
    Machine machine(MachineDescription description, Workload workload) {
        MessageRing<PageMessage> toOrigin =
                ring.make(
                        workload.threads(),
                        Isa.X86_64,
                        PageMessage.about(workload.shape().pages()),
                        bell);
        FusedRoutines own = routines.withOriginChannel((threads, isa, messages) -> toOrigin);
        AddressSpace space = own.space(workload.shape(), workload.threads());
        Kernel kernel = own.kernel(space);
        Carried carried = new Carried(space, kernel, toOrigin);
        return workload.machine(
                description,
                space,
                kernel,
                (r, handler) -> interrupts.handle(r, handler, carried),
                new RingObservatory(toOrigin.words())
                        .observatory()
                        .and(Workload.observatory(space)));
    }
}
