package dev.fracas.checkers.linearizability.objects;

import static dev.fracas.checkers.linearizability.Result.DONE;
import static dev.fracas.checkers.linearizability.Result.NONE;
import static dev.fracas.checkers.linearizability.SequentialSpecification.noSuchCall;

import dev.fracas.checkers.linearizability.ObjectCall;
import dev.fracas.checkers.linearizability.SequentialSpecification;
import java.util.List;
import java.util.Optional;

/**
 * A lock with one owner, asked by {@link LockCall}s. Its state is the owner. It is not recursive,
 * and try-acquire does not fail while it is free.
 */
public record Lock() implements SequentialSpecification<Optional<String>> {
    @Override
    public Optional<String> initial() {
        return Optional.empty();
    }

    @Override
    public List<Outcome<Optional<String>>> outcomes(
            Optional<String> owner, String process, ObjectCall call) {
        if (!(call instanceof LockCall asked)) {
            throw noSuchCall("lock", call);
        }
        Outcome<Optional<String>> got = new Outcome<>(DONE, Optional.of(process));
        return switch (asked) {
            case ACQUIRE -> owner.isEmpty() ? List.of(got) : List.of();
            case TRY_ACQUIRE -> List.of(owner.isEmpty() ? got : new Outcome<>(NONE, owner));
            case RELEASE ->
                    owner.equals(Optional.of(process))
                            ? List.of(new Outcome<>(DONE, Optional.empty()))
                            : List.of();
        };
    }

    @Override
    public String describe(Optional<String> owner) {
        return owner.map(process -> "held by " + process).orElse("free");
    }
}
