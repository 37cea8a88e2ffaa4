package dev.fracas.model.addressspace.threads;

import dev.fracas.model.Step;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.model.ViewWords;
import dev.fracas.model.addressspace.Accesses;
import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Doing;
import dev.fracas.model.addressspace.Ghosts;
import dev.fracas.model.addressspace.Leads;
import dev.fracas.model.addressspace.Tlbs;
import dev.fracas.model.addressspace.popcorn.FaultHandles;
import dev.fracas.model.addressspace.popcorn.Ownership;
import dev.fracas.model.kernel.locking.AwaitsWriteLock;
import dev.fracas.model.kernel.locking.LockBalance;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Locations;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Note;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import dev.fracas.spec.addressspace.AddressSpaceStep;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.Optional;
import java.util.Set;

/**
 * Shows the packed states and the steps of a configuration as {@link AddressSpaceView} and {@link
 * AddressSpaceStep}. What a core's place in its program says of it is looked up in a table.
 */
public final class AddressSpaceObservatory implements Machine.Observatory {
    private static final int FALLS_BACK = 1;
    private static final int CHANGES = 1 << 1;
    private static final int AWAITS_WRITE_LOCK = 1 << 2;
    private static final int IN_FOREIGN_TABLE = 1 << 3;
    private static final int FAULTS = 1 << 4;
    private static final int AWAITS_INVALIDATION = 1 << 5;
    private static final int OOPSED = 1 << 6;

    private final AddressSpace space;

    public AddressSpaceObservatory(AddressSpace space) {
        this.space = space;
    }

    @Override
    public <V extends View> StateObserver<V> observeStates(Machine machine, Class<V> view) {
        if (view != AddressSpaceView.class) {
            throw new IllegalArgumentException("an address space shows no " + view.getSimpleName());
        }
        PackedView packed = new PackedView(machine);
        V shown = view.cast(packed);
        return (states, at) -> {
            packed.moveTo(states, at);
            return shown;
        };
    }

    @Override
    public Optional<ViewWords<?>> words(Class<? extends View> view) {
        return AddressSpaceWords.of(view);
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Machine machine, Class<V> view) {
        if (view != AddressSpaceStep.class) {
            throw new IllegalArgumentException("an address space shows no " + view.getSimpleName());
        }
        PackedStep packed = new PackedStep(machine);
        V shown = view.cast(packed);
        return (before, b, step, written, after, a) -> {
            packed.moveTo(before, b, step, after, a);
            return shown;
        };
    }

    /** What each place of each program says of its core. */
    private static final class Places {
        /** For each place of each core, a bit for each set of cores that it puts the core in. */
        private final byte[][] sets;

        private final int[][] accessed;
        private final int[][] needed;
        private final int[][] led;

        Places(Machine machine) {
            int cores = machine.cores();
            sets = new byte[cores][];
            accessed = new int[cores][];
            needed = new int[cores][];
            led = new int[cores][];
            for (int core = 0; core < cores; core++) {
                int count = machine.pcCount(core);
                sets[core] = new byte[count];
                accessed[core] = new int[count];
                needed[core] = new int[count];
                led[core] = new int[count];
                for (int pc = 0; pc < count; pc++) {
                    int instruction = machine.instructionAt(core, pc);
                    accessed[core][pc] = -1;
                    led[core][pc] = -1;
                    if (instruction < 0) {
                        sets[core][pc] = OOPSED;
                    } else {
                        read(machine.program(core).sites().get(instruction).notes(), core, pc);
                    }
                }
            }
        }

        private void read(Set<Note> notes, int core, int pc) {
            for (Note note : notes) {
                switch (note) {
                    case Accesses(int page, boolean write) -> {
                        accessed[core][pc] = page;
                        needed[core][pc] =
                                write ? AddressSpaceView.READ_WRITE : AddressSpaceView.READ;
                    }
                    case Leads(int page) -> led[core][pc] = page;
                    case Doing doing -> sets[core][pc] |= setOf(doing);
                    case AwaitsWriteLock _ -> sets[core][pc] |= AWAITS_WRITE_LOCK;
                    default -> {}
                }
            }
        }

        private static byte setOf(Doing doing) {
            return switch (doing) {
                case FALLS_BACK -> FALLS_BACK;
                case CHANGES -> CHANGES;
                case IN_FOREIGN_TABLE -> IN_FOREIGN_TABLE;
                case FAULTS -> FAULTS;
                case AWAITS_INVALIDATION -> AWAITS_INVALIDATION;
            };
        }
    }

