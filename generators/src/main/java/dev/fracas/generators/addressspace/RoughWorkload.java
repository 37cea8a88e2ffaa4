package dev.fracas.generators.addressspace;

import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.addressspace.workload.Circumstance;
import dev.fracas.model.addressspace.workload.UserCall;
import dev.fracas.model.addressspace.workload.UserTask;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Isa;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A workload as it is drawn: its parts are independent of each other, which is what makes it shrink
 * well. What means nothing in its place, and what the reading cannot do, is left out.
 *
 * @param maxTasks tasks of one process on one kernel
 */
record RoughWorkload(
        int pages,
        int permission,
        Set<Circumstance> circumstances,
        List<RoughTask> tasks,
        int maxTasks) {
    RoughWorkload {
        circumstances = Set.copyOf(circumstances);
        tasks = List.copyOf(tasks);
    }

    /** The workload that is left. */
    AddressSpaceWorkload workload(Reading reading) {
        List<RoughTask> some = withinMaxTasks();
        // A fork's copy of a page counts as one more.
        SensibleTasks sense =
                new SensibleTasks(
                        reading, Math.min(pages, AddressSpaceWorkload.MAX_PAGES - 1), permission);
        some.stream().filter(task -> !task.isOfChild()).forEach(sense::addParent);
        some.stream().filter(RoughTask::isOfChild).forEach(sense::addChild);
        List<UserTask> left = new ArrayList<>(sense.tasks());
        if (left.isEmpty()) {
            left.add(UserTask.origin(new UserCall.Read(0)));
        }
        AddressSpaceWorkload workload = of(reading, sense, left);
        while (workload.unsuitable(reading).isPresent()) {
            left.removeLast();
            workload = of(reading, sense, left);
        }
        return workload;
    }

    private AddressSpaceWorkload of(Reading reading, SensibleTasks sense, List<UserTask> left) {
        Set<Circumstance> kept = EnumSet.noneOf(Circumstance.class);
        kept.addAll(circumstances);
        if (reading.equals(Reading.RELEASED)) {
            kept.remove(Circumstance.ALLOCATION_FAILS);
            if (sense.forks()) {
                kept.remove(Circumstance.TABLE_MISSING);
            }
        }
        boolean popcorn = reading.equals(Reading.POPCORN);
        return new AddressSpaceWorkload(
                sense.forks() ? sense.pages() : pages,
                popcorn ? AddressSpaceView.READ_WRITE : permission,
                popcorn ? Set.of() : kept,
                left);
    }

    /** A task for which its kernel has no room is left out; else it stays there if need be. */
    private List<RoughTask> withinMaxTasks() {
        List<RoughTask> some = new ArrayList<>();
        for (RoughTask task : tasks) {
            if (hasRoom(some, task, UserTask.other(task.startsOn()))) {
                addIfRoom(some, task);
            } else {
                addIfRoom(some, task.withoutMigrations());
            }
        }
        return some;
    }

    private void addIfRoom(List<RoughTask> some, RoughTask task) {
        if (hasRoom(some, task, task.startsOn())) {
            some.add(task);
        }
    }

    /** The kernel can have the task, too, or never sees it. */
    private boolean hasRoom(List<RoughTask> some, RoughTask task, Isa kernel) {
        List<RoughTask> there = some.stream().filter(each -> each.mayVisit(kernel)).toList();
        long ofSameProcess =
                there.stream().filter(each -> each.isOfChild() == task.isOfChild()).count();
        return !task.mayVisit(kernel)
                || (ofSameProcess < maxTasks && there.size() < AddressSpaceWorkload.MAX_TASKS);
    }
}
