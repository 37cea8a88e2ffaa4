package dev.fracas.checkers.junit;

import dev.fracas.checkers.assertions.Model;
import dev.fracas.model.lock.LockProtocol;
import dev.fracas.model.mechanism.Mechanism;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.hierarchical.Node;

/** A method that returns what is to be checked. */
abstract sealed class CheckMethod extends AbstractTestDescriptor implements Node<Suite.Listening>
        permits ModelCheckMethod, ReplayMethod {
    static final String SEGMENT = "method";

    private final Class<?> type;
    private final Method method;

    CheckMethod(UniqueId parent, Class<?> type, Method method) {
        super(
                parent.append(SEGMENT, method.getName()),
                JupiterAnnotations.displayName(method, method.getName() + "()"),
                MethodSource.from(type, method));
        this.type = type;
        this.method = method;
    }

    final Class<?> type() {
        return type;
    }

    final Method method() {
        return method;
    }

    @Override
    public Set<TestTag> getTags() {
        return JupiterAnnotations.tags(method);
    }

    @Override
    public SkipResult shouldBeSkipped(Suite.Listening context) {
        return JupiterAnnotations.disabled(method);
    }

    /** What the method returns, on an instance of its own. */
    final Object returned() {
        if (method.getParameterCount() > 0) {
            throw misuse("has no parameters");
        }
        @Nullable Object instance =
                Modifier.isStatic(method.getModifiers())
                        ? null
                        : ReflectionSupport.newInstance(type);
        @Nullable Object returned = ReflectionSupport.invokeMethod(method, instance);
        if (returned == null) {
            throw misuse("returns what is to be checked, not null or nothing");
        }
        return returned;
    }

    /** What was returned as a model. */
    final Model model(Object returned) {
        return switch (returned) {
            case Model model -> model;
            case Mechanism mechanism -> Model.of(mechanism);
            case LockProtocol lock -> Model.of(lock);
            default -> throw misuse("returns a LockProtocol, a Mechanism or a Model");
        };
    }

    private JUnitException misuse(String rule) {
        return new JUnitException(
                "%s.%s: a method with @ModelCheck or @Replay %s"
                        .formatted(type.getSimpleName(), method.getName(), rule));
    }
}
