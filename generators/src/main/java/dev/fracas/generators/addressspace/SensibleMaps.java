package dev.fracas.generators.addressspace;

import dev.fracas.model.addressspace.workload.UserCall;
import dev.fracas.model.addressspace.workload.UserTask;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is left of {@code mmap} where tasks were drawn: the first task that maps a page changes its
 * mapping alone, and unmaps it first where it is mapped.
 *
 * @param permission of every page at first
 */
record SensibleMaps(Reading reading, int permission) {
    /** More is not to be told from less: {@code mmap}s of a page are counted modulo four. */
    private static final int MOST_MAPS = 3;

    /** The tasks with what makes sense. */
    List<UserTask> in(List<UserTask> tasks) {
        Map<Integer, Integer> mapper = new HashMap<>();
        for (int task = 0; task < tasks.size(); task++) {
            for (UserCall call : tasks.get(task).calls()) {
                if (call instanceof UserCall.Mmap(int page)) {
                    mapper.putIfAbsent(page, task);
                }
            }
        }
        List<UserTask> left = new ArrayList<>();
        for (int task = 0; task < tasks.size(); task++) {
            Set<Integer> own = new HashSet<>();
            Set<Integer> others = new HashSet<>();
            for (Map.Entry<Integer, Integer> each : mapper.entrySet()) {
                (each.getValue() == task ? own : others).add(each.getKey());
            }
            left.add(left(tasks.get(task), own, others));
        }
        return left;
    }

    private UserTask left(UserTask task, Set<Integer> own, Set<Integer> others) {
        List<UserCall> left = new ArrayList<>();
        for (UserCall call : task.calls()) {
            if (others.stream().noneMatch(page -> changes(call, page))) {
                left.add(call);
            }
        }
        for (int page : own) {
            left = withMapsOf(page, left);
        }
        return new UserTask(task.startsOn(), task.ofChild(), left);
    }

    private List<UserCall> withMapsOf(int page, List<UserCall> calls) {
        UserCall map = new UserCall.Mmap(page);
        UserCall unmap = new UserCall.Unmap(page);
        List<UserCall> left = new ArrayList<>();
        boolean mapped = permission != AddressSpaceView.NONE;
        int maps = 0;
        for (UserCall call : calls) {
            // What the released walk may find of a page that comes and goes is not clear.
            boolean mayGo = reading.equals(Reading.PAPER) || maps == 0;
            if (call.equals(map)) {
                if (maps == MOST_MAPS || (mapped && !mayGo)) {
                    continue;
                }
                if (mapped) {
                    left.add(unmap);
                }
                left.add(map);
                mapped = true;
                maps++;
            } else if (!call.equals(unmap)) {
                left.add(call);
            } else if (mayGo) {
                left.add(unmap);
                mapped = false;
            }
        }
        return left;
    }

    /** The call maps, unmaps or protects the page. */
    static boolean changes(UserCall call, int page) {
        return call.equals(new UserCall.Unmap(page))
                || call.equals(new UserCall.Mmap(page))
                || call.equals(new UserCall.Protect(page));
    }
}
