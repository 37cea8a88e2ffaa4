package dev.fracas.model.program;

/**
 * Something that an access can name: a {@link Word}, an element of a {@link WordArray}, a field.
 */
public interface Addressable {
    Address address();
}
