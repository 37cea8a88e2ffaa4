package dev.fracas.model.addressspace.workload;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.Call;
import dev.fracas.model.addressspace.Shape;
import dev.fracas.model.addressspace.threads.Workload;
import dev.fracas.model.kernel.Threads;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes threads of a workload's tasks. A task that migrates is a thread of each kernel, of which
 * one waits while the other runs; a task of the child waits for the fork; a task that exits waits
 * for every other thread of the origin, since exit stops only the remote's.
 */
public final class WorkloadAssembly {
    /** The event that fork has returned. */
    private static final int FORKED = 0;

    private final AddressSpaceWorkload of;
    private final Reading reading;
    private final List<Isa> isas = new ArrayList<>();
    private final List<List<Call>> threads = new ArrayList<>();

    public WorkloadAssembly(AddressSpaceWorkload of, Reading reading) {
        this.of = of;
        this.reading = reading;
        of.tasks().forEach(this::split);
        if (of.has(UserCall.Exit.class)) {
            exitLast();
        }
    }

    public Workload workload() {
        Threads running = running();
        return new Workload(shape(running), running, threads);
    }

    /** A task's threads: where it starts, and where it migrates to if it does. */
    private void split(UserTask task) {
        int here = addThread(task.startsOn());
        int there = task.migrations() > 0 ? addThread(UserTask.other(task.startsOn())) : here;
        if (task.ofChild()) {
            threads.get(here).add(new Call.WaitFor(FORKED));
        }
        for (UserCall call : task.calls()) {
            List<Call> thread = threads.get(here);
            switch (call) {
                case UserCall.Read(int page) -> thread.add(new Call.Read(number(task, page)));
                case UserCall.Write(int page, int content) ->
                        thread.add(new Call.Write(number(task, page), content));
                case UserCall.Unmap(int page) -> thread.add(new Call.Unmap(page));
                case UserCall.Mmap(int page) -> thread.add(new Call.Mmap(page));
                case UserCall.Protect(int page) -> thread.add(new Call.Protect(page));
                case UserCall.Fork(int page) -> {
                    thread.add(new Call.Fork(page, of.pages()));
                    thread.add(new Call.Post(FORKED));
                }
                case UserCall.Exit() -> thread.add(new Call.Exit());
                case UserCall.Migrate() -> {
                    thread.add(new Call.MigrateTo(there));
                    threads.get(there).add(new Call.ArriveFrom(here));
                    int left = here;
                    here = there;
                    there = left;
                }
            }
        }
    }

    private int addThread(Isa isa) {
        isas.add(isa);
        threads.add(new ArrayList<>());
        return threads.size() - 1;
    }

    /** The child's page comes after all of the parent's. */
    private int number(UserTask task, int page) {
        return task.ofChild() ? of.pages() : page;
    }

    private void exitLast() {
        List<Call> last = new ArrayList<>();
        int event = 0;
        int exiting = 0;
        for (int i = 0; i < threads.size(); i++) {
            if (threads.get(i).contains(new Call.Exit())) {
                exiting = i;
            } else if (isas.get(i) == X86_64) {
                threads.get(i).add(new Call.Post(event));
                last.add(new Call.WaitFor(event));
                event++;
            }
        }
        threads.get(exiting).addAll(threads.get(exiting).size() - 1, last);
    }

    /** Who runs. */
    public Threads running() {
        long origins = isas.stream().filter(isa -> isa == X86_64).count();
        // Some x86 core other than a thread's own may have to flush that thread's TLB.
        boolean interruptible = origins > 1 || (origins == 1 && serving().contains(X86_64));
        Threads threads = Threads.of(isas, serving());
        return interruptible ? threads.interruptedBy(CALL_FUNCTION_VECTOR, X86_64) : threads;
    }

    private List<Isa> serving() {
        if (reading.equals(Reading.POPCORN) || distributes()) {
            return List.of(X86_64, AARCH64);
        }
        List<Isa> serving = new ArrayList<>();
        if (remoteAsks()) {
            serving.add(X86_64);
        }
        if (originAsks()) {
            serving.add(AARCH64);
        }
        return serving;
    }

    /** The released source does as Popcorn does where a level of the origin's table is missing. */
    private boolean distributes() {
        return reading.equals(Reading.RELEASED)
                && of.circumstances().contains(Circumstance.TABLE_MISSING);
    }

    /** A fault of the remote may need the origin, and so do its calls. */
    private boolean remoteAsks() {
        return isas.contains(AARCH64);
    }

    /** What the remote may have mapped has to go, or to be write-protected. */
    private boolean originAsks() {
        boolean changes =
                of.has(UserCall.Unmap.class)
                        || of.has(UserCall.Protect.class)
                        || of.has(UserCall.Exit.class);
        return of.has(UserCall.Fork.class) || (isas.contains(AARCH64) && changes);
    }

    /**
     * A kernel needs a frame for each page that is touched and one for each of its threads that may
     * lose a race, for a fault that gets none is only made again.
     */
    private Shape shape(Threads running) {
        boolean forks = of.has(UserCall.Fork.class);
        int touched = touched() + (forks ? 1 : 0);
        Shape shape =
                Shape.of(
                                of.pages() + (forks ? 1 : 0),
                                touched + programs(running, X86_64),
                                touched + programs(running, AARCH64))
                        .withPermission(of.permission());
        for (Circumstance circumstance : of.circumstances()) {
            shape = shape.with(circumstance.trait());
        }
        if (of.has(UserCall.Mmap.class)) {
            shape = shape.with(Shape.Trait.MAPPED_LATER);
        }
        return forks ? shape.withChild(of.pages()) : shape;
    }

    /** Pages that some task of the process itself reads or writes. */
    private int touched() {
        Set<Integer> pages = new HashSet<>();
        for (UserTask task : of.tasks()) {
            for (UserCall call : task.calls()) {
                if (call instanceof UserCall.Read(int page)) {
                    pages.add(page);
                } else if (call instanceof UserCall.Write(int page, int content)) {
                    pages.add(page);
                }
            }
        }
        return pages.size();
    }

    private static int programs(Threads running, Isa kernel) {
        int tasks = (int) running.tasksOf(kernel).count();
        return tasks + (running.daemons().contains(kernel) ? 1 : 0);
    }
}
