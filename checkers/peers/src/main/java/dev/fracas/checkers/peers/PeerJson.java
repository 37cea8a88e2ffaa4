package dev.fracas.checkers.peers;

import dev.fracas.checkers.peers.SpinOutcome.Finished;
import dev.fracas.checkers.peers.SpinOutcome.NotFinished;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The comparison as another program reads it: every figure in full, absent where unknown. */
final class PeerJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private PeerJson() {}

    /** The table's figures; bytes and seconds are plain numbers. */
    static String of(PeerTable table) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("spin", table.spinVersion());
        root.put("workers", table.workers());
        var rows = root.putArray("rows");
        table.rows().forEach(row -> write(row, rows.addObject()));
        return MAPPER.writeValueAsString(root) + "\n";
    }

    private static void write(PeerComparison comparison, ObjectNode node) {
        PeerRow row = comparison.row();
        node.put("row", row.name());
        node.put("model", row.model());
        node.put("memory", row.memory().id());
        node.put("cores", row.cores());
        switch (row.bound()) {
            case Bound.Cyclic() -> {}
            case Bound.Rounds(int count) -> node.put("rounds", count);
            case Bound.Values(int count) -> node.put("values", count);
        }
        ObjectNode spin = node.putObject("spin");
        spin.put("depth", row.panDepth());
        switch (comparison.spin()) {
            case Finished(SpinMeasurement figures) -> writeFigures(figures, spin);
            case NotFinished(SpinOutcome.Cut cut) -> spin.put("notFinished", cut.words());
        }
        comparison.spinRate().ifPresent(rate -> spin.put("statesPerSecond", rate));
        ObjectNode ours = node.putObject("ours");
        switch (comparison.engine()) {
            case OurOutcome.Finished(Measurement figures) -> writeOurs(figures, ours);
            case OurOutcome.NotFinished(String cutBy) -> ours.put("notFinished", cutBy);
            case OurOutcome.Violated(String property) -> ours.put("violated", property);
        }
        comparison.ourRate().ifPresent(rate -> ours.put("statesPerSecond", rate));
        comparison.statesEqual().ifPresent(equal -> node.put("statesEqual", equal));
        comparison.transitionsEqual().ifPresent(equal -> node.put("transitionsEqual", equal));
        comparison.speedRatio().ifPresent(ratio -> node.put("speedRatio", ratio));
        comparison.memoryRatio().ifPresent(ratio -> node.put("memoryRatio", ratio));
        comparison
                .memoryRatioWithoutHashTable()
                .ifPresent(ratio -> node.put("memoryRatioWithoutHashTable", ratio));
    }

    private static void writeFigures(SpinMeasurement figures, ObjectNode node) {
        node.put("states", figures.states());
        node.put("transitions", figures.transitions());
        node.put("seconds", figures.seconds());
        node.put("vectorBytes", figures.vectorBytes());
        node.put("depthReached", figures.depthReached());
        node.put("stateBytes", figures.stateBytes());
        node.put("hashTableBytes", figures.hashTableBytes());
        node.put("stackBytes", figures.stackBytes());
        node.put("totalBytes", figures.totalBytes());
        node.put("bytesPerState", figures.bytesPerState());
        node.put("bytesPerStateWithoutHashTable", figures.bytesPerStateWithoutHashTable());
    }

    private static void writeOurs(Measurement ours, ObjectNode node) {
        node.put("states", ours.distinctStates());
        node.put("transitions", ours.transitions());
        node.put("seconds", ours.seconds());
        node.put("bytesPerState", ours.bytesPerState());
    }
}
