package dev.fracas.checkers.peers;

import dev.fracas.model.machine.view.CoreSet;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.program.Note;

/** Shows how many cores stand before an instruction with the note {@link Critical}. */
final class PeerObservatory {
    /** The last instruction of a critical section: a core that stands before it is inside. */
    record Critical() implements Note {}

    static final Observatory OBSERVATORY =
            Observatory.GENERAL.showing(
                    CriticalView.class,
                    state -> {
                        CoreSet inside = state.cores(new Critical());
                        return () -> Integer.bitCount(inside.mask());
                    });

    private PeerObservatory() {}
}
