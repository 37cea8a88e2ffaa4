package dev.fracas.checkers.linearizability;

import dev.fracas.checkers.linearizability.Linearization.Effect;
import dev.fracas.checkers.linearizability.SequentialSpecification.Outcome;
import java.util.List;

/**
 * Why a history is not linearizable: the first response that no order explains. What was seen
 * before it is linearizable, and what was seen up to it is not, so that this one response belongs
 * to the history and not to the way in which the refusal was found.
 *
 * @param history all of it
 * @param refused the call whose response is the first that no order explains
 * @param longest an order of the object's calls that explains all that its callers were answered
 *     before; of several, each checker shows its own. The refused call is in it only where nothing
 *     else explains the others' answers
 * @param state the object's state after those, as a clause
 * @param allowed what the refused call returns in that order or, where it is not in it, may return
 *     in that state; nothing when it must wait or must not be made
 */
public record Refusal(
        History history,
        Operation refused,
        Linearization longest,
        String state,
        List<Result> allowed) {
    public Refusal {
        allowed = List.copyOf(allowed);
    }

    static <S> Refusal of(
            History history,
            Operation refused,
            Linearization before,
            SequentialSpecification<S> specification) {
        Linearization longest = before.of(refused.object());
        S state = longest.stateAfter(refused.object(), specification);
        List<Result> needed =
                longest.order().stream()
                        .filter(effect -> effect.operation().sameInvocation(refused))
                        .map(Effect::result)
                        .toList();
        List<Result> allowed =
                specification.outcomes(state, refused.process(), refused.call()).stream()
                        .map(Outcome::result)
                        .toList();
        return new Refusal(
                history,
                refused,
                longest,
                specification.describe(state),
                needed.isEmpty() ? allowed : needed);
    }

    /** Whether what others were answered needs that the refused call had taken effect before. */
    public boolean refusedTookEffect() {
        return longest.order().stream()
                .anyMatch(effect -> effect.operation().sameInvocation(refused));
    }

    /** Several lines for a person, each ended by a newline. */
    public String explanation() {
        return new RefusalText(this).text();
    }
}
