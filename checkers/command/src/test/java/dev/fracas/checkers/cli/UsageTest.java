package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    ""                                        | fracas: which command? one of list, check, hunt,
                    frobnicate                                | fracas: unknown command 'frobnicate': expected one of list, check, hunt,
                    --frobnicate                              | fracas: Unknown option: '--frobnicate'
                    list locks                                | unknown word 'locks': expected mechanisms, properties or defects
                    check spin                                | unknown mechanism 'spin': fracas list mechanisms shows those there are
                    check --cores x86,riscv                   | unknown core 'riscv': expected x86 or arm
                    check --cores x86,x86,x86,x86,arm,arm,arm,arm,arm | --cores: 1 to 8 cores, got 9
                    check dekker --cores x86,arm,x86          | dekker: it is a lock for exactly 2 cores, not 3
                    check --memory weak                       | unknown word 'weak': expected sc or tso
                    check --memory x86=tso,arm=weak           | --memory: unknown word 'weak': expected sc or tso
                    check --memory x86=tso,x86=sc             | --memory: x86 has one memory system, got two
                    check --memory tso:9                      | --memory: 1 to 8 entries, got 9
                    check --memory sc:1                       | --memory: sc has no size
                    check --store-buffer 9                    | --store-buffer: 1 to 8 entries, got 9
                    check --exclusive guess                   | expected architectural, architectural-spurious or emulated
                    check --rounds 0                          | --rounds: 1 to 15, got 0
                    check --rounds 16                         | --rounds: 1 to 15, got 16
                    check --hardware numa                     | unknown hardware model 'numa'
                    check --processors huge                   | unknown pair of cores 'huge'
                    check --defect typo                       | unknown defect 'typo'; fracas list defects
                    check mcs --defect ticket-torn            | mcs has no defect 'ticket-torn'; it is one of ticket
                    check --reading cathedral                 | unknown reading 'cathedral': expected one of [paper, released, popcorn]
                    check tas --reading paper                 | nothing of what was asked for is in the reading paper
                    check --max-states 0                      | --max-states: 1 or more, got 0
                    check --max-states many                   | 'many' is not a whole number from -92
                    check --rounds 99999999999                | '99999999999' is not a whole number from -2147483648 to 2147483647
                    check --memory sc --store-buffer 4        | --store-buffer: sequential consistency has no store buffers
                    check --max-depth 0                       | --max-depth: 1 or more, got 0
                    check --max-memory 12                     | '12' is not a size: expected for example 512M or 2G
                    check --timeout soon                      | 'soon' is not a time: expected for example 500ms
                    check --workers 0                         | --workers: 1 to 64, got 0
                    check --json no/such/folder/file          | --json: cannot write
                    hunt --runs 0                             | --runs: 1 or more, got 0
                    hunt --steps 0                            | --steps: 1 to 10000000, got 0
                    hunt --changes 65                         | --changes: 0 to 64, got 65
                    hunt --workers 65                         | --workers: 1 to 64, got 65
                    hunt --strategy lucky                     | unknown word 'lucky': expected uniform, pct, delay or coverage
                    hunt --time soon                          | 'soon' is not a time: expected for example 500ms
                    mutate ticket --by luck                   | unknown word 'luck': expected exhaustive or hunt
                    mutate ticket --steps 0                   | --steps: 1 or more, got 0
                    mutate ticket --mutant nowhere            | no mutant of ticket is of these operators and has these texts in its id
                    replay                                    | Missing required parameter: 'TRACE'
                    replay no.itf.json                        | no.itf.json: expected a trace file, found no file
                    replay no.itf.json --format pdf           | unknown word 'pdf': expected text or mermaid
                    minimize no.itf.json                      | no.itf.json: expected a trace file, found no file
                    """)
    void whatMakesNoSenseIsSaidInOneLineAndExitsWithTwo(String arguments, String message) {
        Invocation run =
                arguments.isEmpty() ? Invocation.of() : Invocation.of(arguments.split(" +"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).startsWith("fracas").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "check", "hunt", "replay", "minimize"})
    void helpTellsTheExitStatuses(String command) {
        Invocation run = Invocation.of(command, "--help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Usage: fracas " + command, "Exit status:");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void helpTellsUnitsRangesAndDefaultsOfEveryOptionOfCheck() {
        assertThat(Invocation.of("check", "--help").out())
                .contains(
                        "--reading",
                        "--cores",
                        "--memory",
                        "--store-buffer",
                        "--exclusive",
                        "--rounds",
                        "--hardware",
                        "--processors",
                        "--defect",
                        "--max-states",
                        "--max-depth",
                        "--max-memory",
                        "--timeout",
                        "--workers",
                        "--json",
                        "--traces")
                .contains("1 to 8", "1 to 15", "1 to 64", "512M or 2G", "30s, 5m or 1h", "Default");
    }

    @Test
    void versionIsPrinted() {
        Invocation run = Invocation.of("--version");
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("fracas ").hasLineCount(1);
    }
}
