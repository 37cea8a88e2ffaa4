package dev.fracas.model.addressspace.threads;

import dev.fracas.model.addressspace.Accesses;
import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Doing;
import dev.fracas.model.addressspace.Ghosts;
import dev.fracas.model.addressspace.Leads;
import dev.fracas.model.addressspace.Tlbs;
import dev.fracas.model.addressspace.popcorn.FaultHandles;
import dev.fracas.model.addressspace.popcorn.Ownership;
import dev.fracas.model.kernel.locking.AwaitsWriteLock;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.view.CoreSet;
import dev.fracas.model.machine.view.CoreValues;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.machine.view.StateReader;
import dev.fracas.model.machine.view.StepReader;
import dev.fracas.model.machine.view.Words;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Note;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import dev.fracas.spec.addressspace.AddressSpaceStep;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.Optional;
import java.util.function.Function;

/**
 * Shows the states and the steps of a configuration as {@link AddressSpaceView} and {@link
 * AddressSpaceStep}, and has the machine follow the balance of the address space's locks.
 */
public final class AddressSpaceObservatory {
    private final AddressSpace space;

    public AddressSpaceObservatory(AddressSpace space) {
        this.space = space;
    }

    public Observatory observatory() {
        return Observatory.GENERAL
                .showing(AddressSpaceView.class, Seen::new, AddressSpaceWords::ofState)
                .showingSteps(AddressSpaceStep.class, SeenStep::new, AddressSpaceWords::ofStep)
                .locks(space.locks());
    }

    /** An array that each kernel has for itself. */
    private record OfKernel(Words x86, Words arm) {
        OfKernel(StateReader state, Function<Isa, WordArray> array) {
            this(state.words(array.apply(Isa.X86_64)), state.words(array.apply(Isa.AARCH64)));
        }

        Words of(Isa kernel) {
            return kernel == Isa.X86_64 ? x86 : arm;
        }
    }

    private final class Seen implements AddressSpaceView {
        private final Machine machine;
        private final CoreSet fallingBack;
        private final CoreSet changing;
        private final CoreSet awaitingWriteLock;
        private final CoreSet insideForeignTable;
        private final CoreSet faulting;
        private final CoreSet awaitingInvalidation;
        private final CoreValues accessed;
        private final CoreValues needed;
        private final CoreValues led;
        private final OfKernel leaves;
        private final OfKernel vmas;
        private final Words tlb;
        private final Words use;
        private final Words least;
        private final Words most;
        private final Words resident;
        private final Words wrongFirstRead;
        private final Words wrongRead;
        private final Words illegalAccess;
        private final Words wrongSignal;
        private final Words freedTwice;
        private final Words freedByOther;
        private final Words staleVma;
        private final Words freedVmaRead;
        private final Words tableFreed;
        private final Words exited;
        private final Words content;
        private final Words last;
        private final OfKernel owners;
        private final OfKernel handles;
        private final Words handleMisused;

        Seen(StateReader state) {
            machine = state.machine();
            fallingBack = state.cores(Doing.FALLS_BACK);
            changing = state.cores(Doing.CHANGES);
            awaitingWriteLock = state.cores(AwaitsWriteLock.class::isInstance);
            insideForeignTable = state.cores(Doing.IN_FOREIGN_TABLE);
            faulting = state.cores(Doing.FAULTS);
            awaitingInvalidation = state.cores(Doing.AWAITS_INVALIDATION);
            accessed = state.values(-1, AddressSpaceObservatory::accessed);
            needed = state.values(NONE, AddressSpaceObservatory::needed);
            led = state.values(-1, AddressSpaceObservatory::led);
            leaves = new OfKernel(state, space::leaves);
            vmas = new OfKernel(state, space::vmas);
            tlb = state.words(space.tlbs.entries());
            use = state.words(space.frames.use);
            Ghosts ghosts = space.ghosts;
            least = state.words(ghosts.least);
            most = state.words(ghosts.most);
            resident = state.words(ghosts.resident);
            wrongFirstRead = state.word(ghosts.wrongFirstRead);
            wrongRead = state.word(ghosts.wrongRead);
            illegalAccess = state.word(ghosts.illegalAccess);
            wrongSignal = state.word(ghosts.wrongSignal);
            freedTwice = state.word(ghosts.freedTwice);
            freedByOther = state.word(ghosts.freedByOther);
            staleVma = state.word(ghosts.staleVma);
            freedVmaRead = state.word(ghosts.freedVmaRead);
            tableFreed = state.word(ghosts.tableFreed);
            exited = state.words(ghosts.exited);
            content = state.words(space.frames.content);
            last = state.words(ghosts.last);
            int pages = space.shape.pages();
            owners = new OfKernel(state, isa -> new Ownership(isa, pages).words());
            handles = new OfKernel(state, isa -> FaultHandles.handles(isa, pages, space.threads));
            handleMisused = state.word(FaultHandles.MISUSED);
        }

