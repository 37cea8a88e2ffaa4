package dev.fracas.checkers.cli;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.mutate.Campaign;
import dev.fracas.checkers.mutate.ExhaustiveKiller;
import dev.fracas.checkers.mutate.HuntKiller;
import dev.fracas.checkers.mutate.HuntScore;
import dev.fracas.checkers.mutate.Killer;
import dev.fracas.checkers.mutate.KillerKind;
import dev.fracas.checkers.mutate.Mutant;
import dev.fracas.checkers.mutate.MutationJson;
import dev.fracas.checkers.mutate.MutationNotes;
import dev.fracas.checkers.mutate.MutationOperators;
import dev.fracas.checkers.mutate.MutationScore;
import dev.fracas.checkers.mutate.MutationSubjects;
import dev.fracas.checkers.mutate.MutationTables;
import dev.fracas.checkers.mutate.ReviewedSurvivors;
import dev.fracas.checkers.mutate.Subject;
import dev.fracas.checkers.mutate.SubjectReport;
import dev.fracas.checkers.report.Figures;
import dev.fracas.model.mechanism.Mechanism;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fracas mutate}: whether the checks would notice. */
@Command(
        name = "mutate",
        mixinStandardHelpOptions = true,
        version = Fracas.VERSION,
        sortOptions = false,
        description = {
            "Mutates every line of the mechanisms and says whether the checks notice.",
            "Each mutant is checked exhaustively until a property is violated: killed by it, or"
                    + " survived. A survivor should be in the file of those that a person has looked"
                    + " at, with the reason; one that is not is new. Each mutant is hunted besides,"
                    + " by random runs of a fixed number of steps, and those are listed of which the"
                    + " two say different things."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every survivor is in the file",
            "1:a mutant survives that is not in the file, or one that is in it is killed; a hunt kills what is said"
                    + " to be equivalent, or was seen to hold on the same machine",
            "2:the command line is wrong; one line says why",
            "3:incomplete: a bound or Ctrl-C cut it short, and nothing above was found"
        })
