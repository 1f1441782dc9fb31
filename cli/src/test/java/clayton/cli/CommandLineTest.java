package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.clustering.Heuristics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the program says when it is asked wrongly, and how it ends.
final class CommandLineTest {
    private static final String ABSENT = "00".repeat(32);

    @TempDir
    private static Path folder;

    private static Path blocks;
    private static Path ledger;

    @BeforeAll
    static void load() throws IOException {
        blocks = Sample.blocks(folder);
        ledger = Sample.ledger(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "load",
                "info",
                "tx",
                "output",
                "address",
                "trace",
                "trace forward",
                "trace backward",
                "trace path",
                "cluster",
                "cluster show",
                "cluster explain",
                "cluster stats",
                "peel",
                "peel find",
                "tags",
                "tags import",
                "tags list",
                "tags export",
                "case",
                "case new",
                "case show",
                "case log",
                "case rerun",
                "export",
                "export bundle",
                "export graphml",
                "export gexf",
                "export dot",
                "export cytoscape",
                "export json",
                "export csv",
                "export report",
                "export case-uco",
                "export graphsense",
                "evaluate",
                "doctor"
            })
    void everyCommandExplainsItself(String command) {
        Run help = Run.of(words((command + " --help").strip()));
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: " + ("clayton " + command).strip());
        assertThat(help.out()).containsPattern("(Examples|Commands):");
    }

