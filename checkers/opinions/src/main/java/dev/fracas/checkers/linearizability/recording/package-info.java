/**
 * Histories of machines: a {@link dev.fracas.checkers.linearizability.recording.HistoryRecorder}
 * lets a machine run by chance, and a {@link dev.fracas.checkers.linearizability.recording.Probe}
 * reads off each step which call began or returned in it. Probes go by views, and by the notes of
 * {@link dev.fracas.model.kernel.CallNote}; they know no family.
 */
@NullMarked
package dev.fracas.checkers.linearizability.recording;

import org.jspecify.annotations.NullMarked;