final class MutateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "MECHANISM",
            arity = "0..*",
            description =
                    "Whose mutants: a mechanism's, or those of all mechanisms of a family in one reading,"
                            + " FAMILY@READING, or of every family, READING. Default: all"
                            + " mechanisms that go on any machine and keep their safety, and all readings"
                            + " of the others that keep everything.")
    private List<String> mechanisms = new ArrayList<>();

    @Option(
            names = "--operators",
            paramLabel = "OPERATOR",
            split = ",",
            description =
                    "Only mutants of these operators: split-atomic, swap-accesses, off-by-one, drop-lock,"
                            + " drop-fence, weaken, drop-branch, negate-branch, drop-wait, drop-store,"
                            + " drop-flush, drop-ipi. Default: all.")
    private List<String> operators = new ArrayList<>();

    @Option(
            names = "--mutant",
            paramLabel = "TEXT",
            split = ",",
            description = "Only mutants whose id contains one of these texts.")
    private List<String> parts = new ArrayList<>();

    @Option(
            names = "--by",
            paramLabel = "KILLER",
            split = ",",
            description = "exhaustive, hunt or both. Default: exhaustive,hunt.")
    private List<KillerKind> by = List.of(KillerKind.values());

    @Mixin private MachineOptions machine = new MachineOptions();

    @Option(
            names = "--within-rounds",
            description = "Leave endless forms out, and with them liveness.")
    private boolean withinRounds;

    @Option(
            names = "--max-states",
            paramLabel = "N",
            description =
                    "Give a mutant up at N distinct states, 1 or more. Default: 3000000. Mechanisms that"
                            + " are larger themselves are left out.")
    private long maxStates = 3_000_000;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Give a mutant up after that time on one machine. Default: 2m.")
    private Duration timeout = Duration.ofMinutes(2);

    @Option(
            names = "--large",
            paramLabel = "N",
            description =
                    "A machine of more than N states is only checked for mutants that make no difference on"
                            + " any smaller one. Default: 400000.")
    private long large = 400_000;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "Steps of the runs that hunt a mutant on one machine, 1 or more. Default: ${DEFAULT-VALUE}.")
    private long steps = HuntKiller.STEPS;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the hunts: any whole number. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "Mutants at a time, 1 to 64; results do not depend on it. Default: one for each"
                            + " processor.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--reviewed",
            paramLabel = "FILE",
            description =
                    "Survivors that were looked at. Default: the file that comes with Fracas.")
    private Optional<Path> reviewed = Optional.empty();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write every mutant and what became of it to this file.")
    private Optional<Path> json = Optional.empty();

    private final PrintWriter out;
    private final Repertoire repertoire;
    private final StopSignal stop;
    private final CampaignDisplay display;
    private final List<SubjectReport> reports = new ArrayList<>();

    MutateCommand(PrintWriter out, PrintWriter err, Repertoire repertoire, StopSignal stop) {
        this.out = out;
        this.repertoire = repertoire;
        this.stop = stop;
        this.display = new CampaignDisplay(err);
    }

    @Override
    public Integer call() {
        long started = System.nanoTime();
        refuseNonsense();
        ReviewedSurvivors known = known();
        MutationSubjects all = new MutationSubjects(repertoire.families(), machine, withinRounds);
        List<Subject> subjects =
                mechanisms.isEmpty()
                        ? all.byDefault()
                        : mechanisms.stream().flatMap(word -> named(all, word).stream()).toList();
        writeJson(known);
        MutationTables rows =
                new MutationTables(
                        "subject",
                        Stream.concat(subjects.stream().map(Subject::name), Stream.of("all"))
                                .toList(),
                        EnumSet.copyOf(by));
        refuseToMutateNothing(subjects);
        opening();
        print(rows.header() + "\n");
        try {
            for (Subject subject : subjects) {
                if (!stop.isGiven()) {
                    SubjectReport report = report(subject, all);
                    reports.add(report);
                    HuntScore its = SubjectReport.score(List.of(report), known);
                    print(rows.row(subject.name(), its) + "\n");
                }
            }
        } finally {
            writeJson(known);
        }
        HuntScore score = SubjectReport.score(reports, known);
        print(rows.row("all", score) + "\n");
        byOperator(score);
        notes(score, subjects.size());
        print(
                "\n%stook %s%n"
                        .formatted(
                                MutationNotes.closing(score, EnumSet.copyOf(by)),
                                Figures.time((System.nanoTime() - started) / 1e9)));
        return status(score, subjects.size());
    }

    private List<Subject> named(MutationSubjects all, String word) {
        List<Subject> groups = all.groups(word);
        if (!groups.isEmpty()) {
            return groups;
        }
        Mechanism mechanism = repertoire.mechanism(word);
        try {
            return List.of(all.of(mechanism));
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    private SubjectReport report(Subject subject, MutationSubjects all) {
        return new SubjectReport(
                subject,
                is(KillerKind.EXHAUSTIVE)
                        ? Optional.of(campaign(exhaustive()).run(subject))
                        : Optional.empty(),
                is(KillerKind.HUNT)
                        ? Optional.of(campaign(hunt(subject)).run(all.hunted(subject)))
                        : Optional.empty());
    }

    private boolean is(KillerKind kind) {
        return by.contains(kind);
    }

    private Campaign campaign(Killer killer) {
        return new Campaign(killer, this::isWanted, large, workers, stop, display);
    }

    private Killer exhaustive() {
        return new ExhaustiveKiller(
                Bounds.none()
                        .withMaxStates(maxStates)
                        .withMaxBytes(Bounds.none().maxBytes() / workers)
                        .withTimeout(timeout));
    }

    private HuntKiller hunt(Subject subject) {
        return HuntKiller.inTurns(seed, steps, MutationSubjects.longestRun(subject));
    }

    private boolean isWanted(Mutant mutant) {
        return (operators.isEmpty() || operators.contains(mutant.operator()))
                && (parts.isEmpty() || parts.stream().anyMatch(mutant.id()::contains));
    }

    private void refuseToMutateNothing(List<Subject> subjects) {
        boolean some =
                subjects.stream()
                        .flatMap(subject -> MutationOperators.mutants(subject).stream())
                        .anyMatch(this::isWanted);
        if (!some) {
            String names = String.join(", ", subjects.stream().map(Subject::name).toList());
            throw new UserError(
                    "no mutant of %s is of these operators and has these texts in its id"
                            .formatted(names));
        }
    }

    private void refuseNonsense() {
        for (String operator : operators) {
            if (!MutationOperators.ids().contains(operator)) {
                throw new UserError(
                        "unknown operator '%s': expected one of %s"
                                .formatted(operator, String.join(", ", MutationOperators.ids())));
            }
        }
        atLeastOne("--max-states", maxStates);
        atLeastOne("--large", large);
        atLeastOne("--steps", steps);
        if (workers < 1 || workers > 64) {
            throw new UserError("--workers: 1 to 64, got " + workers);
        }
    }

    private static void atLeastOne(String option, long number) {
        if (number < 1) {
            throw new UserError(option + ": 1 or more, got " + number);
        }
    }

    private ReviewedSurvivors known() {
        if (reviewed.isEmpty()) {
            return ReviewedSurvivors.ours();
        }
        try {
            return ReviewedSurvivors.parse(Files.readString(reviewed.get()));
        } catch (IOException e) {
            throw new UserError("--reviewed: cannot read " + reviewed.get());
        } catch (IllegalArgumentException e) {
            throw new UserError("--reviewed: " + e.getMessage());
        }
    }

    private void writeJson(ReviewedSurvivors known) {
        if (json.isPresent()) {
            try {
                Files.writeString(json.get(), MutationJson.of(reports, known));
            } catch (IOException e) {
                throw new UserError("--json: cannot write " + json.get());
            }
        }
    }

    private void opening() {
        if (is(KillerKind.EXHAUSTIVE)) {
            print(
                    "killer        exhaustive, to %d states and %s on each machine; large from %d states%n"
                            .formatted(maxStates, Figures.time(timeout.toMillis() / 1e3), large));
        }
        if (is(KillerKind.HUNT)) {
            print(
                    "killer        hunt, seed %d, %s on each machine; %s in turns%n"
                            .formatted(seed, Figures.count(steps, "step"), HuntKiller.STRATEGIES));
        }
        print("\n");
    }

    private void byOperator(HuntScore score) {
        MutationTables rows =
                new MutationTables("operator", MutationOperators.ids(), EnumSet.copyOf(by));
        print("\n" + rows.header() + "\n");
        for (String operator : MutationOperators.ids()) {
            HuntScore its = score.ofOperator(operator);
            if (its.mutants() > 0) {
                print(rows.row(operator, its) + "\n");
            }
        }
    }

    private void notes(HuntScore score, int subjects) {
        print(MutationNotes.mutants(score));
        reports.forEach(report -> print(MutationNotes.tooLarge(report)));
        if (stop.isGiven()) {
            print(
                    "%nStopped by %s: %d mutants and %d subjects not tried.%n"
                            .formatted(stop.reason(), notTried(), subjects - reports.size()));
        }
    }

    private int notTried() {
        return reports.stream().mapToInt(SubjectReport::notTried).sum();
    }

    private int status(HuntScore hunted, int subjects) {
        MutationScore score = hunted.exhaustive();
        if (!score.newSurvivors().isEmpty()
                || !score.killedSurvivors().isEmpty()
                || !hunted.refuted().isEmpty()
                || !hunted.contradictions().isEmpty()) {
            return ExitStatus.NOT_AS_DECLARED;
        }
        boolean cut = score.incomplete() > 0 || notTried() > 0 || reports.size() < subjects;
        return cut ? ExitStatus.INCOMPLETE : ExitStatus.AS_DECLARED;
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }
}