    /** Where an array of words lies; reads 0 where no program names it. */
    private record Place(Locations locations, int base) {
        Place(Machine machine, WordArray array) {
            this(machine.locations(), machine.locations().whole(array, 0));
        }

        int read(long[] states, int at, int index) {
            return (int) readWhole(states, at, index);
        }

        /** All 64 bits, where a word has a bit for each page. */
        long readWhole(long[] states, int at, int index) {
            return base < 0 ? 0 : locations.read(states, at, base + index);
        }
    }

    private final class PackedView implements AddressSpaceView {
        private final Machine machine;
        private final Places places;
        private final Place x86Leaves;
        private final Place armLeaves;
        private final Place x86Vmas;
        private final Place armVmas;
        private final Place tlb;
        private final Place use;
        private final Place least;
        private final Place most;
        private final Place resident;
        private final Place wrongFirstRead;
        private final Place wrongRead;
        private final Place illegalAccess;
        private final Place wrongSignal;
        private final Place freedTwice;
        private final Place freedByOther;
        private final Place staleVma;
        private final Place freedVmaRead;
        private final Place tableFreed;
        private final Place exited;
        private final Place content;
        private final Place last;
        private final Place x86Owners;
        private final Place armOwners;
        private final Place x86Faults;
        private final Place armFaults;
        private final Place handleMisused;
        private final LockBalance locks;
        private long[] states = new long[0];
        private int at;

        PackedView(Machine machine) {
            this.machine = machine;
            places = new Places(machine);
            x86Leaves = new Place(machine, space.leaves(Isa.X86_64));
            armLeaves = new Place(machine, space.leaves(Isa.AARCH64));
            x86Vmas = new Place(machine, space.vmas(Isa.X86_64));
            armVmas = new Place(machine, space.vmas(Isa.AARCH64));
            tlb = new Place(machine, space.tlbs.entries());
            use = new Place(machine, space.frames.use);
            Ghosts ghosts = space.ghosts;
            least = new Place(machine, ghosts.least);
            most = new Place(machine, ghosts.most);
            resident = new Place(machine, ghosts.resident);
            wrongFirstRead = new Place(machine, ghosts.wrongFirstRead.array());
            wrongRead = new Place(machine, ghosts.wrongRead.array());
            illegalAccess = new Place(machine, ghosts.illegalAccess.array());
            wrongSignal = new Place(machine, ghosts.wrongSignal.array());
            freedTwice = new Place(machine, ghosts.freedTwice.array());
            freedByOther = new Place(machine, ghosts.freedByOther.array());
            staleVma = new Place(machine, ghosts.staleVma.array());
            freedVmaRead = new Place(machine, ghosts.freedVmaRead.array());
            tableFreed = new Place(machine, ghosts.tableFreed.array());
            exited = new Place(machine, ghosts.exited);
            content = new Place(machine, space.frames.content);
            last = new Place(machine, ghosts.last);
            int pages = space.shape.pages();
            x86Owners = new Place(machine, new Ownership(Isa.X86_64, pages).words());
            armOwners = new Place(machine, new Ownership(Isa.AARCH64, pages).words());
            x86Faults = new Place(machine, FaultHandles.handles(Isa.X86_64, pages, space.threads));
            armFaults = new Place(machine, FaultHandles.handles(Isa.AARCH64, pages, space.threads));
            handleMisused = new Place(machine, FaultHandles.MISUSED.array());
            locks = new LockBalance(machine, space.locks());
        }

        void moveTo(long[] newStates, int newAt) {
            states = newStates;
            at = newAt;
        }

        private int read(Place place, int index) {
            return place.read(states, at, index);
        }

        private boolean isSet(Place place) {
            return read(place, 0) != 0;
        }

        private int set(int which) {
            int in = 0;
            for (int core = 0; core < machine.cores(); core++) {
                if ((places.sets[core][machine.pcOf(states, at, core)] & which) != 0) {
                    in |= 1 << core;
                }
            }
            return in;
        }

        private int leaf(Isa kernel, int page) {
            return read(kernel == Isa.X86_64 ? x86Leaves : armLeaves, page);
        }

        private int entry(int core, int page) {
            return core < space.threads.tasks().size()
                    ? read(tlb, space.tlbs.index(core, page))
                    : 0;
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
            return isSet(tableFreed);
        }