        private int leaf(Isa kernel, int page) {
            return leaves.of(kernel).at(page);
        }

        private int entry(int core, int page) {
            return core < space.threads.tasks().size() ? tlb.at(space.tlbs.index(core, page)) : 0;
        }

        @Override
        public int pages() {
            return space.shape.pages();
        }

        @Override
        public int cores() {
            return machine.cores();
        }

        @Override
        public int frames() {
            return space.shape.frames();
        }

        @Override
        public Isa isa(int core) {
            return machine.program(core).isa();
        }

        @Override
        public boolean leafPresent(Isa kernel, int page) {
            return (leaf(kernel, page) & LeafWord.PRESENT) != 0;
        }

        @Override
        public boolean leafWritable(Isa kernel, int page) {
            return (leaf(kernel, page) & LeafWord.WRITABLE) != 0;
        }

        @Override
        public boolean leafForeign(Isa kernel, int page) {
            return ((leaf(kernel, page) & LeafWord.ARM) != 0) != (kernel == Isa.AARCH64);
        }

        @Override
        public int leafFrame(Isa kernel, int page) {
            int leaf = leaf(kernel, page);
            Isa format = (leaf & LeafWord.ARM) != 0 ? Isa.AARCH64 : Isa.X86_64;
            return space.numbering.reached(format, leaf >>> LeafWord.FRAME_SHIFT);
        }

        @Override
        public boolean leafNone(Isa kernel, int page) {
            return leaf(kernel, page) == 0;
        }

        @Override
        public boolean originTableFreed() {
            return tableFreed.isSet();
        }

        @Override
        public int insideForeignTable() {
            return insideForeignTable.mask();
        }

        @Override
        public boolean cached(int core, int page) {
            return (entry(core, page) & Tlbs.PRESENT) != 0;
        }

        @Override
        public boolean cachedWritable(int core, int page) {
            return (entry(core, page) & Tlbs.WRITABLE) != 0;
        }

        @Override
        public int cachedFrame(int core, int page) {
            return entry(core, page) >>> Tlbs.FRAME;
        }

        @Override
        public Isa owner(int frame) {
            return space.shape.owner(frame);
        }

        @Override
        public boolean isFree(int frame) {
            return users(frame) == 0;
        }

        @Override
        public boolean isUsedFor(int frame, int page) {
            return (users(frame) >>> page & 1) != 0;
        }

        @Override
        public boolean isZeroPage(int frame) {
            return frame == AddressSpace.ZERO_PAGE;
        }

        @Override
        public boolean isShared(int frame) {
            return Long.bitCount(users(frame)) > 1;
        }

        private long users(int frame) {
            return use.whole(frame);
        }

        @Override
        public boolean freedTwice() {
            return freedTwice.isSet();
        }

        @Override
        public boolean freedByOther() {
            return freedByOther.isSet();
        }

        @Override
        public int residentFrames(Isa kernel) {
            int bits = space.ghosts.resident.bits();
            int count = resident.at(kernel.ordinal());
            return count >> (bits - 1) == 0 ? count : count - (1 << bits);
        }

        @Override
        public int vma(Isa kernel, int page) {
            return vmas.of(kernel).at(page);
        }

