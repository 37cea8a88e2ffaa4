package dev.fracas.counterexamples.itf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fracas.counterexamples.Golden;
import dev.fracas.counterexamples.RecordedTrace;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.SampleLock;
import dev.fracas.counterexamples.Steps;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TraceFileTest {
    private static final String FILE = "both.itf.json";

    private static String text(Trace trace) {
        return TraceFile.text(Replay.of(trace, SampleLock.CATALOGUE));
    }

    @Test
    void theNameOfAFileIsThatOfItsTraceAsFarAsFileSystemsHaveRoom() {
        String busy = "1page_x86" + "-r0".repeat(100);
        assertThat(TraceFile.nameOf("tas-S1")).isEqualTo("tas-S1.itf.json");
        assertThat(TraceFile.nameOf(busy))
                .hasSize(200 + ".itf.json".length())
                .startsWith("1page_x86-r0-r0")
                .isNotEqualTo(TraceFile.nameOf(busy + "-w0=1"));
    }

    private static RecordedTrace parse(String text) throws TraceFormatException {
        return TraceFile.parse(FILE, text, SampleLock.CATALOGUE);
    }

    private static String complaint(String text) {
        TraceFormatException e =
                catchThrowableOfType(TraceFormatException.class, () -> parse(text));
        assertThat(e).as("a complaint about %s", text).isNotNull();
        String message = Objects.requireNonNull(e.getMessage());
        assertThat(message).doesNotContain("\n").startsWith(FILE + ":");
        return message.substring(FILE.length() + 1);
    }

    static Stream<Trace> traces() {
        return Stream.of(
                Traces.bothInside(),
                Traces.bothInsideUnderTwoMemorySystems(),
                Traces.lostUpdate(),
                Traces.deadlock(),
                Traces.starvation(),
                Traces.standstill(),
                Traces.contention());
    }

    @ParameterizedTest
    @MethodSource("traces")
    void aTraceIsReadAsItWasWritten(Trace trace) throws TraceFormatException {
        RecordedTrace read = parse(text(trace));
        assertThat(read.trace()).isEqualTo(trace);
        assertThat(text(read.trace())).isEqualTo(text(trace));
        assertThat(Replay.of(read, SampleLock.CATALOGUE).isConfirmed()).isTrue();
    }

    @Test
    void theFileIsInTheInformalTraceFormat() {
        Golden.assertPinned("standstill.itf.json", text(Traces.standstill()));
    }

    @Test
    void theMemorySystemsOfAFileAreNamedWhereEachIsaHasItsOwn() {
        assertThat(text(Traces.bothInsideUnderTwoMemorySystems()))
                .contains("\"memory\":\"x86=tso:1,arm=sc\"")
                .doesNotContain("\"storeBuffer\":1")
                .contains("x86:0 store buffer: flush lock=1");
        assertThat(text(Traces.bothInside()))
                .contains("\"storeBuffer\":2")
                .doesNotContain("\"memory\"");
    }

    @Test
    void plainIntegersAreReadToo() throws TraceFormatException {
        String plain = text(Traces.bothInside()).replaceAll("\\{\"#bigint\":\"([0-9]+)\"}", "$1");
        assertThat(plain).doesNotContain("#bigint");
        assertThat(parse(plain).trace()).isEqualTo(Traces.bothInside());
    }

    @Test
    void aTraceThatDoesNotReplayIsNotWritten() {
        Trace impossible =
                Trace.run(Traces.bothInside().machine(), "mutual-exclusion", Steps.of("0f"), "");
        assertThatThrownBy(() -> text(impossible))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the store buffer of x86:0 is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "format":"ITF" | "format":"XTF" | #meta.format: expected "ITF", found "XTF"
                    "version":1 | "version":2 | #meta.fracas.version: expected 1, found 2
                    "version":1 | "version":{} | #meta.fracas.version: expected 1, found a record
                    "version":1, | `` | #meta.fracas.version: expected a value, found none
                    "mechanism":"looking" | "mechanism":"ticket" | #meta.fracas.machine: expected a known mechanism (looking, swapping), found 'ticket'
                    "mechanism":"looking" | "mechanism":7 | #meta.fracas.machine.mechanism: expected the name of a mechanism, found 7
                    "cores":["x86","arm"] | "cores":["x86","mips"] | #meta.fracas.machine.cores[1]: expected x86 or arm, found "mips"
                    "cores":["x86","arm"] | "cores":[] | #meta.fracas.machine.cores: expected 1 to 16 cores, found 0
                    "cores":["x86","arm"] | "cores":["x86","arm","x86","arm","x86"] | #meta.fracas.machine: expected a machine that can be built: looking cannot run there: it is for 4 cores at most
                    "cores":["x86","arm"] | "cores":["x86","arm","x86"] | vars: expected the variable x86:2 in the list, found none
                    "storeBuffer":2 | "storeBuffer":9 | #meta.fracas.machine.storeBuffer: expected an integer from 0 to 8, found 9
                    "storeBuffer":2 | "storeBuffer":2.5 | #meta.fracas.machine.storeBuffer: expected an integer from 0 to 8, found 2.5
                    "storeBuffer":2 | "memory":"x86=tso,arm=weak" | #meta.fracas.machine.memory: expected a memory system: unknown word 'weak': expected sc or tso
                    "storeBuffer":2 | "memory":2 | #meta.fracas.machine.memory: expected a memory system, found 2
                    "storeBuffer":2 | "storeBuffer":2,"memory":"sc" | #meta.fracas.machine: expected either storeBuffer or memory, found both
                    "exclusives":"architectural" | "exclusives":"magic" | #meta.fracas.machine.exclusives: expected architectural, architectural-spurious or emulated, found "magic"
                    "rounds":1 | "rounds":-1 | #meta.fracas.machine.rounds: expected an integer from 0 to 15, found -1
                    "rounds":1 | "rounds":1,"defect":"worse" | #meta.fracas.machine: expected the defect forgotten, found 'worse'
                    "rounds":1 | "rounds":1,"speed":3 | #meta.fracas.machine.speed: expected no such name, only cores, defect, exclusives, mechanism, memory, rounds, storeBuffer
                    "verdict":"violated" | "verdict":"shown" | #meta.fracas.verdict: expected "violated", found "shown"
                    "note":"written by hand" | "note":null | #meta.fracas.note: expected a note, found null
                    "vars": ["lock", | "vars": ["lock","lock", | vars[1]: expected the name of another variable, found "lock"
                    ,"mbt::nondetPicks"] | ] | vars: expected the variable mbt::nondetPicks in the list, found none
                    "index":3 | "index":4 | states[3].#meta.index: expected 3, found 4
                    "counter":{"#bigint":"0"},"x86:0" | "x86:0" | states[0].counter: expected a value, found none
                    "counter":{"#bigint":"0"} | "counter":{"#bigint":"zero"} | states[0].counter: expected an integer from 0 to 2^64-1, found {"#bigint":"zero"}
                    "counter":{"#bigint":"0"} | "counter":{"#bigint":"18446744073709551616"} | states[0].counter: expected an integer from 0 to 2^64-1, found {"#bigint":"18446744073709551616"}
                    "counter":{"#bigint":"0"} | "counter":[true] | states[0].counter[0]: expected an integer from 0 to 2^64-1, found true
                    "counter":{"#bigint":"0"} | "counter":{"#bigint":"0"},"pc":0 | states[0].pc: expected no such name, only #meta, arm:1, counter, lock, mbt::actionTaken, mbt::nondetPicks, x86:0
                    "storeBuffer":["lock=1"] | "storeBuffer":"lock=1" | states[3].x86:0.storeBuffer: expected a list of stores, found "lock=1"
                    "storeBuffer":["lock=1"] | "storeBuffer":[1] | states[3].x86:0.storeBuffer[0]: expected a store, as name=value, found 1
                    "monitor":"-", | `` | states[0].x86:0.monitor: expected a value, found none
                    "action":"init" | "action":"begin" | states[0].#meta.action: expected "init", found "begin"
                    {"tag":"Some","value":"instruction"} | {"tag":"Some","value":"jump"} | states[1].mbt::nondetPicks.kind.value: expected instruction, spin, flush or deliver, found "jump"
                    {"tag":"Some","value":"instruction"} | "instruction" | states[1].mbt::nondetPicks.kind: expected a record, found "instruction"
                    {"tag":"Some","value":"instruction"} | {"tag":"None","value":"instruction"} | states[1].mbt::nondetPicks.kind.tag: expected "Some", found "None"
                    {"core":{"tag":"Some","value":{"#bigint":"1"}} | {"core":{"tag":"Some","value":{"#bigint":"2"}} | states[2].mbt::nondetPicks.core.value: expected an integer from 0 to 1, found {"#bigint":"2"}
                    """)
    void everyEditIsToldInOneLine(String was, String is, String complaint) {
        String text = text(Traces.bothInside());
        assertThat(text).contains(was);
        int at = text.indexOf(was);
        String edited = text.substring(0, at) + is + text.substring(at + was.length());
        assertThat(complaint(edited)).isEqualTo(complaint);
    }

    @Test
    void anEditedPropertyIsToldInOneLine() {
        String edited =
                text(Traces.bothInside())
                        .replace("\"property\":\"mutual-exclusion\"", "\"property\":\"S9\"");
        assertThat(complaint(edited))
                .startsWith("#meta.fracas.property: expected a property that looking is judged by")
                .endsWith("found 'S9'");
    }

    @Test
    void anEditedLoopIsToldInOneLine() {
        String text = text(Traces.standstill());
        assertThat(complaint(text.replace("\"loop\": 6", "\"loop\": 7")))
                .isEqualTo("loop: expected an integer from 0 to 6, found 7");
        assertThat(complaint(text.replace("\"loop\": 6", "\"loop\": \"x\"")))
                .isEqualTo("loop: expected an integer from 0 to 6, found \"x\"");
    }

    @Test
    void statesLeftOutAreToldInOneLine() {
        String text = text(Traces.bothInside());
        int states = text.indexOf("\"states\"");
        assertThat(complaint(text.substring(0, states) + "\"states\": []}"))
                .isEqualTo("states: expected one state or more, found none");
        assertThat(complaint(text.substring(0, states) + "\"states\": 5}"))
                .isEqualTo("states: expected a list of states, found 5");
        assertThat(complaint(text.replaceFirst("(?m)^    .\"#meta\":.\"index\":1.*\n", "")))
                .isEqualTo("states[1].#meta.index: expected 1, found 2");
    }

    @Test
    void textThatIsNotJsonIsToldWithLineAndColumn() {
        assertThat(complaint("")).isEqualTo("1:1: expected a JSON record, but the file is empty");
        assertThat(complaint("step 1: load"))
                .startsWith("1:")
                .contains(": expected JSON, found: Unrecognized token 'step'");
        assertThat(complaint("[]"))
                .isEqualTo(
                        " expected a trace in Informal Trace Format, which is a JSON record,"
                                + " found a list");
        assertThat(complaint("{}")).isEqualTo("#meta: expected a value, found none");
        assertThat(complaint("{\n \"#meta\": {} }")).contains("#meta.format: expected a value");
        assertThat(complaint("{\"a\":1, \"a\":2}")).contains("Duplicate");
        assertThat(complaint(text(Traces.bothInside()) + "}")).startsWith("12:");
        assertThat(complaint("[".repeat(100_000))).contains("expected JSON, found:");
    }

    @Test
    void aTruncatedFileIsToldWithLineAndColumn() {
        String text = text(Traces.bothInside());
        assertThat(complaint(text.substring(0, text.indexOf("\"states\"") + 30)))
                .isEqualTo("5:19: expected the rest of a JSON record, but the file ends here");
    }

    @Test
    void controlCharactersDoNotBreakTheLine() {
        String edited = text(Traces.bothInside()).replace("\"looking\"", "\"a\\nb\\u0007\"");
        assertThat(complaint(edited)).contains("found 'a?b?'");
    }

    @Test
    void filesAreWrittenAndRead(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("t" + TraceFile.SUFFIX);
        TraceFile.write(file, Replay.of(Traces.deadlock(), SampleLock.CATALOGUE));
        assertThat(TraceFile.read(file, SampleLock.CATALOGUE).trace()).isEqualTo(Traces.deadlock());
    }

    @Test
    void unreadableFilesAreToldInOneLine(@TempDir Path folder) throws IOException {
        Path absent = folder.resolve("absent.itf.json");
        Path binary = folder.resolve("binary.itf.json");
        Files.write(binary, new byte[] {'{', (byte) 0xff, (byte) 0xfe});
        for (var expected :
                List.of(
                        List.of(absent, "expected a trace file, found no file"),
                        List.of(folder, "expected a trace file, found a directory"),
                        List.of(binary, "expected text in UTF-8"))) {
            Path file = (Path) expected.get(0);
            assertThatThrownBy(() -> TraceFile.read(file, SampleLock.CATALOGUE))
                    .isInstanceOf(TraceFormatException.class)
                    .hasMessage(file + ": " + expected.get(1));
        }
    }
}
