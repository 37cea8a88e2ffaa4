package dev.fracas.checkers.junit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junit.platform.engine.support.hierarchical.Node;

/** A test class with checks in it. */
final class Suite extends AbstractTestDescriptor implements Node<Suite.Listening> {
    static final String SEGMENT = "class";

    private final Class<?> type;

    /**
     * Whom to tell how far an execution is.
     *
     * @param listener told
     */
    public record Listening(EngineExecutionListener listener) implements EngineExecutionContext {}

    Suite(UniqueId parent, Class<?> type) {
        super(
                parent.append(SEGMENT, type.getName()),
                JupiterAnnotations.displayName(type, type.getSimpleName()),
                ClassSource.from(type));
        this.type = type;
    }

    static boolean holdsChecks(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers()) && !checksOf(type).isEmpty();
    }

    static List<Method> checksOf(Class<?> type) {
        return ReflectionSupport.findMethods(type, Suite::isCheck, HierarchyTraversalMode.TOP_DOWN);
    }

    static boolean isCheck(Method method) {
        return method.isAnnotationPresent(ModelCheck.class)
                || method.isAnnotationPresent(Replay.class);
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    @Override
    public String getLegacyReportingName() {
        return type.getName();
    }

    @Override
    public Set<TestTag> getTags() {
        return JupiterAnnotations.tags(type);
    }

    @Override
    public SkipResult shouldBeSkipped(Listening context) {
        return JupiterAnnotations.disabled(type);
    }
}
