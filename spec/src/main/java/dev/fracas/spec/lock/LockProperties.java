package dev.fracas.spec.lock;

import static dev.fracas.spec.Property.always;
import static dev.fracas.spec.Property.leadsTo;
import static dev.fracas.spec.Property.never;
import static dev.fracas.spec.Property.sometimes;
import static dev.fracas.spec.Source.PAPER;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;
import static dev.fracas.spec.machine.MachineProperties.NO_OOPS;

import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import java.util.List;

/** What a lock owes its users. The numbers S1 and L1 are the obligations of the Stramash locks. */
public final class LockProperties {
    private static final Source CROSS_ISA_LOCKING = source(PAPER, "section 6.5");

    private LockProperties() {}

    public static final Property<LockView> MUTUAL_EXCLUSION =
            always(
                    "mutual-exclusion",
                    "At most one core, of either kernel, is inside with exclusive access.",
                    CROSS_ISA_LOCKING,
                    LockView.class,
                    v -> Integer.bitCount(v.holders()) <= 1);

    public static final Property<LockView> READER_WRITER_EXCLUSION =
            always(
                    "reader-writer-exclusion",
                    "No core reads inside while another writes inside.",
                    source(Source.LINUX, "kernel/locking/qrwlock.c"),
                    LockView.class,
                    v -> v.holders() == 0 || v.readers() == 0);

    public static final Property<LockStep> NO_LOST_UPDATE =
            never(
                    "no-lost-update",
                    "Every write of the protected counter adds one to what memory holds.",
                    CROSS_ISA_LOCKING,
                    LockStep.class,
                    s ->
                            s.writesCounter()
                                    && s.counterAfter()
                                            != (s.counterBefore() + 1) % s.counterModulus());

    public static final Property<LockView> NO_TORN_PAIR =
            always(
                    "no-torn-pair",
                    "A reader never accepts two halves that were not written together.",
                    source(Source.LINUX, "include/linux/seqlock.h"),
                    LockView.class,
                    v -> !v.tornPairAccepted());

    public static final Property<LockStep> RELEASE_BY_HOLDER =
            never(
                    "release-by-holder",
                    "Only a core that holds the lock releases it, and only once.",
                    CROSS_ISA_LOCKING,
                    LockStep.class,
                    s -> s.beginsRelease() && (s.before().owners() >> s.core() & 1) == 0);

    public static final Property<LockView> FIRST_COME_FIRST_SERVED =
            always(
                    "first-come-first-served",
                    "A core that joined the queue is not inside while an earlier one still waits.",
                    source(Source.LINUX, "kernel/locking/qspinlock.c"),
                    LockView.class,
                    LockProperties::servesInOrder);

    /** Obligation L1 of the cross-ISA lock. */
    public static final Property<LockView> EVERY_WAITER_GETS_IN =
            leadsTo(
                    "every-waiter-gets-in",
                    "Under weak fairness a core that asks for the lock gets inside.",
                    CROSS_ISA_LOCKING,
                    LockView.class,
                    (v, core) -> (v.waiting() >> core & 1) != 0,
                    (v, core) -> ((v.holders() | v.readers()) >> core & 1) != 0);

    /** The other half of obligation L1: a holder that releases is done with the lock. */
    public static final Property<LockView> EVERY_RELEASE_RETURNS =
            leadsTo(
                    "every-release-returns",
                    "Under weak fairness a core that releases the lock gets through with it.",
                    CROSS_ISA_LOCKING,
                    LockView.class,
                    (v, core) -> (v.releasing() >> core & 1) != 0,
                    (v, core) -> (v.releasing() >> core & 1) == 0);

    public static final Property<LockStep> CONTENTION_HAPPENED =
            sometimes(
                    "contention-happened",
                    "A core takes a step of its acquire while another is inside, and does not get in.",
                    CROSS_ISA_LOCKING,
                    LockStep.class,
                    s -> {
                        int me = 1 << s.core();
                        int inside = s.before().holders() | s.before().readers();
                        return s.byProgram()
                                && (inside & ~me) != 0
                                && (s.before().waiting() & me) != 0
                                && (s.after().waiting() & me) != 0;
                    });

    public static final Property<LockStep> SLOW_PATH_TAKEN =
            sometimes(
                    "slow-path-taken",
                    "A core takes the slow path of the lock.",
                    CROSS_ISA_LOCKING,
                    LockStep.class,
                    LockStep::onSlowPath);

    public static final Property<LockStep> HANDED_OVER_BETWEEN_ISAS =
            sometimes(
                    "handed-over-between-isas",
                    "A core of one ISA gets inside right after a core of the other ISA was.",
                    CROSS_ISA_LOCKING,
                    LockStep.class,
                    s -> {
                        int me = 1 << s.core();
                        int insideBefore = s.before().holders() | s.before().readers();
                        int insideAfter = s.after().holders() | s.after().readers();
                        return (insideBefore & me) == 0
                                && (insideAfter & me) != 0
                                && s.previousHolderWas(other(s.before().isa(s.core())));
                    });

    public static final Property<LockView> HELD_UNTIL_OUTERMOST_RELEASE =
            always(
                    "held-until-outermost-release",
                    "No other core gets inside between a core's inner and its outermost release.",
                    source(Source.LINUX, "arch/x86/kernel/dumpstack.c, oops_end"),
                    LockView.class,
                    v -> {
                        int inside = v.holders() | v.readers();
                        return (v.nested() == 0 || (inside & ~v.nested()) == 0)
                                && Integer.bitCount(v.nested()) <= 1;
                    });

