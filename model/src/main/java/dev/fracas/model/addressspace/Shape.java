package dev.fracas.model.addressspace;

import dev.fracas.spec.Isa;
import java.util.EnumSet;
import java.util.Set;

/**
 * How large an address space is, and what is there when the threads start.
 *
 * @param pages user pages, 1 to 3
 * @param x86Frames frames that the x86 kernel's allocator owns
 * @param armFrames frames that the Arm kernel's allocator owns
 * @param permission of every page's VMA at the origin: none, read, read and write
 * @param childPage the page that stands for the one page of a child process, which has an {@code
 *     mm_struct} of its own; {@link #NO_CHILD} for none
 */
public record Shape(
        int pages, int x86Frames, int armFrames, int permission, Set<Trait> traits, int childPage) {
    /** There is no child process. */
    public static final int NO_CHILD = -1;

    /** What is out of the ordinary. */
    public enum Trait {
        /** The origin has no page of leaves yet: the levels above are empty. */
        TABLE_MISSING,
        /** The Arm kernel has no copies of the VMAs yet. */
        REMOTE_LACKS_VMAS,
        /** A call maps a page while threads run: VMAs come as well as go. */
        MAPPED_LATER,
        /** The pages are of a private file mapping, not anonymous. */
        PRIVATE_FILE,
        /** The x86 allocator's first frame lies below 4 GiB, where the kernels' numbers differ. */
        LOW_FRAME,
        /** One allocation of a page, whichever, gets none. */
        ALLOCATION_FAILS,
        /** Each kernel's frames come from a zone of words, instead of in one step. */
        ZONES
    }

    public Shape {
        traits = Set.copyOf(traits);
    }

    /** Anonymous pages to read and write; both kernels know their VMAs, the tables are there. */
    public static Shape of(int pages, int x86Frames, int armFrames) {
        return new Shape(pages, x86Frames, armFrames, 2, Set.of(), NO_CHILD);
    }

    public Shape with(Trait trait) {
        Set<Trait> all = EnumSet.of(trait);
        all.addAll(traits);
        return new Shape(pages, x86Frames, armFrames, permission, all, childPage);
    }

    public Shape withPermission(int other) {
        return new Shape(pages, x86Frames, armFrames, other, traits, childPage);
    }

    public Shape withChild(int page) {
        return new Shape(pages, x86Frames, armFrames, permission, traits, page);
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    public boolean tableExists() {
        return !has(Trait.TABLE_MISSING);
    }

    public boolean remoteKnowsVmas() {
        return !has(Trait.REMOTE_LACKS_VMAS);
    }

    /** Whether the remote may lack a VMA that the origin has. */
    public boolean remoteMayLackVmas() {
        return !remoteKnowsVmas() || has(Trait.MAPPED_LATER);
    }

    public boolean hasChild() {
        return childPage != NO_CHILD;
    }

    /**
     * Frames 0 (no frame) and 1 (the zero page, or the file's page in the page cache), then the x86
     * kernel's, then the Arm kernel's, then the one that is not the process's.
     */
    public int frames() {
        return endOfFrames(Isa.AARCH64) + (has(Trait.LOW_FRAME) ? 1 : 0);
    }

    public int firstFrame(Isa owner) {
        return owner == Isa.X86_64 ? 2 : 2 + x86Frames;
    }

    public int endOfFrames(Isa owner) {
        return owner == Isa.X86_64 ? 2 + x86Frames : 2 + x86Frames + armFrames;
    }

    public Isa owner(int frame) {
        return frame < firstFrame(Isa.AARCH64) || frame == frames() ? Isa.X86_64 : Isa.AARCH64;
    }

    /** What each page holds before anyone has written it. */
    public int firstContent() {
        return has(Trait.PRIVATE_FILE) ? 2 : 0;
    }
}
