package dev.fracas.model.kernel.pages;

import dev.fracas.model.ViewWords;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.machine.view.StateReader;
import dev.fracas.model.machine.view.Words;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.kernel.pages.PageAllocatorView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Shows the zones of a machine. */
public record ZoneObservatory(List<Zone> zones) {
    public ZoneObservatory {
        zones = List.copyOf(zones);
    }

    /** Shows nothing more than every machine does where there are no zones. */
    public Observatory observatory() {
        return zones.isEmpty()
                ? Observatory.GENERAL
                : Observatory.GENERAL
                        .showing(PageAllocatorView.class, Seen::new, ZoneObservatory::inWords)
                        .locks(zones.stream().map(Zone::lock).toList());
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
        if (view.refusedNeedlessly()) {
            clauses.add("somebody got no frame although one could be had");
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
        private final StateReader state;
        private final Map<WordArray, Words> words = new HashMap<>();
        private final List<Place> blocks = new ArrayList<>();

        Seen(StateReader state) {
            this.state = state;
            for (int zone = 0; zone < zones.size(); zone++) {
                List<Block> its = zones.get(zone).blocks();
                for (int i = 0; i < its.size(); i++) {
                    blocks.add(new Place(zone, i, its.get(i)));
                }
            }
        }

        /** What no program names is as it was at the start. */
        private int read(WordArray array, int index) {
            Words read = words.computeIfAbsent(array, state::words);
            return read.areNamed() ? read.at(index) : (int) array.initial(index);
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

        @Override
        public boolean refusedNeedlessly() {
            return any(Zone::refusedNeedlessly);
        }
    }
}