    public static final Property<LockStep> NOTHING_GIVEN_AFTER_GIVING_UP =
            never(
                    "nothing-given-after-giving-up",
                    "A waiter that has given up is not given the lock afterwards.",
                    source(Source.LINUX, "kernel/locking/osq_lock.c"),
                    LockStep.class,
                    s -> (s.givesTo() & ~(s.before().waiting() | s.before().trying())) != 0);

    public static final Property<LockView> READ_HOLDS_AFTER_UPGRADE =
            always(
                    "read-holds-after-upgrade",
                    "What a reader has read is still so when its upgrade has succeeded.",
                    source("FreeBSD 12", "sys/kern/kern_rwlock.c, rw_try_upgrade"),
                    LockView.class,
                    v -> !v.upgradedOnStaleRead());

    public static final Property<LockView> WRITTEN_HOLDS_AFTER_DOWNGRADE =
            always(
                    "written-holds-after-downgrade",
                    "What a writer has written is still so when it has become a reader.",
                    source(Source.LINUX, "kernel/locking/rwsem.c, downgrade_write"),
                    LockView.class,
                    v -> !v.downgradedOnLostWrite());

    /** A try leaves the lock as it was when it fails. */
    public static final Property<LockView> FAILED_TRY_KEEPS_NOBODY_OUT =
            leadsTo(
                    "failed-try-keeps-nobody-out",
                    "Under weak fairness a core that waits while another goes on without the lock,"
                            + " after a failed try, gets inside.",
                    source(Source.LINUX, "include/asm-generic/qspinlock.h, queued_spin_trylock"),
                    LockView.class,
                    (v, core) -> (v.waiting() >> core & 1) != 0 && v.without() != 0,
                    (v, core) -> ((v.holders() | v.readers()) >> core & 1) != 0);

    public static final Property<LockView> EVERY_TRY_RETURNS =
            leadsTo(
                    "every-try-returns",
                    "Under weak fairness a core that tries the lock, waits for it a while or"
                            + " upgrades comes back, with success or without.",
                    source(Source.LINUX, "kernel/locking/semaphore.c, down_timeout"),
                    LockView.class,
                    (v, core) -> ((v.trying() | v.upgrading()) >> core & 1) != 0,
                    (v, core) -> ((v.trying() | v.upgrading()) >> core & 1) == 0);

    public static final Property<LockStep> TRY_SUCCEEDS =
            sometimes(
                    "try-succeeds",
                    "A core that tries a lock about which nobody else is gets it.",
                    source(Source.LINUX, "include/asm-generic/qspinlock.h, queued_spin_trylock"),
                    LockStep.class,
                    s -> {
                        int me = 1 << s.core();
                        LockView v = s.before();
                        int about = v.owners() | v.waiting() | v.trying() | v.releasing();
                        return (v.trying() & me) != 0
                                && (about & ~me) == 0
                                && (s.after().owners() & me) != 0;
                    });

    public static final Property<LockStep> TRY_FAILS =
            sometimes(
                    "try-fails",
                    "A core's try fails while another is inside, and the core goes on without.",
                    source(Source.LINUX, "kernel/locking/rwsem.c, down_read_trylock"),
                    LockStep.class,
                    s -> {
                        int me = 1 << s.core();
                        return ((s.before().holders() | s.before().readers()) & ~me) != 0
                                && (s.before().trying() & me) != 0
                                && (s.after().without() & me) != 0;
                    });

    public static final Property<LockStep> UPGRADE_SUCCEEDS =
            sometimes(
                    "upgrade-succeeds",
                    "A reader becomes the writer.",
                    source("FreeBSD 12", "sys/kern/kern_rwlock.c, rw_try_upgrade"),
                    LockStep.class,
                    s ->
                            (s.before().upgrading() >> s.core() & 1) != 0
                                    && (s.after().holders() >> s.core() & 1) != 0);

    /** What a lock is judged by, in the order in which reports show it. */
    public static List<Property<?>> all() {
        return List.of(
                MUTUAL_EXCLUSION,
                READER_WRITER_EXCLUSION,
                NO_LOST_UPDATE,
                NO_TORN_PAIR,
                RELEASE_BY_HOLDER,
                NO_DEADLOCK,
                NO_OOPS,
                FIRST_COME_FIRST_SERVED,
                EVERY_WAITER_GETS_IN,
                EVERY_RELEASE_RETURNS,
                CONTENTION_HAPPENED,
                SLOW_PATH_TAKEN,
                HANDED_OVER_BETWEEN_ISAS,
                HELD_UNTIL_OUTERMOST_RELEASE,
                NOTHING_GIVEN_AFTER_GIVING_UP,
                READ_HOLDS_AFTER_UPGRADE,
                WRITTEN_HOLDS_AFTER_DOWNGRADE,
                FAILED_TRY_KEEPS_NOBODY_OUT,
                EVERY_TRY_RETURNS,
                TRY_SUCCEEDS,
                TRY_FAILS,
                UPGRADE_SUCCEEDS);
    }

    private static Isa other(Isa isa) {
        return isa == Isa.X86_64 ? Isa.AARCH64 : Isa.X86_64;
    }

    private static boolean servesInOrder(LockView v) {
        int inside = v.holders() | v.readers();
        for (int core = 0; core < v.cores(); core++) {
            if ((inside >> core & 1) == 0 || v.arrivalRank(core) == 0) {
                continue;
            }
            for (int other = 0; other < v.cores(); other++) {
                int rank = v.arrivalRank(other);
                if ((v.waiting() >> other & 1) != 0 && rank != 0 && rank < v.arrivalRank(core)) {
                    return false;
                }
            }
        }
        return true;
    }
}
