package dev.fracas.model.program;

/**
 * Where an access goes: a run of bits of one element of a word array. The index may be computed
 * from registers; an index outside the array is a fault of the program (a kernel oops) when it
 * executes.
 *
 * @param array the words
 * @param index which of them, 0 for a single word
 * @param shift the lowest bit of the field, counted from the least significant bit of the word
 * @param bits the width of the field
 * @param field the field's name, empty for the whole word
 */
public record Address(WordArray array, Value index, int shift, int bits, String field)
        implements Addressable {
    public Address {
        if (shift < 0 || bits < 1 || shift + bits > array.bits()) {
            throw new IllegalArgumentException(
                    "field '%s' (bits %d to %d) does not fit into %s, which has %d bits"
                            .formatted(field, shift, shift + bits - 1, array.name(), array.bits()));
        }
    }

    /** Some bits of this address, as a field of their own that can be accessed alone. */
    public Address field(String name, int from, int width) {
        return new Address(array, index, shift + from, width, name);
    }

    @Override
    public Address address() {
        return this;
    }

    @Override
    public String toString() {
        String element = array.length() == 1 ? array.name() : array.name() + "[" + index + "]";
        return field.isEmpty() ? element : element + "." + field;
    }
}
