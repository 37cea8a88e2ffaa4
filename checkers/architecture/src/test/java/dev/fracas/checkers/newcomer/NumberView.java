package dev.fracas.checkers.newcomer;

import dev.fracas.spec.View;

/** What the property may see. */
public interface NumberView extends View {
    /** Two cores have drawn the same number. */
    boolean isDrawnTwice();
}
