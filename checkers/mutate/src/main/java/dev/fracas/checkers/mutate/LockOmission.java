package dev.fracas.checkers.mutate;

import dev.fracas.model.program.SourceLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call that takes or releases a lock is left out: all that it emits. */
record LockOmission() implements MutationOperator {
    /** How the kind of a place begins that is a call. */
    static final String CALL = "call of ";

    @Override
    public String id() {
        return "drop-lock";
    }

    @Override
    public String sentence() {
        return "a lock is not taken, or not released";
    }

    /** A method, and the line that calls it. */
    private record CallSite(SourceLine caller, String called) {
        Place place() {
            return new Place(caller, CALL + called);
        }
    }

    @Override
    public List<Slip> slips(Sheet sheet) {
        List<Slip> slips = new ArrayList<>();
        Map<CallSite, Integer> begun = new LinkedHashMap<>();
        for (int i = 0; i <= sheet.size(); i++) {
            List<CallSite> here = i < sheet.size() ? calls(sheet, i) : List.of();
            int end = i;
            begun.entrySet()
                    .removeIf(call -> {
                        boolean isOver = !here.contains(call.getKey());
                        if (isOver) {
                            slips.add(
                                    new Slip(
                                            call.getKey().place(),
                                            id(),
                                            call.getValue(),
                                            end,
                                            List.of()));
                        }
                        return isOver;
                    });
            here.forEach(call -> begun.putIfAbsent(call, end));
        }
        return slips;
    }

    /**
     * The calls of locking methods, from lines that may be got wrong, that emitted an instruction.
     */
    private static List<CallSite> calls(Sheet sheet, int index) {
        List<SourceLine> lines = sheet.source(index);
        List<CallSite> calls = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            SourceLine called = lines.get(i);
            SourceLine caller = lines.get(i + 1);
            if (sheet.scope().locking().contains(called.method())
                    && !called.where().equals(caller.where())
                    && !sheet.scope().fixed().contains(caller.type())) {
                calls.add(new CallSite(caller, called.where()));
            }
        }
        return calls;
    }
}
