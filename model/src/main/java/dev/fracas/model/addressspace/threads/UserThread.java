package dev.fracas.model.addressspace.threads;

import static dev.fracas.model.kernel.CallNote.Change.MAP;
import static dev.fracas.model.kernel.CallNote.Change.PROTECT;
import static dev.fracas.model.kernel.CallNote.Change.UNMAP;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.MemoryOrder.SEQ_CST;
import static dev.fracas.model.program.Test.equalTo;

import dev.fracas.model.addressspace.Accesses;
import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Call;
import dev.fracas.model.addressspace.Doing;
import dev.fracas.model.addressspace.Ghosts;
import dev.fracas.model.addressspace.Kernel;
import dev.fracas.model.addressspace.Tlbs;
import dev.fracas.model.addressspace.fused.ProcessExit;
import dev.fracas.model.kernel.CallNote.BeginsChange;
import dev.fracas.model.kernel.CallNote.EndsChange;
import dev.fracas.model.kernel.messaging.Channel;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Message;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.List;

/**
 * A thread's program: its accesses to user pages, with the hardware that translates them, and its
 * calls. An access and the lookup of its TLB entry are one step, as they are to every invalidation
 * that a core acknowledges. User accesses are sequentially consistent, as a user program without
 * data races is; the kernels' own accesses are not.
 */
public final class UserThread {
    private static final int EVENTS = 4;

    private final AddressSpace space;
    private final Kernel kernel;
    private final WordArray events = WordArray.named("event", EVENTS).bits(1);
    private final WordArray migrations;
    private final boolean exits;

    public UserThread(AddressSpace space, Kernel kernel, boolean exits) {
        this.space = space;
        this.kernel = kernel;
        this.exits = exits;
        migrations = WordArray.named("TASK_MIGRATE", space.threads.tasks().size()).bits(1);
    }

    public void run(Routine r, List<Call> calls) {
        Label gone = r.label("exit_to_user_mode");
        for (int i = 0; i < calls.size(); i++) {
            if (i > 0 && isAccess(calls.get(i - 1)) && isAccess(calls.get(i))) {
                // So that one access is seen to be done before the next begins.
                r.pause("next access");
            }
            goWhenStopped(r, gone);
            run(r, calls.get(i), gone);
        }
        r.place(gone);
        if (isRemoteOfExiting(r)) {
            r.kernel(() -> ProcessExit.gone(r, space));
        }
    }

    private static boolean isAccess(Call call) {
        return call instanceof Call.Read || call instanceof Call.Write;
    }

    private boolean isRemoteOfExiting(Routine r) {
        return exits && r.isa() == Isa.AARCH64;
    }

    private void goWhenStopped(Routine r, Label gone) {
        if (isRemoteOfExiting(r) && kernel.stopsRemoteThreads()) {
            r.kernel(() -> ProcessExit.goWhenStopped(r, space, gone));
        }
    }

    private void run(Routine r, Call call, Label gone) {
        switch (call) {
            case Call.Read read -> access(r, read.page(), false, 0, gone);
            case Call.Write write -> access(r, write.page(), true, write.content(), gone);
            case Call.Unmap unmap ->
                    change(r, unmap.page(), 0, () -> kernel.munmap(r, unmap.page()));
            case Call.Mmap mmap -> map(r, mmap.page());
            case Call.Protect protect ->
                    change(r, protect.page(), 1, () -> kernel.protect(r, protect.page()));
            case Call.Fork fork -> r.kernel(() -> kernel.fork(r, fork.page(), fork.child()));
            case Call.Exit exit -> r.noted(Doing.CHANGES, () -> r.kernel(() -> kernel.exit(r)));
            case Call.Post post -> r.store(events.at(post.event()), 1, RELEASE);
            case Call.WaitFor wait -> r.await(events.at(wait.event()), equalTo(1), ACQUIRE);
            case Call.MigrateTo to -> {
                r.noteNextStep(new Message());
                r.store(migrations.at(to.thread()), 1, RELEASE);
                r.sendIpi(to.thread(), Channel.DOORBELL);
            }
            case Call.ArriveFrom from -> {
                Register arrived = r.register("arrived", 1);
                r.doUntil(() -> {
                    r.awaitIpi(Channel.DOORBELL);
                    r.assign(arrived, r.load(migrations.at(r.core()), ACQUIRE));
                    return arrived.isNotEqualTo(0);
                });
                r.store(migrations.at(r.core()), 0, RELAXED);
            }
        }
    }

