package dev.fracas.model.pagetable;

import dev.fracas.model.pagetable.Leaf.Attribute;
import dev.fracas.model.pagetable.Leaf.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Leaves for the tests to try. */
final class Leaves {
    static final long FOUR_GIB = FrameNumbering.FOUR_GIB;

    private Leaves() {}

    /** Every legal leaf with this frame, but for {@link Leaf#NONE} and {@link Leaf#SWAPPED}. */
    static List<Leaf> with(long frame) {
        List<Leaf> all = new ArrayList<>();
        for (State state : List.of(State.PRESENT, State.PROT_NONE, State.POPCORN_INVALID)) {
            for (Set<Attribute> attributes : subsets(Attribute.class)) {
                legal(state, frame, attributes).ifPresent(all::add);
            }
        }
        return all;
    }

    private static Optional<Leaf> legal(State state, long frame, Set<Attribute> attributes) {
        try {
            return Optional.of(new Leaf(state, frame, attributes));
        } catch (IllegalArgumentException noSuchLeaf) {
            return Optional.empty();
        }
    }

    /** Every legal leaf that the format can hold, with small and great frames. */
    static Stream<Leaf> of(LeafFormat format) {
        long top = (1L << (format.physicalBits() - LeafFormat.PAGE_SHIFT)) - 1;
        return LongStream.of(0, 1, 7, FOUR_GIB - 1, FOUR_GIB, FOUR_GIB + 7, top / 2 + 1, top)
                .boxed()
                .flatMap(frame -> with(frame).stream())
                .filter(leaf -> isExpressible(leaf, format));
    }

    private static boolean isExpressible(Leaf leaf, LeafFormat format) {
        return format instanceof Arm64Format
                || !leaf.has(Attribute.EXECUTABLE)
                || leaf.has(Attribute.USER);
    }

    static <E extends Enum<E>> List<Set<E>> subsets(Class<E> type) {
        E[] all = type.getEnumConstants();
        List<Set<E>> subsets = new ArrayList<>();
        for (int bits = 0; bits < 1 << all.length; bits++) {
            int chosen = bits;
            Set<E> subset = EnumSet.noneOf(type);
            Arrays.stream(all)
                    .filter(each -> (chosen >> each.ordinal() & 1) != 0)
                    .forEach(subset::add);
            subsets.add(subset);
        }
        return subsets;
    }

    /** What the MMU lets a user program do with the word. */
    static Set<UserAccess> allowed(Mmu mmu, long word) {
        Set<UserAccess> allowed = EnumSet.noneOf(UserAccess.class);
        for (UserAccess access : UserAccess.values()) {
            if (mmu.translate(word, access).isTranslated()) {
                allowed.add(access);
            }
        }
        return allowed;
    }
}
