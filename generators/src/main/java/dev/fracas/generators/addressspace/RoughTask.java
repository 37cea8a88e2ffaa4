package dev.fracas.generators.addressspace;

import dev.fracas.spec.Isa;
import java.util.List;

/** A task as it is drawn. */
record RoughTask(Place place, List<RoughCall> calls) {
    /** Where the task starts, the plainest first. */
    enum Place {
        ORIGIN,
        REMOTE,
        /** At the origin, in the child process; there is no such task without a fork. */
        CHILD
    }

    RoughTask {
        calls = List.copyOf(calls);
    }

    boolean isOfChild() {
        return place == Place.CHILD;
    }

    Isa startsOn() {
        return place == Place.REMOTE ? Isa.AARCH64 : Isa.X86_64;
    }

    /** The task is there at some time; a child's tasks stay where they are. */
    boolean mayVisit(Isa kernel) {
        return startsOn() == kernel
                || (!isOfChild() && calls.stream().anyMatch(RoughTask::migrates));
    }

    RoughTask withoutMigrations() {
        return new RoughTask(place, calls.stream().filter(call -> !migrates(call)).toList());
    }

    private static boolean migrates(RoughCall call) {
        return call.kind() == RoughCall.Kind.MIGRATE;
    }
}
