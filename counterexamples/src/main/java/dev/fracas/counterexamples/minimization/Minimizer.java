package dev.fracas.counterexamples.minimization;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a trace smaller: the machine first, then the number of steps, then the context switches.
 */
public final class Minimizer {
    private final Catalogue catalogue;
    private final ShortestTrace search;

    /**
     * @param search finds shortest traces; {@link ShortestTrace#NONE} where there is no engine
     */
    public Minimizer(Catalogue catalogue, ShortestTrace search) {
        this.catalogue = catalogue;
        this.search = search;
    }

    private record Best(Trace trace, boolean provedShortest) {}

    /**
     * Makes the trace as small as it gets.
     *
     * @throws IllegalArgumentException when the trace does not replay, or names what the catalogue
     *     does not have; the message is one line
     */
    public Minimized minimize(Trace trace) {
        Replay replay = Replay.of(trace, catalogue);
        if (!replay.isConfirmed()) {
            throw new IllegalArgumentException(
                    "only a trace that replays can be minimized: " + replay.headline());
        }
        Trials trials = new Trials(catalogue, replay.property());
        Best small = onSmallestMachine(new Best(trace, false), trials);
        Best brief = shortest(small, trials);
        Trace calm = new FewerSwitches(trials).of(brief.trace()).withNote(note(brief));
        Best best = new Best(calm, brief.provedShortest());
        return new Minimized(calm, best.provedShortest(), explanation(trace, best), trials.count());
    }

    /** What the file may say of itself: no more than was proved. */
    private static String note(Best best) {
        return best.provedShortest()
                ? "minimized, and proved shortest"
                : "minimized, not proved shortest";
    }

    private Best onSmallestMachine(Best start, Trials trials) {
        Best best = start;
        Set<MachineDescription> tried = new HashSet<>();
        Optional<Best> smaller = onSmallerMachine(best.trace(), trials, tried);
        while (smaller.isPresent()) {
            best = smaller.get();
            smaller = onSmallerMachine(best.trace(), trials, tried);
        }
        return best;
    }

    private Optional<Best> onSmallerMachine(
            Trace trace, Trials trials, Set<MachineDescription> tried) {
        for (Trace candidate : SmallerMachines.than(trace)) {
            MachineDescription machine = candidate.machine();
            if (!tried.add(machine) || trials.system(machine).isEmpty()) {
                continue;
            }
            Optional<Best> best =
                    trials.search(search, machine, ShortestTrace.ANY_LENGTH)
                            .map(found -> new Best(found.trace(), found.exhaustive()))
                            .or(() -> trials.attempt(candidate).map(t -> new Best(t, false)));
            if (best.isPresent()) {
                return best;
            }
        }
        return Optional.empty();
    }

    private Best shortest(Best small, Trials trials) {
        if (small.provedShortest()) {
            return small;
        }
        Trace trace = small.trace();
        Optional<ShortestTrace.Found> found =
                trials.search(search, trace.machine(), trace.steps().size());
        if (found.isPresent() && found.get().exhaustive()) {
            return new Best(found.get().trace(), true);
        }
        Trace start = found.map(ShortestTrace.Found::trace).orElse(trace);
        return new Best(new FewerSteps(trials).of(start), false);
    }

    private static String explanation(Trace before, Best best) {
        Trace after = best.trace();
        List<String> changes = new ArrayList<>();
        change(changes, "cores", cores(before), cores(after));
        change(changes, "rounds", before.machine().rounds(), after.machine().rounds());
        change(changes, "memory", memory(before), memory(after));
        change(changes, "steps", before.steps().size(), after.steps().size());
        change(changes, "context switches", before.contextSwitches(), after.contextSwitches());
        String shrunk =
                changes.isEmpty() ? "nothing could be made smaller" : String.join("; ", changes);
        return shrunk
                + (best.provedShortest()
                        ? "; proved shortest: no run of this machine with fewer steps shows it"
                        : "; not proved shortest, but no single step could be left out");
    }

    private static void change(List<String> changes, String what, Object before, Object after) {
        if (!before.equals(after)) {
            changes.add("%s %s -> %s".formatted(what, before, after));
        }
    }

    private static String cores(Trace trace) {
        return trace.machine().cores().stream()
                .map(Isa::shortName)
                .collect(Collectors.joining(","));
    }

    private static String memory(Trace trace) {
        return trace.machine().memory().text();
    }
}
