package dev.fracas.model.kernel.pages;

import dev.fracas.model.ViewWords;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.machine.view.StateReader;
import dev.fracas.model.machine.view.Words;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.kernel.pages.PageAllocatorView;
import java.util.ArrayList;
import java.util.List;
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

    /** The elements of an array; what no program names is as it was at the start. */
    private static final class Cells {
        private final WordArray array;
        private final Words words;

        Cells(StateReader state, WordArray array) {
            this.array = array;
            this.words = state.words(array);
        }

        int at(int index) {
            return words.areNamed() ? words.at(index) : (int) array.initial(index);
        }

        boolean isSet() {
            return at(0) != 0;
        }
    }

    /** The words of a zone, found once for each observer. */
    private static final class ZoneCells {
        private final Cells lock;
        private final Cells freeCounts;
        private final Cells freeLists;
        private final Cells links;
        private final Cells givenOut;

        ZoneCells(StateReader state, Zone zone) {
            lock = new Cells(state, zone.lock().array());
            freeCounts = new Cells(state, zone.freeCounts());
            freeLists = new Cells(state, zone.freeLists());
            links = new Cells(state, zone.links());
            givenOut = new Cells(state, zone.givenOut());
        }
    }

    /** Where a block lies: its zone, and its number there. */
    private record Place(int zone, ZoneCells cells, int number, Block block) {}

    private final class Seen implements PageAllocatorView {
        private final ZoneCells[] cells;
        private final Place[] blocks;
        private final Cells[] givenOutTwice;
        private final Cells[] givenOutOfOffline;
        private final Cells[] belowWatermark;
        private final Cells[] refusedNeedlessly;

        Seen(StateReader state) {
            cells = zones.stream().map(z -> new ZoneCells(state, z)).toArray(ZoneCells[]::new);
            List<Place> places = new ArrayList<>();
            for (int zone = 0; zone < cells.length; zone++) {
                List<Block> its = zones.get(zone).blocks();
                for (int i = 0; i < its.size(); i++) {
                    places.add(new Place(zone, cells[zone], i, its.get(i)));
                }
            }
            blocks = places.toArray(Place[]::new);
            givenOutTwice = flags(state, Zone::givenOutTwice);
            givenOutOfOffline = flags(state, Zone::givenOutOfOffline);
            belowWatermark = flags(state, Zone::belowWatermark);
            refusedNeedlessly = flags(state, Zone::refusedNeedlessly);
        }

        private Cells[] flags(StateReader state, Function<Zone, Word> flag) {
            return zones.stream()
                    .map(zone -> new Cells(state, flag.apply(zone).array()))
                    .toArray(Cells[]::new);
        }

        private static boolean any(Cells[] flags) {
            for (Cells flag : flags) {
                if (flag.isSet()) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int zones() {
            return cells.length;
        }

        @Override
        public int blocks() {
            return blocks.length;
        }

        @Override
        public int zoneOf(int block) {
            return blocks[block].zone();
        }

        @Override
        public int firstFrame(int block) {
            return blocks[block].block().first();
        }

        @Override
        public int endOfFrames(int block) {
            return blocks[block].block().end();
        }

        @Override
        public boolean lockIsFree(int zone) {
            return !cells[zone].lock.isSet();
        }

        @Override
        public int freeCount(int block) {
            return blocks[block].cells().freeCounts.at(blocks[block].number());
        }

        @Override
        public int listed(int block) {
            int count = 0;
            int most = blocks[block].block().frames();
            for (int f = first(block); f != 0 && count <= most; f = next(block, f)) {
                count++;
            }
            return count;
        }

        @Override
        public boolean isListed(int frame) {
            int block = blockOf(frame);
            int left = blocks[block].block().frames();
            for (int f = first(block); f != 0 && left >= 0; f = next(block, f), left--) {
                if (f == frame) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean isGivenOut(int frame) {
            return blocks[blockOf(frame)].cells().givenOut.at(frame) != 0;
        }

        private int blockOf(int frame) {
            for (int block = 0; block < blocks.length; block++) {
                if (firstFrame(block) <= frame && frame < endOfFrames(block)) {
                    return block;
                }
            }
            throw new IllegalArgumentException("frame " + frame + " is in no block");
        }

        private int first(int block) {
            return blocks[block].cells().freeLists.at(blocks[block].number());
        }

        private int next(int block, int frame) {
            return blocks[block].cells().links.at(frame);
        }

        @Override
        public boolean givenOutTwice() {
            return any(givenOutTwice);
        }

        @Override
        public boolean givenOutOfOffline() {
            return any(givenOutOfOffline);
        }

        @Override
        public boolean belowWatermark() {
            return any(belowWatermark);
        }

        @Override
        public boolean refusedNeedlessly() {
            return any(refusedNeedlessly);
        }
    }
}
