package dev.fracas.model.addressspace.readings;

import java.util.Arrays;
import java.util.Optional;

/** A mechanism of Stramash that comes as the paper describes it and as it was released. */
public enum Part {
    /** The x86 kernel's page-fault handler. */
    ORIGIN_FAULT("origin-fault"),
    /** The Arm kernel's, which inserts into both tables. */
    REMOTE_FAULT("remote-fault"),
    /** The Arm kernel's walk through the origin's VMAs. */
    VMA_WALK("vma-walk"),
    /** {@code mmap}, {@code munmap} and {@code mprotect}, at both kernels. */
    MAPPING("mapping"),
    /** {@code fork}. */
    FORK("fork"),
    /** Process exit. */
    EXIT("exit");

    private final String id;

    Part(String id) {
        this.id = id;
    }

    /** As on the command line. */
    public String id() {
        return id;
    }

    /** The part of that id. */
    public static Optional<Part> of(String id) {
        return Arrays.stream(values()).filter(part -> part.id.equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return id;
    }
}
