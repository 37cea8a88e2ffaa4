package dev.fracas.checkers.linearizability.recording;

import static dev.fracas.checkers.linearizability.Result.DONE;
import static dev.fracas.checkers.linearizability.Result.NONE;

import dev.fracas.checkers.linearizability.Result;
import dev.fracas.checkers.linearizability.SequentialSpecification;
import dev.fracas.checkers.linearizability.objects.VmaCall;
import dev.fracas.checkers.linearizability.objects.VmaList;
import dev.fracas.model.kernel.CallNote;
import dev.fracas.model.kernel.CallNote.BeginsChange;
import dev.fracas.model.kernel.CallNote.EndsChange;
import dev.fracas.model.kernel.CallNote.FindsVma;
import dev.fracas.model.kernel.CallNote.HasVmas;
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
 * Sees what is asked of the origin's VMAs, as {@link CallNote} says: {@code mmap}, {@code munmap}
 * and {@code mprotect} of a thread go from {@link BeginsChange} to {@link EndsChange}; an mprotect
 * found a VMA if the origin's tree was given one meanwhile. Where a VMA is taken out of the tree
 * otherwise, at exit or for a thread of the other kernel, that store is an unmap of its own. A find
 * is one stay where a core {@link FindsVma}, and returns what it loaded last.
 */
public final class VmaProbe implements Probe {
    /** What the history calls the list. */
    public static final String VMAS = "origin vmas";

    private static final int READ_ONLY = 1;
    private static final int READ_WRITE = 2;

    /** A find under way: the page that it looks for, once that was seen, and what it found. */
    private record Finding(OptionalInt page, int permission) {}

    private final Machine machine;
    private final NotedSteps notes;
    private final HasVmas vmas;
    private final Map<String, Finding> finding = new HashMap<>();
    private final Map<String, VmaCall> changing = new HashMap<>();
    private final Set<Integer> protectedPages = new HashSet<>();

    /**
     * @throws IllegalArgumentException when no program has to do with the origin's VMAs
     */
    public VmaProbe(Machine machine) {
        this.machine = machine;
        notes = new NotedSteps(machine);
        vmas =
                notes.all(HasVmas.class)
                        .filter(all -> machine.locations().arrays().contains(all.tree()))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("no program looks at a VMA"));
    }

    /** The list, as it is at first. */
    public Map<String, SequentialSpecification<?>> objects() {
        List<Integer> permissions = vmas.tree().initials().stream().map(Long::intValue).toList();
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
        String process = notes.process(core);
        noteProtected(effect);
        if (finding.containsKey(process)) {
            noteLoaded(process, effect);
            if (notes.comesTo(effect.after(), core, FindsVma.class).isEmpty()) {
                found(process, log);
            }
        }
        if (notes.executed(effect, EndsChange.class).isPresent() && changing.containsKey(process)) {
            returns(process, log);
        }
        if (log.isOpen(process) && !changing.containsKey(process) && takesOut(effect)) {
            log.end(process, DONE);
        }
        comesTo(effect.after(), core, log);
    }

    private void comesTo(long[] state, int core, CallLog log) {
        String process = notes.process(core);
        if (log.isOpen(process)) {
            return;
        }
        if (notes.comesTo(state, core, FindsVma.class).isPresent()) {
            log.begin(process, VMAS);
            finding.put(process, new Finding(OptionalInt.empty(), 0));
            return;
        }
        notes.next(state, core)
                .flatMap(this::taken)
                .ifPresent(page -> log.begin(process, VMAS, new VmaCall.Unmap(page)));
        notes.comesTo(state, core, BeginsChange.class)
                .map(VmaProbe::call)
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
                        && store.to().array().equals(vmas.tree())
                        && store.value().equals(Value.constant(0))
                        && store.to().index() instanceof Value.Constant page
                ? Optional.of((int) page.value())
                : Optional.empty();
    }

    private boolean takesOut(Effect effect) {
        return notes.executed(effect).flatMap(this::taken).isPresent();
    }

    private static VmaCall call(BeginsChange begun) {
        return switch (begun.change()) {
            case UNMAP -> new VmaCall.Unmap(begun.page());
            case MAP -> new VmaCall.Map(begun.page(), READ_WRITE);
            case PROTECT -> new VmaCall.Protect(begun.page(), READ_ONLY);
        };
    }

    private void noteProtected(Effect effect) {
        boolean stores = notes.executed(effect).filter(Store.class::isInstance).isPresent();
        if (stores && isIn(vmas.tree(), effect) && effect.valueWritten() != 0) {
            protectedPages.add(notes.index(effect));
        }
    }

    private void noteLoaded(String process, Effect effect) {
        boolean loads = notes.executed(effect).filter(Load.class::isInstance).isPresent();
        boolean isCopy = isIn(vmas.copies(), effect);
        boolean isPages = isCopy || isIn(vmas.tree(), effect);
        if (!loads || !(isPages || isIn(vmas.areas(), effect))) {
            return;
        }
        // The tree is asked for the page first; the copy that a find returns is the page's.
        finding.computeIfPresent(
                process,
                (_, so) -> {
                    boolean named = isCopy || so.page.isEmpty();
                    OptionalInt page =
                            isPages && named ? OptionalInt.of(notes.index(effect)) : so.page;
                    return new Finding(page, (int) effect.valueRead());
                });
    }

    private boolean isIn(WordArray words, Effect effect) {
        return notes.accessed(effect).filter(words::equals).isPresent();
    }

    private void found(String process, CallLog log) {
        Finding end = finding.remove(process);
        if (end == null || end.page.isEmpty()) {
            throw new IllegalStateException(process + " looked for no VMA where it finds one");
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
