package dev.fracas.model.addressspace.workload;

import dev.fracas.spec.Isa;
import java.util.List;

/**
 * A user task and what it does.
 *
 * @param startsOn the kernel that it starts on; x86 is the origin
 * @param ofChild it belongs to the process that {@link UserCall.Fork} makes, and starts when fork
 *     has returned
 * @param calls in their order, at least one
 */
public record UserTask(Isa startsOn, boolean ofChild, List<UserCall> calls) {
    public UserTask {
        calls = List.copyOf(calls);
    }

    /** A task that starts at the origin. */
    public static UserTask origin(UserCall... calls) {
        return new UserTask(Isa.X86_64, false, List.of(calls));
    }

    /** A task that has migrated before the workload starts. */
    public static UserTask remote(UserCall... calls) {
        return new UserTask(Isa.AARCH64, false, List.of(calls));
    }

    /** A task of the child process, at the origin. */
    public static UserTask child(UserCall... calls) {
        return new UserTask(Isa.X86_64, true, List.of(calls));
    }

    /** How often the task changes the kernel. */
    public int migrations() {
        return (int) calls.stream().filter(call -> call instanceof UserCall.Migrate).count();
    }

    /** The task is on that kernel at some time. */
    public boolean visits(Isa kernel) {
        return startsOn == kernel || migrations() > 0;
    }

    /** The kernel that the task is on when its call of that number begins. */
    public Isa kernelAt(int call) {
        long before = calls.stream().limit(call).filter(c -> c instanceof UserCall.Migrate).count();
        return before % 2 == 0 ? startsOn : other(startsOn);
    }

    /** Where a task goes that migrates from there. */
    public static Isa other(Isa kernel) {
        return kernel == Isa.X86_64 ? Isa.AARCH64 : Isa.X86_64;
    }
}
