package dev.fracas.model.addressspace.workload;

import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a task may map a page: {@code mmap} of a page that is mapped is another call, and what a
 * user may expect of a page that two tasks map and unmap depends on who comes first.
 */
public final class MmapRules {
    /** Ghosts count how often a page is mapped modulo four. */
    public static final int MOST_MAPS = 3;

    private MmapRules() {}

    /** Why a page cannot be mapped as these tasks do. */
    public static Optional<String> refusal(int pages, int permission, List<UserTask> tasks) {
        for (int page = 0; page < pages; page++) {
            List<List<UserCall>> changes = changes(tasks, page);
            boolean isMapped =
                    changes.stream().anyMatch(list -> list.stream().anyMatch(MmapRules::maps));
            if (isMapped && changes.size() > 1) {
                return Optional.of(
                        "a page that is mapped anew has one task that changes its mapping, and page %d has %d"
                                .formatted(page, changes.size()));
            }
            if (isMapped) {
                Optional<String> why =
                        refusal(page, permission != AddressSpaceView.NONE, changes.getFirst());
                if (why.isPresent()) {
                    return why;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> refusal(int page, boolean atFirst, List<UserCall> changes) {
        boolean mapped = atFirst;
        int maps = 0;
        for (UserCall change : changes) {
            if (maps(change)) {
                if (mapped) {
                    return Optional.of(
                            "page %d is mapped where it is mapped already".formatted(page));
                }
                mapped = true;
                maps++;
            } else if (change instanceof UserCall.Unmap) {
                mapped = false;
            }
        }
        return maps > MOST_MAPS
                ? Optional.of(
                        "a page is mapped at most %d times, not %d".formatted(MOST_MAPS, maps))
                : Optional.empty();
    }

    /** What each task that changes the page's mapping does to it. */
    private static List<List<UserCall>> changes(List<UserTask> tasks, int page) {
        List<List<UserCall>> all = new ArrayList<>();
        for (UserTask task : tasks) {
            List<UserCall> of = task.calls().stream().filter(call -> changes(call, page)).toList();
            if (!of.isEmpty()) {
                all.add(of);
            }
        }
        return all;
    }

    private static boolean maps(UserCall call) {
        return call instanceof UserCall.Mmap;
    }

    /** The call maps, unmaps or protects the page. */
    public static boolean changes(UserCall call, int page) {
        return call.equals(new UserCall.Unmap(page))
                || call.equals(new UserCall.Mmap(page))
                || call.equals(new UserCall.Protect(page));
    }

    /** Some page is mapped and, by the same task, unmapped again. */
    public static boolean unmapsWhatItMapped(List<UserTask> tasks) {
        for (UserTask task : tasks) {
            List<UserCall> calls = task.calls();
            for (int i = 0; i < calls.size(); i++) {
                if (calls.get(i) instanceof UserCall.Mmap(int page)
                        && calls.subList(i, calls.size()).contains(new UserCall.Unmap(page))) {
                    return true;
                }
            }
        }
        return false;
    }
}
