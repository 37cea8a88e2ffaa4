package dev.fracas.checkers.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * Executes a trace on what the annotated method returns, as {@link ModelCheck} has it: one test. It
 * passes when every step is possible, every recorded state is met again, and the last step shows
 * what the trace says: that a property is violated, or that something is reached.
 *
 * <p>So a test that keeps a bug in sight returns the mechanism with the bug. A lock that is
 * returned as it is goes by whatever name the trace has for it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Testable
public @interface Replay {
    /**
     * The trace file, {@code NAME.itf.json}: relative to the folder that the tests run in, which
     * with Maven is the module's.
     */
    String value();
}
