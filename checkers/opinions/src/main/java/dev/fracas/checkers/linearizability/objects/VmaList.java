package dev.fracas.checkers.linearizability.objects;

import static dev.fracas.checkers.linearizability.Result.DONE;
import static dev.fracas.checkers.linearizability.Result.NONE;
import static dev.fracas.checkers.linearizability.SequentialSpecification.noSuchCall;

import dev.fracas.checkers.linearizability.ObjectCall;
import dev.fracas.checkers.linearizability.Result;
import dev.fracas.checkers.linearizability.SequentialSpecification;
import dev.fracas.checkers.linearizability.objects.VmaCall.Find;
import dev.fracas.checkers.linearizability.objects.VmaCall.Map;
import dev.fracas.checkers.linearizability.objects.VmaCall.Protect;
import dev.fracas.checkers.linearizability.objects.VmaCall.Unmap;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The VMAs of a process, one page each, asked by {@link VmaCall}s. Its state is the permission of
 * each page's VMA: 0 for no VMA, 1 to read, 2 to read and write.
 *
 * @param initial the permissions at first, one for each page
 */
public record VmaList(List<Integer> initial) implements SequentialSpecification<List<Integer>> {
    private static final int ABSENT = 0;

    public VmaList {
        initial = List.copyOf(initial);
        if (initial.stream().anyMatch(permission -> permission < 0 || permission > 2)) {
            throw new IllegalArgumentException("a permission is 0, 1 or 2, got " + initial);
        }
    }

    @Override
    public List<Outcome<List<Integer>>> outcomes(
            List<Integer> vmas, String process, ObjectCall call) {
        if (!(call instanceof VmaCall asked) || asked.page() < 0 || asked.page() >= vmas.size()) {
            throw noSuchCall("list of VMAs of " + initial.size() + " pages", call);
        }
        int now = vmas.get(asked.page());
        return List.of(
                switch (asked) {
                    case Map map when now == ABSENT ->
                            new Outcome<>(DONE, with(vmas, map.page(), map.permission()));
                    case Protect protect when now != ABSENT ->
                            new Outcome<>(DONE, with(vmas, protect.page(), protect.permission()));
                    case Unmap unmap -> new Outcome<>(DONE, with(vmas, unmap.page(), ABSENT));
                    case Find _ when now != ABSENT -> new Outcome<>(Result.value(now), vmas);
                    case Map _, Protect _, Find _ -> new Outcome<>(NONE, vmas);
                });
    }

    private static List<Integer> with(List<Integer> vmas, int page, int permission) {
        List<Integer> after = new ArrayList<>(vmas);
        after.set(page, permission);
        return List.copyOf(after);
    }

    /** {@code -}, {@code r}, {@code rw}. */
    static String flags(int permission) {
        return List.of("-", "r", "rw").get(permission);
    }

    @Override
    public String describe(List<Integer> vmas) {
        StringJoiner text = new StringJoiner(", ");
        for (int page = 0; page < vmas.size(); page++) {
            text.add("page %d %s".formatted(page, flags(vmas.get(page))));
        }
        return text.toString();
    }
}
