package dev.fracas.model.program;

/**
 * The instruction is part of a call that takes or releases a lock. Noted while lines of source are
 * {@link SourceLine#recorded}.
 *
 * @param caller the line that calls
 * @param routine the line of the lock's routine that said so
 * @param zone whose the calling line is
 */
public record Locking(SourceLine caller, SourceLine routine, Zone zone) implements Note {
    @Override
    public String words() {
        return "";
    }
}
