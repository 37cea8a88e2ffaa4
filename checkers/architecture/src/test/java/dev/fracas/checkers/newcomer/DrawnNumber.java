package dev.fracas.checkers.newcomer;

import static dev.fracas.model.program.MemoryOrder.RELAXED;

import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.machine.view.StateReader;
import dev.fracas.model.machine.view.Words;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.program.Note;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.model.timing.Span;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Each core draws the next number and tells it. */
record DrawnNumber() implements Mechanism {
    private static final int MOST_CORES = 4;
    private static final Source TESTS = Source.source("these tests", "numbers");
    private static final Word NEXT = Word.named("next").bits(3).initially(1);
    private static final Word SHOWN = Word.named("shown").bits(3);
    private static final WordArray DRAWN = WordArray.ghost("drawn", MOST_CORES, 3);

    static final Property<NumberView> NO_NUMBER_TWICE =
            Property.always(
                    "no-number-twice",
                    "No two cores draw the same number.",
                    TESTS,
                    NumberView.class,
                    view -> !view.isDrawnTwice());

    static final String TORN = "number-torn";

    private static final Observatory VIEWS =
            Observatory.GENERAL.showing(
                    NumberView.class,
                    DrawnNumber::seen,
                    (view, names) -> "somebody's number is taken");

    private enum At implements Note {
        DRAWING,
        SHOWING
    }

    @Override
    public String name() {
        return "drawn-number";
    }

    @Override
    public String summary() {
        return "Each core draws the next number and shows it";
    }

    @Override
    public Source source() {
        return TESTS;
    }

    @Override
    public Ground ground() {
        return Ground.AnyMachine.of(id(), MOST_CORES);
    }

    @Override
    public Optional<String> unsuitable(MachineDescription description) {
        return description.cores().size() <= MOST_CORES
                ? Optional.empty()
                : Optional.of("there are numbers for 4 cores");
    }

    @Override
    public TransitionSystem system(MachineDescription description) {
        int cores = description.cores().size();
        List<Program> programs =
                IntStream.range(0, cores)
                        .mapToObj(core -> new Routine(core, cores, description.cores().get(core)))
                        .map(r -> program(r, description.defect().isPresent()))
                        .toList();
        return new Machine(programs, description.memory(), description.exclusives(), VIEWS);
    }

    private static Program program(Routine r, boolean torn) {
        r.noteNextStep(At.DRAWING);
        Register number = torn ? r.load(NEXT, RELAXED) : r.fetchAndAdd(NEXT, 1, RELAXED);
        if (torn) {
            r.store(NEXT, number.plus(1), RELAXED);
        }
        r.ghostStore(DRAWN.at(r.core()), number);
        r.noteNextStep(At.SHOWING);
        r.store(SHOWN, number, RELAXED);
        return r.build();
    }

    @Override
    public List<Promise> promises(MachineDescription description) {
        return List.of(new Promise(NO_NUMBER_TWICE, true, false, ""));
    }

    @Override
    public List<Defect> defects() {
        return List.of(
                new Defect(
                        TORN,
                        "the number is read and written in two steps",
                        NO_NUMBER_TWICE,
                        ground().usual().withDefect(TORN)));
    }

    @Override
    public List<Span> spans() {
        return List.of(Span.named("draw to show").from(At.DRAWING).to(At.SHOWING));
    }

    private static NumberView seen(StateReader state) {
        Words drawn = state.words(DRAWN);
        return () -> {
            int[] numbers =
                    IntStream.range(0, MOST_CORES).map(drawn::at).filter(n -> n > 0).toArray();
            return IntStream.of(numbers).distinct().count() < numbers.length;
        };
    }
}
