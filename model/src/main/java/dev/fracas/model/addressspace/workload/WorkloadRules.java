package dev.fracas.model.addressspace.workload;

import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Isa;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which workloads mean something, and which of them a reading has a machine for. */
public final class WorkloadRules {
    private WorkloadRules() {}

    /** Why these tasks are no workload in any reading. */
    public static Optional<String> refusal(int pages, int permission, List<UserTask> tasks) {
        if (permission < AddressSpaceView.NONE || permission > AddressSpaceView.READ_WRITE) {
            return Optional.of("a permission is 0, 1 or 2, not " + permission);
        }
        boolean forks = count(tasks, call -> call instanceof UserCall.Fork) > 0;
        int all = pages + (forks ? 1 : 0);
        if (pages < 1 || all > AddressSpaceWorkload.MAX_PAGES) {
            return Optional.of(
                    "an address space has 1 to %d pages, a child's included, not %d"
                            .formatted(AddressSpaceWorkload.MAX_PAGES, all));
        }
        for (Isa kernel : Isa.values()) {
            long there = tasks.stream().filter(task -> task.visits(kernel)).count();
            if (there > AddressSpaceWorkload.MAX_TASKS) {
                return Optional.of(
                        "a kernel has at most %d tasks, not %d"
                                .formatted(AddressSpaceWorkload.MAX_TASKS, there));
            }
        }
        if (tasks.isEmpty() || tasks.stream().anyMatch(task -> task.calls().isEmpty())) {
            return Optional.of("there is a task, and every task does something");
        }
        for (UserTask task : tasks) {
            for (UserCall call : task.calls()) {
                Optional<String> why = refusal(pages, call);
                if (why.isPresent()) {
                    return why;
                }
            }
        }
        return exitRefusal(tasks)
                .or(() -> forkRefusal(tasks))
                .or(() -> MmapRules.refusal(pages, permission, tasks));
    }

    private static Optional<String> refusal(int pages, UserCall call) {
        return switch (call) {
            case UserCall.Read(int page) -> outside(pages, page);
            case UserCall.Write(int page, int content) ->
                    content < 1 || content > 2
                            ? Optional.of("a page is written 1 or 2, not " + content)
                            : outside(pages, page);
            case UserCall.Unmap(int page) -> outside(pages, page);
            case UserCall.Mmap(int page) -> outside(pages, page);
            case UserCall.Protect(int page) -> outside(pages, page);
            case UserCall.Fork(int page) -> outside(pages, page);
            case UserCall.Migrate() -> Optional.empty();
            case UserCall.Exit() -> Optional.empty();
        };
    }

    private static Optional<String> outside(int pages, int page) {
        return page < 0 || page >= pages
                ? Optional.of("pages are 0 to %d, not %d".formatted(pages - 1, page))
                : Optional.empty();
    }

    private static Optional<String> exitRefusal(List<UserTask> tasks) {
        if (count(tasks, call -> call instanceof UserCall.Exit) > 1) {
            return Optional.of("a process exits once");
        }
        for (UserTask task : tasks) {
            int at = task.calls().indexOf(new UserCall.Exit());
            if (at >= 0 && (at < task.calls().size() - 1 || task.kernelAt(at) != Isa.X86_64)) {
                return Optional.of("exit is a task's last call, at the origin");
            }
        }
        return Optional.empty();
    }

    /**
     * Only what the child has in common with its parent is modelled: one page, whose VMA is as it
     * was at the start.
     */
    private static Optional<String> forkRefusal(List<UserTask> tasks) {
        List<Integer> forked =
                tasks.stream()
                        .flatMap(task -> task.calls().stream())
                        .filter(call -> call instanceof UserCall.Fork)
                        .map(call -> ((UserCall.Fork) call).page())
                        .toList();
        boolean hasChild = tasks.stream().anyMatch(UserTask::ofChild);
        if (forked.isEmpty()) {
            return hasChild ? Optional.of("the tasks of a child need a fork") : Optional.empty();
        }
        if (forked.size() > 1) {
            return Optional.of("there is one child process at most");
        }
        if (count(tasks, call -> call instanceof UserCall.Exit) > 0) {
            return Optional.of("a process that forks does not exit here: the child's frames stay");
        }
        int page = forked.getFirst();
        for (UserTask task : tasks) {
            Optional<String> why =
                    task.ofChild() ? childRefusal(task, page) : parentRefusal(task, page);
            if (why.isPresent()) {
                return why;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> childRefusal(UserTask task, int page) {
        boolean uses =
                task.calls().stream()
                        .allMatch(call ->
                                call.equals(new UserCall.Read(page))
                                        || (call instanceof UserCall.Write(int at, int content)
                                                && at == page));
        return task.startsOn() == Isa.X86_64 && uses
                ? Optional.empty()
                : Optional.of("a child's task is at the origin and uses page " + page + " only");
    }

    private static Optional<String> parentRefusal(UserTask task, int page) {
        int fork = task.calls().indexOf(new UserCall.Fork(page));
        if (fork >= 0 && task.kernelAt(fork) != Isa.X86_64) {
            return Optional.of("fork is called at the origin");
        }
        for (int i = 0; i < task.calls().size(); i++) {
            UserCall call = task.calls().get(i);
            if (MmapRules.changes(call, page) && (fork < 0 || i < fork)) {
                return Optional.of(
                        "the forked page is changed only by the task that forks, and after that");
            }
        }
        return Optional.empty();
    }

    /** Why the reading has no machine for the workload. */
    public static Optional<String> refusal(AddressSpaceWorkload workload, Reading reading) {
        if (reading.equals(Reading.PAPER)) {
            return Optional.empty();
        }
        if (reading.equals(Reading.RELEASED)) {
            return releasedRefusal(workload);
        }
        return reading.equals(Reading.POPCORN)
                ? popcornRefusal(workload)
                : Optional.of("there is no such reading of the kernels");
    }

    private static Optional<String> releasedRefusal(AddressSpaceWorkload workload) {
        if (MmapRules.unmapsWhatItMapped(workload.tasks())) {
            return Optional.of(
                    "what its unlocked walk may find of a page is not clear where the page is mapped and unmapped again");
        }
        if (workload.circumstances().contains(Circumstance.ALLOCATION_FAILS)) {
            return Optional.of("what it does without a page is not modelled");
        }
        if (workload.circumstances().contains(Circumstance.ZONES)) {
            return Optional.of("what it frees twice would leave no free list");
        }
        boolean distributes = workload.circumstances().contains(Circumstance.TABLE_MISSING);
        return distributes && workload.has(UserCall.Fork.class)
                ? Optional.of("a fork of pages that messages have distributed is not modelled")
                : Optional.empty();
    }

    private static Optional<String> popcornRefusal(AddressSpaceWorkload workload) {
        if (workload.has(UserCall.Mmap.class)
                || workload.has(UserCall.Protect.class)
                || workload.has(UserCall.Fork.class)) {
            return Optional.of("its mmap, mprotect and fork are not modelled");
        }
        if (!workload.circumstances().isEmpty() || workload.permission() != 2) {
            return Optional.of("its pages are anonymous, to read and write");
        }
        for (UserTask task : workload.tasks()) {
            for (int i = 0; i < task.calls().size(); i++) {
                if (task.calls().get(i) instanceof UserCall.Unmap
                        && task.kernelAt(i) != Isa.X86_64) {
                    return Optional.of("only its origin unmaps");
                }
            }
        }
        return Optional.empty();
    }

    private static long count(List<UserTask> tasks, Predicate<UserCall> kind) {
        return tasks.stream().flatMap(task -> task.calls().stream()).filter(kind).count();
    }
}
