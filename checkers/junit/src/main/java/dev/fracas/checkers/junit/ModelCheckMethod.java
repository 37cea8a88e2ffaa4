package dev.fracas.checkers.junit;

import dev.fracas.checkers.assertions.CheckedModel;
import dev.fracas.checkers.assertions.Model;
import dev.fracas.checkers.check.PropertyVerdict;
import dev.fracas.checkers.check.SpaceReport;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.ReportEntry;

/** One check: a container of a test for each property. */
final class ModelCheckMethod extends CheckMethod {
    private final ModelCheck bounds;

    ModelCheckMethod(UniqueId parent, Class<?> type, Method method) {
        super(parent, type, method);
        this.bounds = method.getAnnotation(ModelCheck.class);
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    @Override
    public boolean mayRegisterTests() {
        return true;
    }

    @Override
    public Suite.Listening execute(Suite.Listening context, DynamicTestExecutor tests) {
        CheckedModel checked = CheckedModel.of(bounded(model(returned())));
        context.listener().reportingEntryPublished(this, covered(checked));
        for (PropertyVerdict verdict : checked.verdicts()) {
            int number = getChildren().size() + 1;
            JudgedProperty test =
                    new JudgedProperty(this, number, verdict, checked.failure(verdict));
            addChild(test);
            tests.execute(test);
        }
        return context;
    }

    private Model bounded(Model model) {
        Model bounded = model;
        if (bounds.cores().length > 0) {
            bounded = bounded.on(bounds.cores());
        }
        if (!bounds.memory().isEmpty()) {
            bounded = bounded.under(bounded.machine().memory().renamed(bounds.memory()));
        }
        if (bounds.exclusives().length > 0) {
            bounded = bounded.withExclusives(bounds.exclusives()[0]);
        }
        if (bounds.rounds() != 0) {
            bounded = bounded.withinRounds(bounds.rounds());
        }
        if (bounds.maxStates() != 0) {
            bounded = bounded.withinStates(bounds.maxStates());
        }
        if (bounds.timeout() != 0) {
            bounded = bounded.within(Duration.ofSeconds(bounds.timeout()));
        }
        return bounded;
    }

    /** How much was explored, for the report. */
    private static ReportEntry covered(CheckedModel checked) {
        SpaceReport space = checked.report().bounded();
        List<String> unreached = space.unreached();
        return ReportEntry.from(
                Map.of(
                        "states", Long.toString(space.distinctStates()),
                        "transitions", Long.toString(space.transitions()),
                        "depth", Integer.toString(space.depth()),
                        "endless states",
                                checked.report()
                                        .endless()
                                        .map(endless -> Long.toString(endless.distinctStates()))
                                        .orElse("0"),
                        "instructions that no run executes",
                                unreached.isEmpty() ? "none" : String.join("; ", unreached)));
    }
}