        @Override
        public boolean tookStaleVma() {
            return staleVma.isSet();
        }

        @Override
        public boolean readFreedVma() {
            return freedVmaRead.isSet();
        }

        @Override
        public int leastPermission(int page) {
            return least.areNamed() ? least.at(page) : space.shape.permission();
        }

        @Override
        public int mostPermission(int page) {
            return most.areNamed() ? most.at(page) : space.shape.permission();
        }

        @Override
        public boolean wrongFirstRead() {
            return wrongFirstRead.isSet();
        }

        @Override
        public boolean wrongRead() {
            return wrongRead.isSet();
        }

        @Override
        public boolean illegalAccess() {
            return illegalAccess.isSet();
        }

        @Override
        public boolean wrongSignal() {
            return wrongSignal.isSet();
        }

        @Override
        public int accessedPage(int core) {
            return accessed.of(core);
        }

        @Override
        public int neededPermission(int core) {
            return needed.of(core);
        }

        @Override
        public int fallingBack() {
            return fallingBack.mask();
        }

        @Override
        public int changing() {
            return changing.mask();
        }

        @Override
        public int awaitingWriteLock() {
            return awaitingWriteLock.mask();
        }

        @Override
        public boolean exited() {
            return exited.at(0) != 0 && exited.at(1) != 0;
        }

        @Override
        public boolean owns(Isa kernel, int page) {
            if (kernel == Isa.AARCH64) {
                return (owners.of(kernel).at(page) & Ownership.REMOTE) != 0;
            }
            int recorded = owners.of(kernel).at(page);
            // What is not distributed is the origin's, as long as it is mapped at all.
            return vma(kernel, page) != NONE
                    && ((recorded & Ownership.DISTRIBUTED) == 0
                            || (recorded & Ownership.ORIGIN) != 0);
        }

        @Override
        public boolean copyIsCurrent(Isa kernel, int page) {
            int frame = leafFrame(kernel, page);
            // Anonymous memory without a frame is all zeros.
            return (frame == 0 ? 0 : content.at(frame)) == last.at(page);
        }

        @Override
        public boolean inTransfer(int page) {
            // The sender of a message about the page holds a handle until the answer has come.
            return handles.of(Isa.X86_64).at(page) != 0 || handles.of(Isa.AARCH64).at(page) != 0;
        }

        @Override
        public int leaders(Isa kernel, int page) {
            int count = 0;
            for (int core = 0; core < machine.cores(); core++) {
                if (isa(core) == kernel && led.of(core) == page) {
                    count++;
                }
            }
            return count;
        }

        @Override
        public boolean handleMisused() {
            return handleMisused.isSet();
        }

        @Override
        public int faulting() {
            return faulting.mask();
        }

        @Override
        public int awaitingInvalidation() {
            return awaitingInvalidation.mask();
        }
    }

    private static Optional<Integer> accessed(Note note) {
        return note instanceof Accesses(int page, boolean _) ? Optional.of(page) : Optional.empty();
    }

    private static Optional<Integer> needed(Note note) {
        return note instanceof Accesses(int _, boolean write)
                ? Optional.of(write ? AddressSpaceView.READ_WRITE : AddressSpaceView.READ)
                : Optional.empty();
    }

    private static Optional<Integer> led(Note note) {
        return note instanceof Leads(int page) ? Optional.of(page) : Optional.empty();
    }

    private final class SeenStep implements AddressSpaceStep {
        private final StepReader step;
        private final Seen before;
        private final Seen after;

        SeenStep(StepReader step) {
            this.step = step;
            before = new Seen(step.before());
            after = new Seen(step.after());
        }

        @Override
        public int core() {
            return step.core();
        }

        @Override
        public Isa kernel() {
            return before.isa(core());
        }

        @Override
        public AddressSpaceView before() {
            return before;
        }

        @Override
        public AddressSpaceView after() {
            return after;
        }

        @Override
        public int freedFrame() {
            for (int frame = 1; frame < before.frames(); frame++) {
                if (!before.isFree(frame) && after.isFree(frame)) {
                    return frame;
                }
            }
            return 0;
        }
    }
}
