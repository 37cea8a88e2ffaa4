package dev.fracas.checkers.junit;

import dev.fracas.checkers.assertions.Model;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.spec.Isa;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * Explores the machine that the annotated method returns, all of it, and judges what it promises:
 * one test for each property.
 *
 * <p>The method has no parameters and returns a {@link dev.fracas.model.lock.LockProtocol}, a
 * {@link dev.fracas.model.mechanism.Mechanism} or a {@link Model}. Its class has a constructor
 * without parameters, or the method is static. A test passes when its property holds in the whole
 * space within the bounds, or is violated where the mechanism declares that it lacks it. It fails
 * with the shortest trace, which is also written to {@code target/counterexamples} (another folder:
 * {@code -Dfracas.counterexamples=FOLDER}), and where a bound was met before the property was
 * decided.
 *
 * <p>What is not set stays as the model has it: for a lock one core of each ISA, 2 rounds, TSO with
 * store buffers of 2, architectural exclusives; for a configuration the machine that it is stated
 * for.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Testable
public @interface ModelCheck {
    /** The ISA of each core, 1 to 8; none for the model's own. */
    Isa[] cores() default {};

    /**
     * How stores of one core reach the others: {@code sc}, {@code tso}, {@code tso:4} with 4
     * entries in each core's store buffer, or for each ISA its own, {@code x86=tso,arm=sc}; empty
     * for the model's own.
     */
    String memory() default "";

    /** How often each core runs its workload, 1 to 15; 0 for as often as the model says. */
    int rounds() default 0;

    /** What a store-exclusive asks for: none for the model's own, or one. */
    Exclusives[] exclusives() default {};

    /** Distinct states after which each exploration gives up; 0 for as many as the model says. */
    long maxStates() default 0;

    /** Seconds after which each exploration gives up; 0 for as long as the model says: a minute. */
    int timeout() default 0;
}
