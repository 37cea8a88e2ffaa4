package dev.fracas.checkers.linearizability.objects;

import dev.fracas.checkers.linearizability.ObjectCall;

/** What is asked of a list of VMAs. Pages are numbered from 0. */
public sealed interface VmaCall extends ObjectCall {
    int page();

    /**
     * A VMA for the page comes into the list; none when there is one.
     *
     * @param permission 1 to read, 2 to read and write
     */
    record Map(int page, int permission) implements VmaCall {
        @Override
        public String toString() {
            return "map %d %s".formatted(page, VmaList.flags(permission));
        }
    }

    /** The page's VMA goes, if there is one. */
    record Unmap(int page) implements VmaCall {
        @Override
        public String toString() {
            return "unmap " + page;
        }
    }

    /**
     * The page's VMA gets another permission; none when there is none.
     *
     * @param permission 1 to read, 2 to read and write
     */
    record Protect(int page, int permission) implements VmaCall {
        @Override
        public String toString() {
            return "protect %d %s".formatted(page, VmaList.flags(permission));
        }
    }

    /** Returns the permission of the page's VMA; none when there is none. */
    record Find(int page) implements VmaCall {
        @Override
        public String toString() {
            return "find " + page;
        }
    }
}
