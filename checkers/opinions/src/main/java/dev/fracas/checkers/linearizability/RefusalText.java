package dev.fracas.checkers.linearizability;

import dev.fracas.checkers.linearizability.Linearization.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A {@link Refusal} as a person reads it: the object's events up to the one refused, a column for
 * each process, and how far an order comes.
 */
final class RefusalText {
    private static final String GAP = "  ";

    private final Refusal refusal;
    private final Operation refused;
    private final List<Operation> calls;
    private final List<String> processes;
    private final StringBuilder text = new StringBuilder();

    RefusalText(Refusal refusal) {
        this.refusal = refusal;
        refused = refusal.refused();
        calls =
                refusal.history().operations().stream()
                        .filter(o -> o.object().equals(refused.object()))
                        .filter(o -> o.invoked() < refused.returned())
                        .toList();
        processes = calls.stream().map(Operation::process).distinct().sorted().toList();
    }

    String text() {
        text.append(
                "%s: no order explains that %s's %s returned %s (event %d).\n"
                        .formatted(
                                refused.object(),
                                refused.process(),
                                refused.call(),
                                refused.result().map(Result::toString).orElse("?"),
                                refused.returned() + 1));
        events();
        order();
        return text.toString();
    }

    private void events() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("event"));
        head.addAll(processes);
        rows.add(head);
        for (int event = 0; event <= refused.returned(); event++) {
            for (Operation call : calls) {
                if (call.invoked() == event) {
                    rows.add(row(event, call, call.call().toString()));
                } else if (call.returned() == event) {
                    String result = call.result().map(Result::toString).orElse("?");
                    rows.add(row(event, call, "-> " + result));
                }
            }
        }
        int[] widths = new int[head.size()];
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(GAP);
            line.append(" ".repeat(widths[0] - row.getFirst().length())).append(row.getFirst());
            for (int c = 1; c < widths.length; c++) {
                line.append(GAP).append(row.get(c));
                line.append(" ".repeat(widths[c] - row.get(c).length()));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private List<String> row(int event, Operation call, String cell) {
        List<String> row = new ArrayList<>();
        row.add(Integer.toString(event + 1));
        for (String process : processes) {
            row.add(process.equals(call.process()) ? cell : "");
        }
        return row;
    }

    private void order() {
        List<Effect> order = refusal.longest().order();
        String allowed =
                refusal.allowed().stream()
                        .map(Result::toString)
                        .collect(Collectors.joining(" or "));
        String call = "%s's %s".formatted(refused.process(), refused.call());
        if (!order.isEmpty()) {
            text.append("An order of what took effect before:\n");
        }
        for (int i = 0; i < order.size(); i++) {
            text.append("%s%3d. %s\n".formatted(GAP, i + 1, order.get(i)));
        }
        if (refusal.refusedTookEffect()) {
            text.append(
                    "%s must have taken effect by then, and returns %s.\n"
                            .formatted(call, allowed));
            return;
        }
        text.append(
                "%s is %s".formatted(order.isEmpty() ? "Before, it" : "Then it", refusal.state()));
        text.append(
                ", where %s %s.\n"
                        .formatted(
                                call, allowed.isEmpty() ? "cannot return" : "returns " + allowed));
    }
}
