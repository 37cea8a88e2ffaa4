package dev.fracas.model.addressspace.workload;

import dev.fracas.spec.Isa;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A workload in a word that can be part of a file's name: the pages with their permission and the
 * circumstances, then each task, then each call of it.
 *
 * <pre>
 *   2pages-readonly-privatefile_x86-r0-w1=2-u0_arm-p1-m-r0
 *   1page_x86-w0=1-f0_child-r0_arm-w0=2
 * </pre>
 *
 * <p>{@code r} reads, {@code w} writes, {@code u} unmaps, {@code a} maps anew, {@code p} protects
 * and {@code f} forks a page; {@code m} migrates, {@code x} exits.
 */
public final class WorkloadName {
    private static final String CHILD = "child";
    private static final List<String> PERMISSIONS = List.of("noaccess", "readonly", "");
    private static final Pattern PAGES = Pattern.compile("(\\d{1,2})pages?");
    private static final Pattern CALL =
            Pattern.compile("([ruapf])(\\d{1,2})|w(\\d{1,2})=(\\d)|[mx]");

    private WorkloadName() {}

    public static String of(AddressSpaceWorkload workload) {
        List<String> head = new ArrayList<>();
        head.add(workload.pages() + (workload.pages() == 1 ? "page" : "pages"));
        if (workload.permission() != AddressSpaceView.READ_WRITE) {
            head.add(PERMISSIONS.get(workload.permission()));
        }
        workload.circumstances().forEach(circumstance -> head.add(circumstance.id()));
        List<String> parts = new ArrayList<>();
        parts.add(String.join("-", head));
        workload.tasks().forEach(task -> parts.add(of(task)));
        return String.join("_", parts);
    }

    private static String of(UserTask task) {
        String who = task.ofChild() ? CHILD : task.startsOn().shortName();
        return task.calls().stream()
                .map(call -> "-" + of(call))
                .collect(Collectors.joining("", who, ""));
    }

    private static String of(UserCall call) {
        return switch (call) {
            case UserCall.Read(int page) -> "r" + page;
            case UserCall.Write(int page, int content) -> "w" + page + "=" + content;
            case UserCall.Unmap(int page) -> "u" + page;
            case UserCall.Mmap(int page) -> "a" + page;
            case UserCall.Protect(int page) -> "p" + page;
            case UserCall.Fork(int page) -> "f" + page;
            case UserCall.Migrate() -> "m";
            case UserCall.Exit() -> "x";
        };
    }

    public static AddressSpaceWorkload parse(String name) {
        List<String> parts = split(name, "_");
        List<String> head = split(parts.getFirst(), "-");
        Matcher pages = PAGES.matcher(head.getFirst());
        if (!pages.matches()) {
            throw unreadable(name, head.getFirst());
        }
        int permission = AddressSpaceView.READ_WRITE;
        Set<Circumstance> circumstances = EnumSet.noneOf(Circumstance.class);
        for (String word : head.subList(1, head.size())) {
            if (PERMISSIONS.contains(word)) {
                permission = PERMISSIONS.indexOf(word);
            } else {
                circumstances.add(
                        Arrays.stream(Circumstance.values())
                                .filter(circumstance -> circumstance.id().equals(word))
                                .findFirst()
                                .orElseThrow(() -> unreadable(name, word)));
            }
        }
        List<UserTask> tasks =
                parts.subList(1, parts.size()).stream().map(part -> task(name, part)).toList();
        return new AddressSpaceWorkload(
                Integer.parseInt(pages.group(1)), permission, circumstances, tasks);
    }

    private static UserTask task(String name, String part) {
        List<String> words = split(part, "-");
        String who = words.getFirst();
        boolean ofChild = who.equals(CHILD);
        Isa isa =
                ofChild
                        ? Isa.X86_64
                        : Arrays.stream(Isa.values())
                                .filter(each -> each.shortName().equals(who))
                                .findFirst()
                                .orElseThrow(() -> unreadable(name, who));
        List<UserCall> calls =
                words.subList(1, words.size()).stream().map(word -> call(name, word)).toList();
        return new UserTask(isa, ofChild, calls);
    }

    private static UserCall call(String name, String word) {
        Matcher call = CALL.matcher(word);
        if (!call.matches()) {
            throw unreadable(name, word);
        }
        return switch (word.charAt(0)) {
            case 'r' -> new UserCall.Read(Integer.parseInt(call.group(2)));
            case 'u' -> new UserCall.Unmap(Integer.parseInt(call.group(2)));
            case 'a' -> new UserCall.Mmap(Integer.parseInt(call.group(2)));
            case 'p' -> new UserCall.Protect(Integer.parseInt(call.group(2)));
            case 'f' -> new UserCall.Fork(Integer.parseInt(call.group(2)));
            case 'w' ->
                    new UserCall.Write(
                            Integer.parseInt(call.group(3)), Integer.parseInt(call.group(4)));
            case 'm' -> new UserCall.Migrate();
            default -> new UserCall.Exit();
        };
    }

    private static List<String> split(String text, String at) {
        return List.of(text.split(at, -1));
    }

    private static IllegalArgumentException unreadable(String name, String word) {
        return new IllegalArgumentException("no workload '%s': '%s'".formatted(name, word));
    }
}
