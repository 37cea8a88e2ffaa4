package dev.fracas.model.addressspace;

import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Value;
import dev.fracas.spec.Isa;

/**
 * Which frame a frame number means. Below 4 GiB the Arm kernel numbers the same memory by 1 GiB
 * higher than the x86 kernel does ({@code ARM_PA = x86_PA + 0x40000000}); exactly so in {@link
 * dev.fracas.model.pagetable.FrameNumbering}. Frames are numbered here as the x86 kernel does. The
 * Arm kernel calls the one low frame by a number of its own, and what it calls by the low frame's
 * number is other memory.
 */
public final class Numbering {
    private final boolean hasLowFrame;
    private final int low;
    private final int elsewhere;
    private final int armsName;

    public Numbering(Shape shape) {
        hasLowFrame = shape.has(Shape.Trait.LOW_FRAME);
        low = shape.firstFrame(Isa.X86_64);
        elsewhere = shape.endOfFrames(Isa.AARCH64);
        armsName = shape.frames();
    }

    /** The highest number in use. */
    public int highest() {
        return hasLowFrame ? armsName : elsewhere - 1;
    }

    /** The Arm kernel's number of the frame that the x86 kernel calls so. */
    public Value asArmSays(Value frame) {
        return hasLowFrame ? replace(frame, low, armsName) : frame;
    }

    /** The frame that an MMU reaches by that number. */
    public Value reached(Isa mmu, Value number) {
        if (!hasLowFrame || mmu == Isa.X86_64) {
            return number;
        }
        return replace(number, low, elsewhere).plus(difference(number, armsName, low));
    }

    public int reached(Isa mmu, int number) {
        if (!hasLowFrame || mmu == Isa.X86_64) {
            return number;
        }
        return number == low ? elsewhere : number == armsName ? low : number;
    }

    private static Value replace(Value number, int from, int to) {
        return number.plus(difference(number, from, to));
    }

    private static Value difference(Value number, int from, int to) {
        return number.apply(Operator.EQUAL, Value.constant(from))
                .apply(Operator.MULTIPLY, Value.constant(to - from));
    }
}
