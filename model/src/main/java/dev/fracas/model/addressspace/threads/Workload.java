package dev.fracas.model.addressspace.threads;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Call;
import dev.fracas.model.addressspace.Kernel;
import dev.fracas.model.addressspace.KernelRoutines;
import dev.fracas.model.addressspace.Shape;
import dev.fracas.model.kernel.CallNote;
import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.pages.ZoneObservatory;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;

/**
 * The threads of a configuration and what they do.
 *
 * @param shape the address space
 * @param threads who runs where
 * @param calls what each thread does, in the order of the threads
 */
public record Workload(Shape shape, Threads threads, List<List<Call>> calls) {
    public Workload {
        calls = calls.stream().map(List::copyOf).toList();
    }

    /**
     * A page may be mapped anew by a thread that knows that it is not mapped: the thread that alone
     * changes its mapping. What the user program may expect is clear then. {@code MmapRules} says
     * the same of tasks, which may be two threads.
     */
    private static void refuseUnclearMaps(Shape shape, List<List<Call>> calls) {
        for (int page = 0; page < shape.pages(); page++) {
            int changed = page;
            List<List<Call>> changes =
                    calls.stream()
                            .map(list -> list.stream().filter(c -> changes(c, changed)).toList())
                            .filter(list -> !list.isEmpty())
                            .toList();
            boolean maps =
                    changes.stream().flatMap(List::stream).anyMatch(c -> c instanceof Call.Mmap);
            if (maps && (changes.size() > 1 || !shape.has(Shape.Trait.MAPPED_LATER))) {
                throw new IllegalArgumentException(
                        "page %d is mapped by a call: expected one thread that changes its mapping, and %s"
                                .formatted(page, Shape.Trait.MAPPED_LATER));
            }
            boolean mapped = shape.permission() != 0;
            for (Call change : maps ? changes.getFirst() : List.<Call>of()) {
                if (change instanceof Call.Mmap && mapped) {
                    throw new IllegalArgumentException(
                            "page %d is mapped where it is mapped already".formatted(page));
                }
                mapped = !(change instanceof Call.Unmap);
            }
        }
    }

    private static boolean changes(Call call, int page) {
        return switch (call) {
            case Call.Mmap mmap -> mmap.page() == page;
            case Call.Unmap unmap -> unmap.page() == page;
            case Call.Protect protect -> protect.page() == page;
            case Call.Read read -> false;
            case Call.Write write -> false;
            case Call.Fork fork -> false;
            case Call.Exit exit -> false;
            case Call.Post post -> false;
            case Call.WaitFor wait -> false;
            case Call.MigrateTo to -> false;
            case Call.ArriveFrom from -> false;
        };
    }

    /** Says what the handler of a core's interrupts does. */
    @FunctionalInterface
    public interface Interrupted {
        void handle(Routine r, Threads.Handler handler);
    }

    /** The machine that carries an address space, and nothing else. */
    public Machine machine(MachineDescription description, KernelRoutines routines) {
        AddressSpace space = routines.space(shape, threads);
        return machine(
                description,
                space,
                routines.kernel(space),
                (r, handler) -> space.tlbs.handleShootDowns(r, handler.core()),
                observatory(space));
    }

    /** Shows an address space, and the zones that its frames come from. */
    public static Observatory observatory(AddressSpace space) {
        return new AddressSpaceObservatory(space)
                .observatory()
                .and(new ZoneObservatory(space.frames.zones()).observatory());
    }

    /**
     * A machine that carries an address space, and perhaps other things.
     *
     * @param space of this shape and these threads
     * @param kernel over that space
     * @param interrupted says what the handlers do; the programs of all others are built first
     */
    public Machine machine(
            MachineDescription description,
            AddressSpace space,
            Kernel kernel,
            Interrupted interrupted,
            Observatory observatory) {
        boolean exits = calls.stream().anyMatch(list -> list.contains(new Call.Exit()));
        UserThread thread = new UserThread(space, kernel, exits);
        CallNote vmas =
                new CallNote.HasVmas(space.vmas(Isa.X86_64), space.vmArea, space.vmas(Isa.AARCH64));
        Program[] programs = new Program[threads.programs()];
        for (int core = 0; core < threads.tasks().size(); core++) {
            Routine r = routine(core);
            List<Call> its = calls.get(core);
            r.noted(vmas, () -> r.workload(() -> thread.run(r, its)));
            programs[core] = r.build();
        }
        // The server has to know the clients: the origin's thread may ask the remote's, never back.
        for (Isa served : List.of(Isa.X86_64, Isa.AARCH64)) {
            threads.daemonOf(served)
                    .ifPresent(core -> {
                        Routine r = routine(core);
                        r.daemon();
                        r.noted(vmas, () -> kernel.serve(r));
                        programs[core] = r.build();
                    });
        }
        for (int i = 0; i < threads.handlers().size(); i++) {
            Routine r = routine(threads.program(i));
            interrupted.handle(r, threads.handlers().get(i));
            programs[r.core()] = r.build();
        }
        return new Machine(
                List.of(programs), description.memory(), description.exclusives(), observatory);
    }

    private Routine routine(int core) {
        return new Routine(core, threads.programs(), threads.isa(core));
    }

    /** Builds a workload thread by thread. */
    public static final class Builder {
        private final Shape shape;
        private final List<Isa> isas = new ArrayList<>();
        private final List<List<Call>> calls = new ArrayList<>();
        private List<Isa> serving = List.of();
        private boolean interruptible;
        private final List<Threads.Handler> handlers = new ArrayList<>();

        public Builder(Shape shape) {
            this.shape = shape;
        }

        public Builder origin(Call... does) {
            return thread(Isa.X86_64, does);
        }

        public Builder remote(Call... does) {
            return thread(Isa.AARCH64, does);
        }

        private Builder thread(Isa isa, Call... does) {
            isas.add(isa);
            calls.add(List.of(does));
            return this;
        }

        /** These kernels have a thread that serves messages. */
        public Builder serving(Isa... kernels) {
            serving = List.of(kernels);
            return this;
        }

        /** The x86 threads take the interrupts of TLB shootdowns. */
        public Builder interruptible() {
            interruptible = true;
            return this;
        }

        /** One more handler of interrupts of that core, behind those of shootdowns. */
        public Builder handler(int core, InterruptVector... vectors) {
            handlers.add(new Threads.Handler(core, List.of(vectors)));
            return this;
        }

        public Workload build() {
            refuseUnclearMaps(shape, calls);
            return new Workload(shape, threads(), calls);
        }

        private Threads threads() {
            Threads threads = Threads.of(isas, serving);
            if (interruptible) {
                threads = threads.interruptedBy(CALL_FUNCTION_VECTOR, Isa.X86_64);
            }
            List<Threads.Handler> all = new ArrayList<>(threads.handlers());
            all.addAll(handlers);
            return new Threads(threads.tasks(), threads.daemons(), all);
        }
    }
}
