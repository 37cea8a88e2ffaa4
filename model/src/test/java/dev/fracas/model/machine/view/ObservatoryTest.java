package dev.fracas.model.machine.view;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.model.Successors;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Isa;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import dev.fracas.spec.machine.MachineView;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservatoryTest {
    private static final Word POSTED = Word.named("posted").bits(2).initially(3);
    private static final Word SEEN = Word.named("seen").bits(2).initially(2);
    private static final Word NAMED_BY_NOBODY = Word.named("elsewhere").bits(2).initially(1);

    /** What a mailbox shows. */
    private interface MailView extends View {
        int posted();
    }

    /** What a reader shows. */
    private interface ReaderView extends View {
        int seen();
    }

    private interface MailStep extends StepView {
        boolean posts();
    }

    private static final Observatory MAIL =
            Observatory.GENERAL
                    .showing(
                            MailView.class,
                            state -> {
                                Words posted = state.word(POSTED);
                                return () -> posted.at(0);
                            },
                            (view, names) -> view.posted() + " letters")
                    .showingSteps(
                            MailStep.class,
                            step -> {
                                Words posted = step.after().word(POSTED);
                                return () -> step.writes(posted);
                            });

    private static final Observatory READER =
            Observatory.GENERAL.showing(
                    ReaderView.class,
                    state -> {
                        Words seen = state.word(SEEN);
                        return () -> seen.at(0);
                    });

    @Test
    void aMachineShowsTheViewsOfAllThatItCarries() {
        Machine machine = machine(MAIL.and(READER));
        assertThat(initial(machine, MailView.class).posted()).isEqualTo(3);
        assertThat(initial(machine, ReaderView.class).seen()).isEqualTo(2);
        assertThat(initial(machine, MachineView.class).cores()).isEqualTo(1);
    }

    @Test
    void aStepIsShownByWhatItWrites() {
        Machine machine = machine(MAIL);
        Successors first = new Successors(machine.layout().words());
        machine.initialStates(first);
        Successors then = new Successors(machine.layout().words());
        machine.newGenerator().successors(first.states(), 0, then);
        MailStep step =
                machine.observeSteps(MailStep.class)
                        .at(
                                first.states(),
                                0,
                                then.step(0),
                                then.written(0),
                                then.states(),
                                then.at(0));
        assertThat(step.posts()).isTrue();
    }

    @Test
    void aViewThatIsNotShownIsRefusedByNameWithThoseThatAre() {
        Machine machine = machine(MAIL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine.observeStates(ReaderView.class))
                .withMessage(
                        "this machine shows no ReaderView; it shows MachineView, InterruptView, MailView, MailStep");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine(Observatory.GENERAL).observeSteps(MailStep.class))
                .withMessage("this machine shows no MailStep; it shows MachineView, InterruptView");
    }

    @Test
    void noViewIsShownTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MAIL.and(READER).and(MAIL))
                .withMessage("MailView is shown already");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Observatory.GENERAL.showing(
                                MachineView.class, state -> new MachineState(state, List.of())))
                .withMessage("every machine shows MachineView by itself");
    }

    @Test
    void howAViewReadsGoesWithTheView() {
        Machine machine = machine(MAIL.and(READER));
        assertThat(machine.words(MailView.class)).isPresent();
        assertThat(machine.words(MachineView.class)).isPresent();
        assertThat(machine.words(ReaderView.class)).isEmpty();
        assertThat(machine(READER).words(MailView.class)).isEmpty();
    }

    @Test
    void otherProgramsAreSeenAsTheSameViews() {
        Machine other = machine(MAIL).withPrograms(List.of(program().build()));
        assertThat(initial(other, MailView.class).posted()).isEqualTo(3);
    }

    @Test
    void aWordThatNoProgramNamesReadsZero() {
        Machine machine = machine(Observatory.GENERAL);
        StateReader reader = new StateReader(machine);
        Words words = reader.word(NAMED_BY_NOBODY);
        assertThat(words.areNamed()).isFalse();
        assertThat(words.at(0)).isZero();
        assertThat(words.isSet()).isFalse();
    }

    private static <V extends View> V initial(Machine machine, Class<V> view) {
        Successors out = new Successors(machine.layout().words());
        machine.initialStates(out);
        return machine.observeStates(view).at(out.states(), 0);
    }

    private static Routine program() {
        Routine r = new Routine(0, 1, Isa.X86_64);
        r.store(POSTED, 1, RELAXED);
        r.load(SEEN, RELAXED);
        return r;
    }

    private static Machine machine(Observatory observatory) {
        return new Machine(
                List.of(program().build()),
                Memory.sequentialConsistency(),
                Exclusives.ARCHITECTURAL,
                observatory);
    }
}
