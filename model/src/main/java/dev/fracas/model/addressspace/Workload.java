package dev.fracas.model.addressspace;

import dev.fracas.model.MachineDescription;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The threads of a configuration and what they do.
 *
 * @param shape the address space
 * @param cast who runs where
 * @param calls what each thread does, in the order of the threads
 */
record Workload(Shape shape, Cast cast, List<List<Call>> calls) {
    Workload {
        calls = List.copyOf(calls);
    }

    Machine machine(
            MachineDescription description,
            Set<Flaw> flaws,
            BiFunction<AddressSpace, Set<Flaw>, Kernel> reading) {
        AddressSpace space = new AddressSpace(shape, cast);
        Kernel kernel = reading.apply(space, flaws);
        boolean exits = calls.stream().anyMatch(list -> list.contains(new Call.Exit()));
        UserThread thread = new UserThread(space, kernel, exits);
        Program[] programs = new Program[cast.programs()];
        for (int core = 0; core < cast.threads(); core++) {
            Routine r = routine(core);
            thread.run(r, calls.get(core));
            programs[core] = r.build();
        }
        // Who serves has to know who asks: the origin's thread may ask the remote's, never back.
        for (Isa served : List.of(Isa.X86_64, Isa.AARCH64)) {
            cast.worker(served)
                    .ifPresent(core -> {
                        Routine r = routine(core);
                        r.daemon();
                        kernel.serve(r);
                        programs[core] = r.build();
                    });
        }
        for (int interrupted : cast.interrupted()) {
            Routine r = routine(cast.handlerOf(interrupted));
            r.handlerOf(interrupted);
            space.tlbs.handleShootDowns(r, interrupted, flaws.contains(Unmapping.EARLY_ACK));
            programs[cast.handlerOf(interrupted)] = r.build();
        }
        return new Machine(
                List.of(programs),
                description.memory(),
                description.exclusives(),
                new AddressSpaceObservatory(space));
    }

    private Routine routine(int core) {
        return new Routine(core, cast.programs(), cast.isa(core));
    }

    /** Builds a workload thread by thread. */
    static final class Builder {
        private final Shape shape;
        private final List<Isa> isas = new ArrayList<>();
        private final List<List<Call>> calls = new ArrayList<>();
        private List<Isa> serving = List.of();
        private boolean interruptible;

        Builder(Shape shape) {
            this.shape = shape;
        }

        Builder origin(Call... does) {
            return thread(Isa.X86_64, does);
        }

        Builder remote(Call... does) {
            return thread(Isa.AARCH64, does);
        }

        private Builder thread(Isa isa, Call... does) {
            isas.add(isa);
            calls.add(List.of(does));
            return this;
        }

        /** These kernels have a thread that serves messages. */
        Builder serving(Isa... kernels) {
            serving = List.of(kernels);
            return this;
        }

        /** The x86 threads take the interrupts of TLB shootdowns. */
        Builder interruptible() {
            interruptible = true;
            return this;
        }

        Workload build() {
            return new Workload(shape, new Cast(isas, serving, interruptible), calls);
        }
    }
}
