package dev.fracas.checkers.junit;

import dev.fracas.checkers.check.PropertyVerdict;
import dev.fracas.spec.Verdict;
import java.util.Optional;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.hierarchical.Node;
import org.opentest4j.AssertionFailedError;

/** The verdict on one property as a test. */
final class JudgedProperty extends AbstractTestDescriptor implements Node<Suite.Listening> {
    static final String SEGMENT = "property";

    private final String reportingName;
    private final Optional<String> failure;

    /**
     * @param number of the property within its check, from 1
     * @param failure why the test fails, if it does
     */
    JudgedProperty(
            ModelCheckMethod check, int number, PropertyVerdict verdict, Optional<String> failure) {
        super(id(check, verdict), name(verdict), MethodSource.from(check.type(), check.method()));
        this.reportingName =
                "%s() %s[%d]".formatted(check.method().getName(), name(verdict), number);
        this.failure = failure;
    }

    /** Surefire calls a test so, if it ends with a number; all others it calls by their method. */
    @Override
    public String getLegacyReportingName() {
        return reportingName;
    }

    private static UniqueId id(ModelCheckMethod check, PropertyVerdict verdict) {
        return check.getUniqueId().append(SEGMENT, verdict.id());
    }

    private static String name(PropertyVerdict verdict) {
        return verdict.expected() == Verdict.VIOLATED
                ? verdict.id() + " (declared as lacking)"
                : verdict.id();
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }

    @Override
    public Suite.Listening execute(Suite.Listening context, DynamicTestExecutor tests) {
        failure.ifPresent(text -> {
            throw new AssertionFailedError(text);
        });
        return context;
    }
}
