package dev.fracas.checkers.junit;

import static dev.fracas.checkers.assertions.FracasAssertions.assertThat;
import static dev.fracas.checkers.assertions.FracasAssertions.trace;

import dev.fracas.checkers.assertions.TraceAssert;
import dev.fracas.model.lock.LockProtocol;
import java.lang.reflect.Method;
import org.junit.platform.engine.UniqueId;

/** One trace, executed again: one test. */
final class ReplayMethod extends CheckMethod {
    ReplayMethod(UniqueId parent, Class<?> type, Method method) {
        super(parent, type, method);
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }

    @Override
    public Suite.Listening execute(Suite.Listening context, DynamicTestExecutor tests) {
        TraceAssert trace = assertThat(trace(method().getAnnotation(Replay.class).value()));
        Object returned = returned();
        if (returned instanceof LockProtocol lock) {
            trace.of(lock).replays();
        } else {
            trace.of(model(returned)).replays();
        }
        return context;
    }
}