    @Test
    void theHelpNamesEveryHeuristic() {
        String help = Run.of("cluster", "stats", "--help").out().replaceAll("\\s+", " ");
        Heuristics.ALL.forEach(
                heuristic -> assertThat(help).contains(heuristic.name().replaceFirst("^change-", "")));
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(Run.of("--version").out()).matches("clayton [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\\R");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                  | say which command to run",
                "nonsense                            | 'nonsense'",
                "info --nonsense                     | '--nonsense'",
                "load                                | --blocks DIR",
                "load --blocks . --from x            | 'x'",
                "load --rpc http://127.0.0.1:8332    | '--rpc' comes in a later version",
                "load --blocks . --network nonsense  | give one of main, testnet3, testnet4, signet, regtest",
                "tx                                  | TXID",
                "tx abc                              | 'abc' is not a hash",
                "output abc                          | 'abc' is not an outpoint",
                "output 00:1                         | '00' is not a hash",
                "trace                               | forward",
                "trace backward                      | OUTPOINT",
                "trace backward abc:0                | 'abc' is not a hash",
                "trace backward abc:0 --policy tiho  | tiho cannot be traced backward: it does not say which input",
                "trace forward --from 5 abc:0        | --seed-address or --seed-cluster, which are missing",
                "trace forward abc:0 --prove --policy all | does not place satoshis",
                "trace forward abc:0 --prove --stream | leave --stream out",
                "trace forward abc:0 --stream --policy fifo,lifo | give one --policy",
                "trace path                          | FROM",
                "trace forward                       | OUTPOINT",
                "trace forward abc                   | 'abc' is not an outpoint",
                "trace forward abc:0 --policy best   | 'best' is no policy: give one of poison, haircut, fifo, lifo, tiho, or all",
                "trace forward %s --stop-at tags     | --stop-at tags needs --tags FILE",
                "trace forward %s --stop-at tag:dice | --stop-at tag:dice needs --tags FILE",
                "trace forward %s --stop-at hops     | 'hops' is no stop rule: write hops:N with N at least 1, amount:SAT, height:H, tags, tag:LABEL or coinjoin",
                "trace forward %s --stop-at hops:0   | 'hops:0' is no stop rule: write hops:N with N at least 1",
                "trace forward abc:0 --top -1        | --top -1",
                "trace forward abc:0 --fees maybe    | 'maybe' is not one of follow, stop",
                "cluster                             | show, explain or stats",
                "cluster explain abc                 | B",
                "cluster stats --heuristics luck     | 'luck' is not one of multi-input, equivalent-scripts, change-fresh-address",
                "cluster stats --coinjoin maybe      | 'maybe' is not one of skip, merge",
                "peel                                | OUTPOINT, or find",
                "peel abc:0                          | 'abc' is not a hash",
                "peel find --least-hops 1            | --least-hops 1",
                "tags                                | import, list, remove or export",
                "tags import                         | FILE",
                "tags export                         | --out=FILE",
                "export                              | say what to export: bundle",
                "export bundle %s                    | --out=FILE",
                "export bundle %s --out target       | target is a folder",
                "export bundle %s --out no/such/file | no such folder",
                "export bundle %s --out x --direction up | 'up' is not one of forward, backward",
                "export bundle %s --out x --direction backward --stop-at hops:2 | --stop-at ends what goes forward",
                "export dot %s --out x --by colour   | 'colour' is not one of outputs, addresses, clusters",
                "case                                | new, show, log or rerun",
                "case new                            | DIR",
                "trace forward %s --stream --case x  | leave --stream or --case out",
                "export dot --trace x --out x        | add --case DIR",
                "export report %s --out x.doc        | neither .html nor .pdf",
                "evaluate                            | --truth=PATH",
                "neo4j                               | start, stop, status, reset",
                "load --blocks . --graph neo4j:local | no ledger",
                "info --graph bolt://a:b@host        | NEO4J_PASSWORD",
                "info --graph nonsense               | 'nonsense' names no transaction graph",
            })
    void aMistakeIsAnsweredWithOneSentenceAndExitCode2(String command, String words) {
        Run run = Run.of(words(command.formatted(Sample.THEFT)));
        assertSentence(run, words);
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void whatIsNotLoadedIsANegativeAnswer() {
        for (String question : List.of("tx " + ABSENT, "output " + ABSENT + ":0", "output " + Sample.THEFT + "1")) {
            Run run = Run.of(words(question + " --ledger " + ledger));
            assertSentence(run, "is not in the loaded heights 0 to 437");
            assertThat(run.code()).isEqualTo(1);
        }
        Run address = Run.of("address", "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080", "--ledger", ledger, "--json");
        assertSentence(address, "is not in the loaded heights");
        assertThat(address.code()).isEqualTo(1);
    }

    @Test
    void aClusterThatCannotBeShownIsANegativeAnswerOrAMistake() {
        Run absent = Run.of("cluster", "show", "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080", "--ledger", ledger);
        assertSentence(absent, "is not in the loaded heights");
        assertThat(absent.code()).isEqualTo(1);
        String thief = "bcrt1qktt9j25zhe9nde9cerr3a8c87c3qscu5alky5q";
        Run early = Run.of("cluster", "show", thief, "--until", 180, "--ledger", ledger);
        assertThat(early.code()).isEqualTo(1);
        Run apart = Run.of("cluster", "explain", thief, "script:51", "--ledger", ledger);
        assertThat(apart.code()).isEqualTo(1);
        assertThat(apart.out()).contains("different clusters");
        assertMistake("438", "cluster", "stats", "--until", 438, "--ledger", ledger);
        assertMistake("no loaded", "cluster", "explain", thief, thief, "--without", ABSENT, "--ledger", ledger);
    }

    @Test
    void aSeedThatDoesNotFitTheChainIsAMistake() {
        assertMistake("is not loaded", "trace", "forward", ABSENT + ":0", "--ledger", ledger);
        assertMistake("above the horizon", "trace", "forward", Sample.THEFT, "--until", 100, "--ledger", ledger);
        assertMistake("-1", "trace", "forward", Sample.THEFT, "--until", -1, "--ledger", ledger);
        assertMistake("438", "trace", "forward", Sample.THEFT, "--until", 438, "--ledger", ledger);
    }

    @Test
    void anAddressOfAnotherNetworkIsAMistake() {
        assertMistake(
                "another network than regtest", "address", "12higDjoCCNXSA95xZMWUdPvXNmkAduhWv", "--ledger", ledger);
        assertMistake("script:xyz", "address", "script:xyz", "--ledger", ledger);
    }

    @Test
    void aMissingLedgerIsMissingData() {
        for (String command : List.of("info", "tx " + ABSENT, "trace forward " + Sample.THEFT)) {
            Run run = Run.of(words(command + " --ledger " + folder.resolve("nowhere")));
            assertSentence(run, "clayton load");
            assertThat(run.code()).isEqualTo(3);
        }
    }

    @Test
    void aDamagedLedgerIsNamedAndNotUsed() throws IOException {
        Path damaged = Sample.ledger(folder.resolve("damaged"));
        Path file = damaged.resolve("values");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        Run info = Run.of("info", "--ledger", damaged);
        assertSentence(info, file.toString());
        assertThat(info.code()).isEqualTo(3);

        Run doctor = Run.of("doctor", "--ledger", damaged);
        assertThat(doctor.code()).isEqualTo(1);
        assertThat(doctor.out()).contains("NOT WELL").contains(file.toString());
        assertThat(doctor.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --json", " --policy all --json"})
    void aTraceOverADamagedLedgerPrintsNoHalfOfItself(String how) throws IOException {
        Path damaged = Sample.ledger(Files.createTempDirectory(folder, "damaged"));
        Path file = damaged.resolve("output-scripts");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 8, bytes.length, (byte) 0x7f);
        Files.write(file, bytes);

        Run trace = Run.of(words("trace forward " + Sample.THEFT + how + " --ledger " + damaged));
        assertSentence(trace, damaged.toString());
        assertThat(trace.code()).isEqualTo(3);
    }

    @Test
    void aBlocksFolderWithoutBlocksIsMissingData() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path into = folder.resolve("never-made");
        Run none = Run.of("load", "--blocks", empty, "--ledger", into);
        assertSentence(none, "blk*.dat");
        assertThat(none.code()).isEqualTo(3);
        Run nowhere = Run.of("load", "--blocks", folder.resolve("nowhere"), "--ledger", into);
        assertSentence(nowhere, "nowhere is missing");
        assertThat(nowhere.code()).isEqualTo(3);
        assertThat(into).doesNotExist();
    }

    @Test
    void aLoadThatDoesNotFitTheLedgerOrTheBlocksIsAMistake() throws IOException {
        assertMistake("begins at height 0, not 5", "load", "--blocks", blocks, "--ledger", ledger, "--from", 5);
        assertMistake("ends at height 437", "load", "--blocks", blocks, "--ledger", ledger, "--to", 438);
        assertMistake("7 to 6", "load", "--blocks", blocks, "--ledger", folder.resolve("b"), "--from", 7, "--to", 6);
        assertMistake("ends at height 437", "load", "--blocks", blocks, "--ledger", folder.resolve("a"), "--from", 500);
        assertThat(folder.resolve("a")).doesNotExist();
        Path other = Files.createDirectories(folder.resolve("others"));
        Files.writeString(other.resolve("diary.txt"), "dear diary");
        assertMistake("diary.txt", "load", "--blocks", blocks, "--ledger", other);
    }

    @Test
    void blocksOfAnotherNetworkAreNotMixedIn() throws Exception {
        Path mainnet = SharedData.unpacked("mainnet/mainnet-0-4312.tar.xz", folder.resolve("mainnet"));
        assertMistake("regtest", "load", "--blocks", mainnet, "--ledger", ledger);
    }

    @Test
    void theStackTraceIsShownToThoseWhoAskForIt() {
        Run run = Run.with(Map.of("CLAYTON_DEBUG", "1"), "info", "--ledger", folder.resolve("nowhere"));
        assertThat(run.err()).contains("\tat clayton.store");
    }

    private static void assertMistake(String words, Object... command) {
        Run run = Run.of(command);
        assertSentence(run, words);
        assertThat(run.code()).isEqualTo(2);
    }

    private static void assertSentence(Run run, String words) {
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("clayton: ").contains(words).hasLineCount(1);
        assertThat(run.err()).doesNotContain("Exception");
    }

    private static Object[] words(String command) {
        return command.isEmpty() ? new Object[0] : command.split(" ");
    }
}
