package dev.fracas.model.addressspace.threads;

import dev.fracas.model.ViewWords.CoreNames;
import dev.fracas.spec.Isa;
import dev.fracas.spec.addressspace.AddressSpaceStep;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What a state of an address space shows of a violation: what a core noticed that it should not
 * have, or, where no core has noticed anything, what page tables and TLBs say.
 */
final class AddressSpaceWords {
    private final CoreNames names;
    private final AddressSpaceView view;

    private AddressSpaceWords(CoreNames names, AddressSpaceView view) {
        this.names = names;
        this.view = view;
    }

    static String ofState(AddressSpaceView view, CoreNames names) {
        AddressSpaceWords account = new AddressSpaceWords(names, view);
        List<String> noticed = account.noticed();
        if (!noticed.isEmpty()) {
            return String.join(", ", noticed);
        }
        // A wrong count may be old, and says nothing of what is mapped now.
        List<String> clauses = account.negativeCounts();
        clauses.add(account.mappings());
        return String.join(", ", clauses);
    }

    static String ofStep(AddressSpaceStep step, String action, CoreNames names) {
        return action + ", and then " + ofState(step.after(), names);
    }

    private List<String> negativeCounts() {
        List<String> clauses = new ArrayList<>();
        for (Isa kernel : Isa.values()) {
            int resident = view.residentFrames(kernel);
            String count = kernel.shortName() + " counts " + resident + " resident frames";
            note(clauses, resident < 0, count);
        }
        return clauses;
    }

    private List<String> noticed() {
        List<String> clauses = new ArrayList<>();
        note(clauses, view.wrongFirstRead(), "a page that nobody wrote was read as something else");
        note(clauses, view.wrongRead(), "a read returned something else than the last write");
        note(clauses, view.illegalAccess(), "an access succeeded that no VMA allowed");
        note(clauses, view.wrongSignal(), "an access that was allowed throughout got a signal");
        note(clauses, view.tookStaleVma(), "the walker took a VMA that the origin never had then");
        note(clauses, view.readFreedVma(), "a VMA was read after it had been freed");
        note(clauses, view.freedTwice(), "a free frame was freed");
        note(clauses, view.handleMisused(), "a fault handle was misused");
        return clauses;
    }

    private static void note(List<String> clauses, boolean holds, String clause) {
        if (holds) {
            clauses.add(clause);
        }
    }

    private String mappings() {
        List<String> clauses = new ArrayList<>();
        BitSet mentioned = new BitSet();
        for (int page = 0; page < view.pages(); page++) {
            for (Isa kernel : Isa.values()) {
                leaf(clauses, mentioned, kernel, page);
            }
            for (int core = 0; core < view.cores(); core++) {
                if (view.cached(core, page)) {
                    int frame = view.cachedFrame(core, page);
                    mentioned.set(frame);
                    String how = mapped(frame, view.cachedWritable(core, page));
                    String name = names.of(1 << core);
                    clauses.add("the TLB of " + name + " maps page " + page + " to " + how);
                }
            }
        }
        mentioned.stream()
                .filter(frame -> view.isFree(frame) && !view.isZeroPage(frame))
                .forEach(frame -> clauses.add("frame " + frame + " is free"));
        if (clauses.isEmpty()) {
            clauses.add("no leaf and no TLB maps a page");
            vmas(clauses);
            usedFrames(clauses);
        }
        return String.join(", ", clauses);
    }

    private void vmas(List<String> clauses) {
        for (Isa kernel : Isa.values()) {
            for (int page = 0; page < view.pages(); page++) {
                String allows =
                        switch (view.vma(kernel, page)) {
                            case AddressSpaceView.NONE -> " has no VMA of page ";
                            case AddressSpaceView.READ -> " has a VMA to read page ";
                            default -> " has a VMA to write page ";
                        };
                clauses.add(kernel.shortName() + allows + page);
            }
        }
    }

    private void usedFrames(List<String> clauses) {
        for (int page = 0; page < view.pages(); page++) {
            for (int frame = 1; frame < view.frames(); frame++) {
                if (view.isUsedFor(frame, page) && !view.isZeroPage(frame)) {
                    clauses.add("frame " + frame + " is in use for page " + page);
                }
            }
        }
    }

    private void leaf(List<String> clauses, BitSet mentioned, Isa kernel, int page) {
        if (view.leafPresent(kernel, page)) {
            int frame = view.leafFrame(kernel, page);
            mentioned.set(frame);
            clauses.add(
                    "the %s leaf%s maps page %d to %s"
                            .formatted(
                                    kernel.shortName(),
                                    view.leafForeign(kernel, page) ? " in foreign format" : "",
                                    page,
                                    mapped(frame, view.leafWritable(kernel, page))));
        }
    }

    private String mapped(int frame, boolean writable) {
        String what = "frame " + frame;
        if (frame == 0) {
            what = "no frame";
        } else if (view.isZeroPage(frame)) {
            what = "the zero page";
        }
        return what + (writable ? " for writing" : " for reading");
    }
}
