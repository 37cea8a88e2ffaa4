package dev.fracas.model;

/** A model that cannot be executed: a mistake of whoever wrote the program, said in one line. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }
}
