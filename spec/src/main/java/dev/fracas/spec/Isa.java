package dev.fracas.spec;

import java.util.Locale;

/** Instruction-set architecture of a core, and with it the kernel instance that the core runs. */
public enum Isa {
    /** x86-64. In Stramash the x86 kernel is the <em>origin</em> of every process. */
    X86_64("x86"),
    /** AArch64 (Armv8-A with Large System Extensions). In Stramash the <em>remote</em> kernel. */
    AARCH64("arm");

    private final String shortName;

    Isa(String shortName) {
        this.shortName = shortName;
    }

    /** {@code x86} or {@code arm}: the word used on the command line and in trace columns. */
    public String shortName() {
        return shortName;
    }

    /**
     * The architecture with the given short name.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    public static Isa named(String shortName) {
        for (Isa isa : values()) {
            if (isa.shortName.equals(shortName.toLowerCase(Locale.ROOT))) {
                return isa;
            }
        }
        throw new IllegalArgumentException("unknown core '" + shortName + "': expected x86 or arm");
    }
}
