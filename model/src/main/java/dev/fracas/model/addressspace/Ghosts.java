package dev.fracas.model.addressspace;

import static dev.fracas.spec.addressspace.AddressSpaceView.READ_WRITE;

import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.Optional;

/**
 * What properties know and no kernel may read: the memory and the permissions that the user was
 * promised, and what has gone wrong so far.
 */
public final class Ghosts {
    public static final int PERMISSION_BITS = 2;

    /** What the user program last wrote to each page, or what the page held at first. */
    public final WordArray last;

    public final WordArray written;
    public final WordArray least;
    public final WordArray most;

    /** Resident frames of each kernel, in two's complement. */
    public final WordArray resident;

    public final Word wrongFirstRead = Word.ghost("wrong first read", 1);
    public final Word wrongRead = Word.ghost("wrong read", 1);
    public final Word illegalAccess = Word.ghost("illegal access", 1);
    public final Word wrongSignal = Word.ghost("wrong signal", 1);
    public final Word freedTwice = Word.ghost("freed twice", 1);
    public final Word freedByOther = Word.ghost("freed by the other kernel", 1);
    public final Word staleVma = Word.ghost("stale vma", 1);
    public final Word freedVmaRead = Word.ghost("freed vma read", 1);
    public final Word tableFreed = Word.ghost("origin's table freed", 1);

    /** The one allocation that is to fail has failed. */
    public final Word allocationFailed = Word.ghost("allocation failed", 1);

    /** How often the page has been mapped anew, modulo 4. */
    public final WordArray mapped;

    /** Which kernels are done with the process. */
    public final WordArray exited = WordArray.ghost("exited", 2, 1);

    /** What the origin's tree of VMAs holds for each page. */
    public final WordArray originVma;

    public final WordArray vmAreaFreed;

    private final boolean isMappedLater;
    private final int firstContent;

    public Ghosts(Shape shape) {
        int pages = shape.pages();
        isMappedLater = shape.has(Shape.Trait.MAPPED_LATER);
        firstContent = shape.firstContent();
        last =
                WordArray.ghost("last write", pages, AddressSpace.CONTENT_BITS)
                        .initially(shape.firstContent());
        written = WordArray.ghost("written", pages, 1);
        resident = WordArray.ghost("resident", 2, Math.max(3, 1 + WordArray.bitsFor(pages)));
        originVma =
                WordArray.ghost("origin's vma", pages, PERMISSION_BITS)
                        .initially(shape.permission());
        mapped = WordArray.ghost("mapped", pages, 2);
        vmAreaFreed = WordArray.ghost("vm_area freed", pages, 1);
        least =
                WordArray.ghost("least permission", pages, PERMISSION_BITS)
                        .initially(shape.permission());
        most =
                WordArray.ghost("most permission", pages, PERMISSION_BITS)
                        .initially(shape.permission());
    }

    /** The user program has read {@code content} in the step just emitted. */
    public void read(Routine r, int page, Register content) {
        mayHave(r, page, 1);
        Register expected = r.ghostLoad(last.at(page));
        r.when(
                content.isNotEqualTo(expected),
                () ->
                        r.whenElse(
                                r.ghostLoad(written.at(page)).isEqualTo(0),
                                () -> r.ghostStore(wrongFirstRead, 1),
                                () -> r.ghostStore(wrongRead, 1)));
    }

    public void write(Routine r, int page, int content) {
        mayHave(r, page, READ_WRITE);
        r.ghostStore(last.at(page), content);
        r.ghostStore(written.at(page), 1);
    }

    private void mayHave(Routine r, int page, int needed) {
        r.when(
                r.ghostLoad(most.at(page)).isLessThan(Value.constant(needed)),
                () -> r.ghostStore(illegalAccess, 1));
    }

    /** What an access knows from its beginning. */
    public record Began(Register least, Optional<Register> mapped) {}

    /** An access of the page begins. */
    public Began begin(Routine r, int page) {
        return new Began(
                r.ghostLoad(least.at(page)),
                isMappedLater ? Optional.of(r.ghostLoad(mapped.at(page))) : Optional.empty());
    }

    /**
     * The access has been answered with a signal, which is wrong when it was allowed throughout:
     * where the page has not been mapped anew, permissions were only taken away.
     */
    public void signalled(Routine r, int page, int needed, Began began) {
        Register leastNow = r.ghostLoad(least.at(page));
        Condition throughout =
                Value.constant(needed - 1)
                        .isLessThan(began.least())
                        .and(Value.constant(needed - 1).isLessThan(leastNow));
        if (began.mapped().isPresent()) {
            Register mappedNow = r.ghostLoad(mapped.at(page));
            throughout = throughout.and(mappedNow.isEqualTo(began.mapped().get()));
        }
        r.when(throughout, () -> r.ghostStore(wrongSignal, 1));
    }

    /** The step just emitted has read the origin's {@code vm_area_struct} of the page. */
    public void readVma(Routine r, int page) {
        r.when(
                r.ghostLoad(vmAreaFreed.at(page)).isNotEqualTo(0),
                () -> r.ghostStore(freedVmaRead, 1));
    }

    /**
     * A walk has taken a VMA for the page.
     *
     * @param atFirst what the origin's tree held when the walk began; no workload maps a page and
     *     unmaps it again in the course of one walk
     */
    public void tookVma(Routine r, int page, Register permission, Register atFirst) {
        Register now = r.ghostLoad(originVma.at(page));
        r.when(
                permission.isNotEqualTo(atFirst).and(permission.isNotEqualTo(now)),
                () -> r.ghostStore(staleVma, 1));
    }

    /** A call that takes permissions of the page away begins. */
    public void lowers(Routine r, int page, int permission) {
        r.when(
                Value.constant(permission).is(Operator.LESS, r.ghostLoad(least.at(page))),
                () -> r.ghostStore(least.at(page), permission));
    }

    /** The call has returned. */
    public void lowered(Routine r, int page, int permission) {
        r.when(
                Value.constant(permission).is(Operator.LESS, r.ghostLoad(most.at(page))),
                () -> r.ghostStore(most.at(page), permission));
    }

    /** A call begins that maps the page, which is not mapped: it holds what it held at first. */
    public void raises(Routine r, int page) {
        r.ghostStore(most.at(page), READ_WRITE);
        r.ghostStore(last.at(page), firstContent);
        r.ghostStore(written.at(page), 0);
        r.ghostStore(mapped.at(page), r.ghostLoad(mapped.at(page)).plus(1));
    }

    /** The call has returned. */
    public void raised(Routine r, int page) {
        r.ghostStore(least.at(page), READ_WRITE);
    }

    /** The child has what the parent has. */
    public void forked(Routine r, int page, int childPage) {
        r.ghostStore(last.at(childPage), r.ghostLoad(last.at(page)));
        r.ghostStore(written.at(childPage), r.ghostLoad(written.at(page)));
    }

    /** The kernel's count of resident frames of its own goes up, with the step just emitted. */
    public void countResident(Routine r, Isa kernel, int difference) {
        Register count = r.ghostLoad(resident.at(kernel.ordinal()));
        r.ghostStore(resident.at(kernel.ordinal()), count.plus(difference));
    }
}
