package dev.fracas.checkers.mutate;

import dev.fracas.model.program.Locking;
import dev.fracas.model.program.Zone;
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

    @Override
    public List<Mutation> mutations(OriginalProgram original) {
        List<Mutation> mutations = new ArrayList<>();
        Map<Locking, Integer> begun = new LinkedHashMap<>();
        for (int i = 0; i <= original.size(); i++) {
            List<Locking> here = i < original.size() ? calls(original, i) : List.of();
            int end = i;
            begun.entrySet()
                    .removeIf(call -> {
                        boolean isOver = !here.contains(call.getKey());
                        if (isOver) {
                            mutations.add(
                                    new Mutation(
                                            place(call.getKey()),
                                            id(),
                                            call.getValue(),
                                            end,
                                            List.of()));
                        }
                        return isOver;
                    });
            here.forEach(call -> begun.putIfAbsent(call, end));
        }
        return mutations;
    }

    /** The calls of a lock's routines from the mechanism's own lines, as far as they emitted it. */
    private static List<Locking> calls(OriginalProgram original, int index) {
        return original.site(index).notes().stream()
                .filter(note -> note instanceof Locking call && call.zone() == Zone.KERNEL)
                .map(Locking.class::cast)
                .toList();
    }

    private static Place place(Locking call) {
        return new Place(call.caller(), CALL + call.routine().where());
    }
}
