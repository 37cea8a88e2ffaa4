package dev.fracas.spec.addressspace;

import dev.fracas.spec.Isa;
import dev.fracas.spec.StepView;

/** What can be seen of one step of a core, or of the hardware on its behalf. */
public interface AddressSpaceStep extends StepView {
    /** The core that stepped, or whose store buffer was flushed. */
    int core();

    /** The kernel that the core runs. */
    Isa kernel();

    AddressSpaceView before();

    AddressSpaceView after();

    /** The frame that the step returned to its allocator; 0 when it freed none. */
    int freedFrame();
}
