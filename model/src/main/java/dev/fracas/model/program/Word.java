package dev.fracas.model.program;

/** One word in shared memory: a {@link WordArray} of length 1. */
public record Word(WordArray array) implements Addressable {
    /** A word of 64 bits, 0 at the start, alone in its cache line, in the origin's memory. */
    public static Word named(String name) {
        return new Word(WordArray.named(name, 1));
    }

    /** A word that only properties see. */
    public static Word ghost(String name, int bits) {
        return new Word(WordArray.ghost(name, 1, bits));
    }

    public Word bits(int width) {
        return new Word(array.bits(width));
    }

    public Word initially(long value) {
        return new Word(array.initially(value));
    }

    /** Places the word in the remote kernel's memory: Arm's. */
    public Word remote() {
        return new Word(array.remoteFrom(0));
    }

    /** Places the word in the named cache line, with all other words of that line. */
    public Word inLine(String lineName) {
        return new Word(array.inLine(lineName));
    }

    /** Some bits of the word, which can be accessed alone. */
    public Address field(String name, int from, int width) {
        return address().field(name, from, width);
    }

    @Override
    public Address address() {
        return array.at(0);
    }

    @Override
    public String toString() {
        return array.name();
    }
}
