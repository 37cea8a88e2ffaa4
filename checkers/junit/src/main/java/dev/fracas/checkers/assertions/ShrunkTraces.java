package dev.fracas.checkers.assertions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Leaves of a jqwik property that fails the trace of the sample which it was shrunk to, whose
 * message jqwik reports. Each step of shrinking that still fails has written one before, on a
 * thread of jqwik's. jqwik finds this by its service loader.
 */
public final class ShrunkTraces implements AroundPropertyHook, AroundTryHook {
    @Override
    public TryExecutionResult aroundTry(
            TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
        WrittenTraces.take();
        try {
            return aTry.execute(parameters);
        } finally {
            ofProperty().get().addAll(WrittenTraces.take());
        }
    }

    @Override
    public PropertyExecutionResult aroundProperty(
            PropertyLifecycleContext context, PropertyExecutor property) {
        Store<Set<Path>> written = ofProperty();
        PropertyExecutionResult result = property.execute();
        result.throwable()
                .map(failure -> String.valueOf(failure.getMessage()))
                .ifPresent(message -> deleteUnlessIn(message, written.get()));
        return result;
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    private static Store<Set<Path>> ofProperty() {
        return Store.getOrCreate(
                ShrunkTraces.class, Lifespan.PROPERTY, ConcurrentHashMap::newKeySet);
    }

    private static void deleteUnlessIn(String message, Set<Path> written) {
        for (Path file : written) {
            if (!message.contains(Counterexample.asWritten(file))) {
                delete(file);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the trace " + file, e);
        }
    }
}
