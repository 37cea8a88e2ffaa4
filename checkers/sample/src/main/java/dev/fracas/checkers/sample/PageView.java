package dev.fracas.checkers.sample;

import dev.fracas.spec.View;

/** What can be seen of a page that is handed over. */
public interface PageView extends View {
    boolean isFaulting(int core);

    /** The reader has used the page without what was written to it. */
    boolean usedStalePage();
}
