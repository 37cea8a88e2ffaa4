package dev.fracas.checkers.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/**
 * Finds suites and their methods.
 *
 * @param classNames which classes are asked for
 */
record SuiteResolver(Predicate<String> classNames) implements SelectorResolver {
    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
        Class<?> type = selector.getJavaClass();
        if (!Suite.holdsChecks(type) || !classNames.test(type.getName())) {
            return Resolution.unresolved();
        }
        return context.<TestDescriptor>addToParent(
                        parent -> Optional.of(new Suite(parent.getUniqueId(), type)))
                .map(suite -> Match.exact(suite, () -> methodsOf(type)))
                .map(Resolution::match)
                .orElseGet(Resolution::unresolved);
    }

    private static Set<DiscoverySelector> methodsOf(Class<?> type) {
        return Suite.checksOf(type).stream()
                .map(method -> selectMethod(type, method))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Resolution resolve(MethodSelector selector, Context context) {
        Class<?> type = selector.getJavaClass();
        Method method = selector.getJavaMethod();
        if (!Suite.isCheck(method)) {
            return Resolution.unresolved();
        }
        return context.addToParent(
                        () -> selectClass(type),
                        parent ->
                                Optional.of(
                                        method.isAnnotationPresent(ModelCheck.class)
                                                ? new ModelCheckMethod(
                                                        parent.getUniqueId(), type, method)
                                                : new ReplayMethod(
                                                        parent.getUniqueId(), type, method)))
                .map(Match::exact)
                .map(Resolution::match)
                .orElseGet(Resolution::unresolved);
    }

    /** To run one property of a check again, all of the check has to be. */
    @Override
    public Resolution resolve(UniqueIdSelector selector, Context context) {
        UniqueId id = selector.getUniqueId();
        UniqueId.Segment last = id.getLastSegment();
        return switch (last.getType()) {
            case Suite.SEGMENT ->
                    ReflectionSupport.tryToLoadClass(last.getValue())
                            .toOptional()
                            .map(type -> Resolution.selectors(Set.of(selectClass(type))))
                            .orElseGet(Resolution::unresolved);
            case CheckMethod.SEGMENT ->
                    suiteOf(id)
                            .flatMap(type -> ReflectionSupport.findMethod(type, last.getValue()))
                            .map(method ->
                                    Resolution.selectors(
                                            Set.of(
                                                    selectMethod(
                                                            method.getDeclaringClass(), method))))
                            .orElseGet(Resolution::unresolved);
            case JudgedProperty.SEGMENT ->
                    Resolution.selectors(Set.of(selectUniqueId(id.removeLastSegment())));
            default -> Resolution.unresolved();
        };
    }

    private static Optional<Class<?>> suiteOf(UniqueId method) {
        UniqueId.Segment suite = method.removeLastSegment().getLastSegment();
        return ReflectionSupport.tryToLoadClass(suite.getValue())
                .toOptional()
                .map(type -> (Class<?>) type);
    }
}
