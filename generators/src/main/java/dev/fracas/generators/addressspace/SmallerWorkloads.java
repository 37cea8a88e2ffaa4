package dev.fracas.generators.addressspace;

import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.addressspace.workload.Circumstance;
import dev.fracas.model.addressspace.workload.UserCall;
import dev.fracas.model.addressspace.workload.UserTask;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The workloads that are one thing smaller than a workload, for whoever shrinks one without jqwik:
 * it knows how a value was drawn, and a workload that comes by its name was not. Whoever goes from
 * one to a smaller one comes to an end, since none of them is larger in anything.
 */
public final class SmallerWorkloads {
    /** A call with its page, in the part of a workload's name that tells the tasks. */
    private static final Pattern PAGE = Pattern.compile("(?<=-)([a-z]+)(\\d+)");

    private final AddressSpaceWorkload of;
    private final List<AddressSpaceWorkload> smaller = new ArrayList<>();

    private SmallerWorkloads(AddressSpaceWorkload of) {
        this.of = of;
    }

    /**
     * Those that mean something, the most wanted first: a task fewer, a circumstance, a page, a
     * call, then what is plainer.
     */
    public static List<AddressSpaceWorkload> than(AddressSpaceWorkload workload) {
        SmallerWorkloads all = new SmallerWorkloads(workload);
        all.withoutATask();
        all.withoutACircumstance();
        all.withAPageFewer();
        all.withoutACall();
        all.plainer();
        return List.copyOf(all.smaller);
    }

    private void withoutATask() {
        for (int i = 0; i < of.tasks().size(); i++) {
            List<UserTask> left = new ArrayList<>(of.tasks());
            left.remove(i);
            add(() -> with(of.circumstances(), left));
        }
    }

    private void withoutACircumstance() {
        for (Circumstance circumstance : of.circumstances()) {
            Set<Circumstance> left = EnumSet.copyOf(of.circumstances());
            left.remove(circumstance);
            add(() -> with(left, of.tasks()));
        }
    }

    /** What is done to the last page is done to page 0, or to nobody where it is not touched. */
    private void withAPageFewer() {
        int last = of.pages() - 1;
        if (last > 0) {
            add(() -> renumbered(last, 0));
        }
    }

    /** By the name, which says of every kind of call alike which page it is about. */
    private AddressSpaceWorkload renumbered(int gone, int instead) {
        String name = of.name();
        String head = name.substring(0, name.indexOf('_'));
        String tasks =
                PAGE.matcher(name.substring(head.length()))
                        .replaceAll(call -> call.group(1) + page(call, gone, instead));
        AddressSpaceWorkload merged = AddressSpaceWorkload.named(head + tasks);
        return new AddressSpaceWorkload(
                of.pages() - 1, of.permission(), of.circumstances(), merged.tasks());
    }

    private static int page(MatchResult call, int gone, int instead) {
        int page = Integer.parseInt(call.group(2));
        return page == gone ? instead : page;
    }

    private void withoutACall() {
        eachCall((task, i) -> {
            List<UserCall> left = new ArrayList<>(task.calls());
            left.remove(i);
            return left;
        });
    }

    private void plainer() {
        if (of.permission() != AddressSpaceView.READ_WRITE) {
            add(() -> of.withPermission(AddressSpaceView.READ_WRITE));
        }
        eachCall((task, i) -> {
            List<UserCall> left = new ArrayList<>(task.calls());
            if (left.get(i) instanceof UserCall.Write(int page, int content)) {
                left.set(i, content > 1 ? new UserCall.Write(page, 1) : new UserCall.Read(page));
            }
            return left;
        });
    }

    /** Changes one call of a task. */
    private interface Change {
        List<UserCall> of(UserTask task, int call);
    }

    private void eachCall(Change change) {
        for (int t = 0; t < of.tasks().size(); t++) {
            UserTask task = of.tasks().get(t);
            for (int i = 0; i < task.calls().size(); i++) {
                List<UserCall> calls = change.of(task, i);
                if (!calls.equals(task.calls())) {
                    List<UserTask> tasks = new ArrayList<>(of.tasks());
                    tasks.set(t, new UserTask(task.startsOn(), task.ofChild(), calls));
                    add(() -> with(of.circumstances(), tasks));
                }
            }
        }
    }

    private AddressSpaceWorkload with(Set<Circumstance> circumstances, List<UserTask> tasks) {
        return new AddressSpaceWorkload(of.pages(), of.permission(), circumstances, tasks);
    }

    /** What would mean nothing is left out. */
    private void add(Supplier<AddressSpaceWorkload> workload) {
        try {
            smaller.add(workload.get());
        } catch (IllegalArgumentException meansNothing) {
            // such as a child's task without the fork
        }
    }
}
