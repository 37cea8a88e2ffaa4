package dev.fracas.generators.addressspace;

import dev.fracas.model.addressspace.workload.UserCall;
import dev.fracas.model.addressspace.workload.UserTask;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is left of drawn tasks: one fork or one exit at most, at the origin; the forked page is
 * changed only by the task that forks, and after that; nothing comes after exit.
 */
final class SensibleTasks {
    private final Reading reading;
    private final int pages;
    private final int permission;
    private final List<UserTask> tasks = new ArrayList<>();
    private Optional<UserCall.Fork> fork = Optional.empty();
    private boolean exits;

    SensibleTasks(Reading reading, int pages, int permission) {
        this.reading = reading;
        this.pages = pages;
        this.permission = permission;
    }

    int pages() {
        return pages;
    }

    boolean forks() {
        return fork.isPresent();
    }

    /** Adds what is left of a task of the process itself. */
    void addParent(RoughTask task) {
        Isa kernel = task.startsOn();
        List<UserCall> left = new ArrayList<>();
        for (UserCall call : calls(task)) {
            if (!makesSense(call, kernel)) {
                continue;
            }
            left.add(call);
            if (call instanceof UserCall.Fork first) {
                fork = Optional.of(first);
            } else if (call instanceof UserCall.Migrate) {
                kernel = UserTask.other(kernel);
            } else if (call instanceof UserCall.Exit) {
                exits = true;
                break;
            }
        }
        add(new UserTask(task.startsOn(), false, left));
    }

    private List<UserCall> calls(RoughTask task) {
        return task.calls().stream().flatMap(call -> call.of(pages).stream()).toList();
    }

    private boolean makesSense(UserCall call, Isa kernel) {
        boolean popcorn = reading.equals(Reading.POPCORN);
        return switch (call) {
            case UserCall.Read read -> true;
            case UserCall.Write write -> true;
            case UserCall.Migrate migrate -> true;
            case UserCall.Unmap unmap -> !popcorn || kernel == Isa.X86_64;
            case UserCall.Mmap mmap -> !popcorn;
            case UserCall.Protect protect -> !popcorn;
            case UserCall.Fork first -> !popcorn && !forks() && !exits && kernel == Isa.X86_64;
            case UserCall.Exit exit -> !forks() && !exits && kernel == Isa.X86_64;
        };
    }

    /** Adds what is left of a task of the child, if there is a child. */
    void addChild(RoughTask task) {
        fork.ifPresent(first ->
                add(
                        new UserTask(
                                Isa.X86_64,
                                true,
                                calls(task).stream()
                                        .flatMap(call -> inChild(call, first).stream())
                                        .toList())));
    }

    private static Optional<UserCall> inChild(UserCall call, UserCall.Fork fork) {
        return switch (call) {
            case UserCall.Read read -> Optional.of(new UserCall.Read(fork.page()));
            case UserCall.Write write ->
                    Optional.of(new UserCall.Write(fork.page(), write.content()));
            default -> Optional.empty();
        };
    }

    private void add(UserTask task) {
        tasks.add(task);
    }

    /**
     * The task that forks comes first, the child's next: what a machine has no room for is last.
     */
    List<UserTask> tasks() {
        List<UserTask> kept = tasks.stream().map(this::withForkedPageKept).toList();
        return new SensibleMaps(reading, permission)
                .in(kept).stream()
                        .filter(task -> !task.calls().isEmpty())
                        .sorted(Comparator.comparingInt(this::rank))
                        .toList();
    }

    private int rank(UserTask task) {
        if (task.ofChild()) {
            return 1;
        }
        return fork.filter(task.calls()::contains).isPresent() ? 0 : 2;
    }

    private UserTask withForkedPageKept(UserTask task) {
        if (fork.isEmpty()) {
            return task;
        }
        int page = fork.get().page();
        int at = task.calls().indexOf(fork.get());
        List<UserCall> left = new ArrayList<>();
        for (int i = 0; i < task.calls().size(); i++) {
            UserCall call = task.calls().get(i);
            if (!SensibleMaps.changes(call, page) || (at >= 0 && i > at)) {
                left.add(call);
            }
        }
        return new UserTask(task.startsOn(), task.ofChild(), left);
    }
}
