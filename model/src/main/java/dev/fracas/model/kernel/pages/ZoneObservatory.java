package dev.fracas.model.kernel.pages;

import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.model.ViewWords;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import dev.fracas.spec.pages.PageAllocatorView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Shows the zones of a machine, and whatever else the machine carries. */
public record ZoneObservatory(List<Zone> zones, Machine.Observatory others)
        implements Machine.Observatory {
    public ZoneObservatory {
        zones = List.copyOf(zones);
    }

    @Override
    public <V extends View> StateObserver<V> observeStates(Machine machine, Class<V> view) {
        if (view != PageAllocatorView.class) {
            return others.observeStates(machine, view);
        }
        Seen seen = new Seen(machine);
        V shown = view.cast(seen);
        return (states, at) -> {
            seen.moveTo(states, at);
            return shown;
        };
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Machine machine, Class<V> view) {
        return others.observeSteps(machine, view);
    }

    @Override
    public Optional<ViewWords<?>> words(Class<? extends View> view) {
        return view == PageAllocatorView.class
                ? Optional.of(
                        new ViewWords.OfState<>(PageAllocatorView.class, ZoneObservatory::inWords))
                : others.words(view);
    }

    private static String inWords(PageAllocatorView view, ViewWords.CoreNames names) {
        List<String> clauses = new ArrayList<>();
        if (view.givenOutTwice()) {
            clauses.add("a frame was given out that was given out already");
        }
        if (view.givenOutOfOffline()) {
            clauses.add("a frame was given out of a block that is not online");
        }
        if (view.belowWatermark()) {
            clauses.add("fewer frames are free than the watermark says");
        }
        for (int block = 0; block < view.blocks(); block++) {
            clauses.add(
                    "block %d counts %d free frames and lists %d"
                            .formatted(block, view.freeCount(block), view.listed(block)));
        }
        return String.join(", ", clauses);
    }

    /** Where a block lies: its zone, and its number there. */
    private record Place(int zone, int number, Block block) {}

    private final class Seen implements PageAllocatorView {
        private final Machine machine;
        private final List<Place> blocks = new ArrayList<>();
        private long[] states = new long[0];
        private int at;

        Seen(Machine machine) {
            this.machine = machine;
            for (int zone = 0; zone < zones.size(); zone++) {
                List<Block> its = zones.get(zone).blocks();
                for (int i = 0; i < its.size(); i++) {
                    blocks.add(new Place(zone, i, its.get(i)));
                }
            }
        }

        void moveTo(long[] newStates, int newAt) {
            states = newStates;
            at = newAt;
        }

        /** What no program names is as it was at the start. */
        private int read(WordArray array, int index) {
            int base = machine.locations().whole(array, 0);
            return (int)
                    (base < 0
                            ? array.initial(index)
                            : machine.locations().read(states, at, base + index));
        }

        private boolean any(Function<Zone, Word> flag) {
            return zones.stream().anyMatch(zone -> read(flag.apply(zone).array(), 0) != 0);
        }

        private Zone zone(int block) {
            return zones.get(blocks.get(block).zone());
        }

        @Override
        public int zones() {
            return zones.size();
        }

        @Override
        public int blocks() {
            return blocks.size();
        }

        @Override
        public int zoneOf(int block) {
            return blocks.get(block).zone();
        }

        @Override
        public int firstFrame(int block) {
            return blocks.get(block).block().first();
        }

        @Override
        public int endOfFrames(int block) {
            return blocks.get(block).block().end();
        }

        @Override
        public boolean lockIsFree(int zone) {
            return read(zones.get(zone).lock().array(), 0) == 0;
        }

        @Override
        public int freeCount(int block) {
            return read(zone(block).freeCounts(), blocks.get(block).number());
        }

        @Override
        public int listed(int block) {
            int count = 0;
            int most = blocks.get(block).block().frames();
            for (int f = first(block); f != 0 && count <= most; f = next(block, f)) {
                count++;
            }
            return count;
        }

        @Override
        public boolean isListed(int frame) {
            int block = blockOf(frame);
            int left = blocks.get(block).block().frames();
            for (int f = first(block); f != 0 && left >= 0; f = next(block, f), left--) {
                if (f == frame) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean isGivenOut(int frame) {
            return read(zone(blockOf(frame)).givenOut(), frame) != 0;
        }

        private int blockOf(int frame) {
            for (int block = 0; block < blocks.size(); block++) {
                if (firstFrame(block) <= frame && frame < endOfFrames(block)) {
                    return block;
                }
            }
            throw new IllegalArgumentException("frame " + frame + " is in no block");
        }

        private int first(int block) {
            return read(zone(block).freeLists(), blocks.get(block).number());
        }

        private int next(int block, int frame) {
            return read(zone(block).links(), frame);
        }

        @Override
        public boolean givenOutTwice() {
            return any(Zone::givenOutTwice);
        }

        @Override
        public boolean givenOutOfOffline() {
            return any(Zone::givenOutOfOffline);
        }

        @Override
        public boolean belowWatermark() {
            return any(Zone::belowWatermark);
        }
    }
}