    private void change(Routine r, int page, int permission, Runnable call) {
        r.noted(
                Doing.CHANGES,
                () -> {
                    boolean unmaps = permission == 0;
                    r.noteNextStep(new BeginsChange(page, unmaps ? UNMAP : PROTECT));
                    r.pause(unmaps ? "munmap " + page : "mprotect " + page);
                    space.ghosts.lowers(r, page, permission);
                    r.kernel(call);
                    r.noteNextStep(new EndsChange());
                    r.pause("returns");
                    space.ghosts.lowered(r, page, permission);
                });
    }

    private void map(Routine r, int page) {
        r.noted(
                Doing.CHANGES,
                () -> {
                    r.noteNextStep(new BeginsChange(page, MAP));
                    r.pause("mmap " + page);
                    space.ghosts.raises(r, page);
                    r.kernel(() -> kernel.mmap(r, page));
                    r.noteNextStep(new EndsChange());
                    r.pause("returns");
                    space.ghosts.raised(r, page);
                });
    }

    private void access(Routine r, int page, boolean write, int content, Label gone) {
        r.routine(
                "user",
                () ->
                        r.noted(
                                new Accesses(page, write),
                                () -> translateAndAccess(r, page, write, content, gone)));
    }

    private void translateAndAccess(Routine r, int page, boolean write, int content, Label gone) {
        Tlbs tlbs = space.tlbs;
        Label done = r.label("");
        Ghosts.Began began = space.ghosts.begin(r, page);
        Label again = r.here("");
        Value allowed = tlbs.allows(r.core(), page, write);
        Value frame = tlbs.frame(r.core(), page).apply(Operator.MULTIPLY, allowed);
        Register ok = r.register("tlb hit", 1);
        if (write) {
            Value stored = Value.constant(content).apply(Operator.MULTIPLY, allowed);
            r.store(space.frames.content.at(frame), stored, SEQ_CST);
            r.assign(ok, allowed);
            r.when(
                    ok.isNotEqualTo(0),
                    () -> {
                        space.ghosts.write(r, page, content);
                        r.gotoLabel(done);
                    });
        } else {
            Register read = r.load(space.frames.content.at(frame), SEQ_CST);
            r.assign(ok, allowed);
            r.when(
                    ok.isNotEqualTo(0),
                    () -> {
                        space.ghosts.read(r, page, read);
                        r.gotoLabel(done);
                    });
        }
        r.hardware(() -> walk(r, page, write, again));
        Register signal = r.register("signal", 1);
        r.assign(signal, 0);
        r.kernel(() -> kernel.fault(r, page, write, signal));
        r.when(
                signal.isEqualTo(0),
                () -> {
                    goWhenStopped(r, gone);
                    r.gotoLabel(again);
                });
        space.ghosts.signalled(r, page, write ? 2 : 1, began);
        r.place(done);
    }

    /** The MMU's walk: on a leaf that it accepts it fills the TLB, and the access is done again. */
    private void walk(Routine r, int page, boolean write, Label again) {
        boolean origin = r.isa() == Isa.X86_64;
        r.routine(
                "mmu",
                () -> {
                    Label fault = r.label("");
                    if (origin && !space.shape.tableExists()) {
                        Register level = r.load(space.pmd, RELAXED);
                        r.gotoWhen(level.isEqualTo(0), fault);
                    }
                    Register leaf = r.load(space.leaf(r.isa(), page), RELAXED);
                    long flags = LeafWord.PRESENT | LeafWord.ARM | (write ? LeafWord.WRITABLE : 0);
                    long wanted =
                            LeafWord.PRESENT
                                    | (origin ? 0 : LeafWord.ARM)
                                    | (write ? LeafWord.WRITABLE : 0);
                    Condition accepted = leaf.and(flags).isEqualTo(wanted);
                    r.when(
                            accepted,
                            () -> {
                                space.tlbs.fill(r, page, leaf);
                                r.gotoLabel(again);
                            });
                    r.place(fault);
                });
    }
}