        @Override
        public int insideForeignTable() {
            return set(IN_FOREIGN_TABLE);
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
            return use.readWhole(states, at, frame);
        }

        @Override
        public boolean freedTwice() {
            return isSet(freedTwice);
        }

        @Override
        public boolean freedByOther() {
            return isSet(freedByOther);
        }

        @Override
        public int residentFrames(Isa kernel) {
            int bits = space.ghosts.resident.bits();
            int count = read(resident, kernel.ordinal());
            return count >> (bits - 1) == 0 ? count : count - (1 << bits);
        }

        @Override
        public int vma(Isa kernel, int page) {
            return read(kernel == Isa.X86_64 ? x86Vmas : armVmas, page);
        }

        @Override
        public boolean tookStaleVma() {
            return isSet(staleVma);
        }

        @Override
        public boolean readFreedVma() {
            return isSet(freedVmaRead);
        }

        @Override
        public int leastPermission(int page) {
            return least.base() < 0 ? space.shape.permission() : read(least, page);
        }

        @Override
        public int mostPermission(int page) {
            return most.base() < 0 ? space.shape.permission() : read(most, page);
        }

        @Override
        public boolean wrongFirstRead() {
            return isSet(wrongFirstRead);
        }

        @Override
        public boolean wrongRead() {
            return isSet(wrongRead);
        }

        @Override
        public boolean illegalAccess() {
            return isSet(illegalAccess);
        }

        @Override
        public boolean wrongSignal() {
            return isSet(wrongSignal);
        }

        @Override
        public int accessedPage(int core) {
            return places.accessed[core][machine.pcOf(states, at, core)];
        }

        @Override
        public int neededPermission(int core) {
            return places.needed[core][machine.pcOf(states, at, core)];
        }

        @Override
        public int fallingBack() {
            return set(FALLS_BACK);
        }

        @Override
        public int changing() {
            return set(CHANGES);
        }

        @Override
        public int awaitingWriteLock() {
            return set(AWAITS_WRITE_LOCK);
        }

        @Override
        public boolean exited() {
            return read(exited, 0) != 0 && read(exited, 1) != 0;
        }

        @Override
        public int oopsed() {
            return set(OOPSED);
        }

        @Override
        public int releasingUnheld() {
            return locks.releasingUnheld(states, at);
        }

        @Override
        public boolean lockHeldAtEnd() {
            return locks.isHeldAtEnd(states, at);
        }

        @Override
        public boolean owns(Isa kernel, int page) {
            if (kernel == Isa.AARCH64) {
                return (read(armOwners, page) & Ownership.REMOTE) != 0;
            }
            int owners = read(x86Owners, page);
            // What is not distributed is the origin's, as long as it is mapped at all.
            return vma(kernel, page) != NONE
                    && ((owners & Ownership.DISTRIBUTED) == 0 || (owners & Ownership.ORIGIN) != 0);
        }

        @Override
        public boolean copyIsCurrent(Isa kernel, int page) {
            int frame = leafFrame(kernel, page);
            // Anonymous memory without a frame is all zeros.
            return (frame == 0 ? 0 : read(content, frame)) == read(last, page);
        }

        @Override
        public boolean inTransfer(int page) {
            // Whoever sends a message about the page holds a handle until the answer has come.
            return read(x86Faults, page) != 0 || read(armFaults, page) != 0;
        }

        @Override
        public int leaders(Isa kernel, int page) {
            int count = 0;
            for (int core = 0; core < machine.cores(); core++) {
                if (isa(core) == kernel
                        && places.led[core][machine.pcOf(states, at, core)] == page) {
                    count++;
                }
            }
            return count;
        }

        @Override
        public boolean handleMisused() {
            return isSet(handleMisused);
        }

        @Override
        public int faulting() {
            return set(FAULTS);
        }

        @Override
        public int awaitingInvalidation() {
            return set(AWAITS_INVALIDATION);
        }
    }

    private final class PackedStep implements AddressSpaceStep {
        private final PackedView before;
        private final PackedView after;
        private int core;

        PackedStep(Machine machine) {
            before = new PackedView(machine);
            after = new PackedView(machine);
        }

        void moveTo(long[] statesBefore, int b, int step, long[] statesAfter, int a) {
            before.moveTo(statesBefore, b);
            after.moveTo(statesAfter, a);
            core = Step.coreOf(step);
        }

        @Override
        public int core() {
            return core;
        }

        @Override
        public Isa kernel() {
            return before.isa(core);
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
