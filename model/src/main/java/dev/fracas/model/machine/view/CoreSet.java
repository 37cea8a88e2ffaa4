package dev.fracas.model.machine.view;

/** The cores that stand at certain places of their programs, where the reader stands. */
public final class CoreSet {
    private final CoreSets.Group group;
    private final int shift;
    private final int all;

    CoreSet(CoreSets.Group group, int shift, int all) {
        this.group = group;
        this.shift = shift;
        this.all = all;
    }

    /** As a bit mask, bit {@code c} for core {@code c}. */
    public int mask() {
        return (int) (group.now() >>> shift) & all;
    }

    public boolean has(int core) {
        return (mask() >> core & 1) != 0;
    }
}
