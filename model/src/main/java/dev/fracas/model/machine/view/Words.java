package dev.fracas.model.machine.view;

import dev.fracas.model.program.WordArray;
import java.util.Objects;

/**
 * What the elements of an array hold in memory, or as ghosts, where the reader stands. All are 0
 * where no program names the array, since nothing can have been stored there.
 */
public final class Words {
    private final StateReader reader;
    private final int length;
    private final int base;

    Words(StateReader reader, WordArray array) {
        this.reader = reader;
        this.length = array.length();
        this.base = reader.machine().locations().whole(array, 0);
    }

    /** Whether some program names the array. */
    public boolean areNamed() {
        return base >= 0;
    }

    /** All 64 bits of an element. */
    public long whole(int index) {
        return base < 0 ? 0 : reader.read(base + Objects.checkIndex(index, length));
    }

    /** The low 32 bits of an element. */
    public int at(int index) {
        return (int) whole(index);
    }

    /** Whether element 0 holds anything but 0: for flags. */
    public boolean isSet() {
        return whole(0) != 0;
    }

    boolean isAt(int location) {
        return elementAt(location) == 0;
    }

    /** -1 where that is no element of the array. */
    int elementAt(int location) {
        boolean isElement = base >= 0 && location >= base && location < base + length;
        return isElement ? location - base : -1;
    }
}
