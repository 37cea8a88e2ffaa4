package dev.fracas.counterexamples;

import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.spec.ProgressView;
import dev.fracas.spec.Property;
import dev.fracas.spec.StepView;
import dev.fracas.spec.addressspace.AddressSpaceStep;
import dev.fracas.spec.addressspace.AddressSpaceView;
import dev.fracas.spec.lock.LockStep;
import dev.fracas.spec.lock.LockView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Who did what, at the end of an execution, as far as the property's view tells. */
final class Account {
    private final Execution execution;
    private final Machine machine;

    private Account(Execution execution) {
        this.execution = execution;
        this.machine = execution.machine();
    }

    static String of(Execution execution, Property<?> property) {
        Account account = new Account(execution);
        if (property.view() == ProgressView.class) {
            return account.ofProgress();
        }
        if (property.view() == LockView.class) {
            return account.ofLock(
                    execution.machine().observeStates(LockView.class).at(execution.lastState(), 0));
        }
        if (property.view() == AddressSpaceView.class) {
            return account.ofAddressSpace();
        }
        if (execution.length() == 0) {
            return "so it is in the initial state";
        }
        if (property.view() == LockStep.class) {
            return account.ofLockStep();
        }
        if (property.view() == AddressSpaceStep.class) {
            return execution.action(execution.length()) + ", and then " + account.ofAddressSpace();
        }
        String last = execution.action(execution.length());
        return StepView.class.isAssignableFrom(property.view()) ? last : "so it is after " + last;
    }

    private String ofAddressSpace() {
        return AddressSpaceAccount.of(
                machine,
                machine.observeStates(AddressSpaceView.class).at(execution.lastState(), 0));
    }

    private String ofProgress() {
        BitSet left = new BitSet();
        for (int core = 0; core < machine.cores(); core++) {
            if (!machine.isAtRest(execution.lastState(), 0, core)) {
                left.set(core);
            }
        }
        boolean allEnd =
                IntStream.range(0, machine.cores())
                        .noneMatch(core -> machine.program(core).role().servesForEver());
        return left.isEmpty()
                ? (allEnd ? "every core has ended" : "every thread has ended")
                : "no step changes the state, and %s %s not ended"
                        .formatted(names(left), left.cardinality() == 1 ? "has" : "have");
    }

    private String ofLock(LockView view) {
        List<String> clauses = new ArrayList<>();
        clause(clauses, view.holders(), "is inside", "are inside");
        clause(clauses, view.readers(), "reads inside", "read inside");
        if (Integer.bitCount(view.holders()) < 2) {
            for (int core = 0; core < view.cores(); core++) {
                if ((view.waiting() >> core & 1) != 0) {
                    int rank = view.arrivalRank(core);
                    clauses.add(
                            machine.program(core).coreName()
                                    + " waits"
                                    + (rank == 0 ? "" : " as number " + rank + " in the queue"));
                }
            }
        }
        clause(clauses, view.oopsed(), "has " + Snapshot.STOPPED, "have " + Snapshot.STOPPED);
        if (view.tornPairAccepted()) {
            clauses.add("a reader accepted two halves that were not written together");
        }
        return clauses.isEmpty() ? "no core is inside" : String.join(", ", clauses);
    }

    private void clause(List<String> clauses, int cores, String one, String several) {
        if (cores != 0) {
            clauses.add(
                    names(CoreNames.set(cores))
                            + " "
                            + (Integer.bitCount(cores) == 1 ? one : several));
        }
    }

    private String ofLockStep() {
        int last = execution.length();
        Effect effect = execution.effect(last);
        LockStep step =
                machine.observeSteps(LockStep.class)
                        .at(
                                execution.state(last - 1),
                                0,
                                effect.step().code(),
                                effect.memoryWritten(),
                                effect.after(),
                                0);
        String core = machine.program(step.core()).coreName();
        if (step.writesCounter()) {
            return "%s turns the counter from %s to %s"
                    .formatted(
                            core,
                            Long.toUnsignedString(step.counterBefore()),
                            Long.toUnsignedString(step.counterAfter()));
        }
        if (step.beginsRelease()) {
            int owners = step.before().owners();
            return "%s releases while %s"
                    .formatted(
                            core,
                            owners == 0
                                    ? "no core owns the lock"
                                    : names(CoreNames.set(owners)) + " got inside last");
        }
        return execution.action(last) + ", and then " + ofLock(step.after());
    }

    private String names(BitSet cores) {
        return CoreNames.of(machine, cores);
    }
}
