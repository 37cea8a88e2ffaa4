package dev.fracas.checkers.linearizability.recording;

import static dev.fracas.checkers.linearizability.Result.DONE;
import static dev.fracas.checkers.linearizability.Result.NONE;

import dev.fracas.checkers.linearizability.Result;
import dev.fracas.checkers.linearizability.SequentialSpecification;
import dev.fracas.checkers.linearizability.objects.VmaCall;
import dev.fracas.checkers.linearizability.objects.VmaList;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Load;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.WordArray;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Sees what is asked of the origin's VMAs in a machine of an address space. The calls {@code mmap},
 * {@code munmap} and {@code mprotect} of a thread go from the pause of that name to the pause
 * {@code returns}; an mprotect found a VMA if the origin's tree was given one meanwhile. Where a
 * VMA is taken out of the tree otherwise, at exit or for a thread of the other kernel, that store
 * is an unmap of its own. A find is one pass through {@code popcorn_vma_find}, from its first
 * instruction to its last, and returns what it loaded last.
 */
public final class VmaProbe implements Probe {
    /** What the history calls the list. */
    public static final String VMAS = "origin vmas";

    private static final String FINDS = "popcorn_vma_find";
    private static final String UNMAPS = "munmap ";
    private static final String MAPS = "mmap ";
    private static final String PROTECTS = "mprotect ";
    private static final String RETURNS = "returns";
    private static final String TREE = "x86 vma";

    private static final String COPY = "arm vma";

    /** The tree's words, the structures that they lead to, and the other kernel's copies. */
    private static final Set<String> LOADED = Set.of(TREE, "x86 vm_area", COPY);

    private static final int READ_ONLY = 1;
    private static final int READ_WRITE = 2;

    /** A find under way: the page that it looks for, once that was seen, and what it found. */
    private record Finding(OptionalInt page, int permission) {}

    private final Machine machine;
    private final NamedSteps names;
    private final WordArray tree;
    private final Map<String, Finding> finding = new HashMap<>();
    private final Map<String, VmaCall> changing = new HashMap<>();
    private final Set<Integer> protectedPages = new HashSet<>();

    /**
     * @throws IllegalArgumentException when no program has to do with the origin's VMAs
     */
    public VmaProbe(Machine machine) {
        this.machine = machine;
        names = new NamedSteps(machine);
        tree =
                machine.locations().arrays().stream()
                        .filter(array -> array.name().equals(TREE))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("no program looks at a VMA"));
    }

    /** The list, as it is at first. */
    public Map<String, SequentialSpecification<?>> objects() {
        List<Integer> permissions = tree.initials().stream().map(Long::intValue).toList();
        return Map.of(VMAS, new VmaList(permissions));
    }

    @Override
    public void starts(long[] state, CallLog log) {
        for (int core = 0; core < machine.cores(); core++) {
            comesTo(state, core, log);
        }
    }

    @Override
    public void stepped(long[] before, Effect effect, CallLog log) {
        int core = effect.step().core();
        String process = names.process(core);
        noteProtected(effect);
        if (finding.containsKey(process)) {
            noteLoaded(process, effect);
            if (!names.routine(effect.after(), core).equals(FINDS)) {
                found(process, log);
            }
        }
        String pause = names.executed(effect).map(NamedSteps::pause).orElse("");
        if (pause.equals(RETURNS) && changing.containsKey(process)) {
            returns(process, log);
        }
        if (log.isOpen(process) && !changing.containsKey(process) && takesOut(effect)) {
            log.end(process, DONE);
        }
        comesTo(effect.after(), core, log);
    }

    private void comesTo(long[] state, int core, CallLog log) {
        String process = names.process(core);
        if (log.isOpen(process)) {
            return;
        }
        String pause = names.next(state, core).map(NamedSteps::pause).orElse("");
        if (names.routine(state, core).equals(FINDS)) {
            log.begin(process, VMAS);
            finding.put(process, new Finding(OptionalInt.empty(), 0));
            return;
        }
        names.next(state, core)
                .flatMap(this::taken)
                .ifPresent(page -> log.begin(process, VMAS, new VmaCall.Unmap(page)));
        change(pause)
                .ifPresent(call -> {
                    log.begin(process, VMAS, call);
                    changing.put(process, call);
                    if (call instanceof VmaCall.Protect) {
                        protectedPages.remove(call.page());
                    }
                });
    }

    /** The page whose VMA the instruction takes out of the tree. */
    private Optional<Integer> taken(Instruction instruction) {
        return instruction instanceof Store store
                        && store.to().array().equals(tree)
                        && store.value().equals(Value.constant(0))
                        && store.to().index() instanceof Value.Constant page
                ? Optional.of((int) page.value())
                : Optional.empty();
    }

    private boolean takesOut(Effect effect) {
        return names.executed(effect).flatMap(this::taken).isPresent();
    }

    private static Optional<VmaCall> change(String pause) {
        if (pause.startsWith(UNMAPS)) {
            return Optional.of(new VmaCall.Unmap(page(pause, UNMAPS)));
        }
        if (pause.startsWith(MAPS)) {
            return Optional.of(new VmaCall.Map(page(pause, MAPS), READ_WRITE));
        }
        return pause.startsWith(PROTECTS)
                ? Optional.of(new VmaCall.Protect(page(pause, PROTECTS), READ_ONLY))
                : Optional.empty();
    }

    private static int page(String pause, String call) {
        return Integer.parseInt(pause.substring(call.length()));
    }

    private void noteProtected(Effect effect) {
        boolean stores = names.executed(effect).filter(Store.class::isInstance).isPresent();
        if (stores && names.accessed(effect).equals(TREE) && effect.valueWritten() != 0) {
            protectedPages.add(names.index(effect));
        }
    }

    private void noteLoaded(String process, Effect effect) {
        boolean loads = names.executed(effect).filter(Load.class::isInstance).isPresent();
        if (!loads || !LOADED.contains(names.accessed(effect))) {
            return;
        }
        // The tree is asked for the page first; the copy that a find returns is the page's.
        boolean isPages =
                names.accessed(effect).equals(COPY) || names.accessed(effect).equals(TREE);
        finding.computeIfPresent(
                process,
                (_, so) -> {
                    boolean named = names.accessed(effect).equals(COPY) || so.page.isEmpty();
                    OptionalInt page =
                            isPages && named ? OptionalInt.of(names.index(effect)) : so.page;
                    return new Finding(page, (int) effect.valueRead());
                });
    }

    private void found(String process, CallLog log) {
        Finding end = finding.remove(process);
        if (end == null || end.page.isEmpty()) {
            throw new IllegalStateException(process + " looked for no VMA in " + FINDS);
        }
        Result result = end.permission == 0 ? NONE : Result.value(end.permission);
        log.end(process, new VmaCall.Find(end.page.getAsInt()), result);
    }

    private void returns(String process, CallLog log) {
        VmaCall call = changing.remove(process);
        boolean changed =
                !(call instanceof VmaCall.Protect protect)
                        || protectedPages.contains(protect.page());
        log.end(process, changed ? DONE : NONE);
    }
}
