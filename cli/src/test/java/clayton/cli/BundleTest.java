package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.OutPoint;
import clayton.chain.Progress;
import clayton.chain.Tags;
import clayton.evidence.BundleWriter;
import clayton.evidence.Json;
import clayton.evidence.NewFile;
import clayton.evidence.Signing;
import clayton.evidence.Traced;
import clayton.store.Ledger;
import clayton.taint.FeeRule;
import clayton.taint.Seed;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleTest {
    @TempDir
    private static Path folder;

    private static Path ledger;

    /// A short trace, for what is done to it many times.
    private static Path little;

    @BeforeAll
    static void load() throws IOException {
        ledger = Sample.ledger(folder);
        little = export("little.zip", Sample.THEFT, "--fees", "stop", "--stop-at", "hops:3");
    }

    private static Path export(String name, Object... words) {
        return Sample.export(ledger, "bundle", folder.resolve(name), words);
    }

    @Test
    void everyPolicyInOneBundleHoldsForBothVerifiers() throws Exception {
        for (String order : List.of("subsidy-first", "fees-first")) {
            for (String fees : List.of("follow", "stop")) {
                Path bundle =
                        export("all.zip", Sample.THEFT, "--policy", "all", "--coinbase-order", order, "--fees", fees);
                Bundles.assertHolds(bundle, order + " " + fees);
                assertThat(Bundles.read(bundle).files())
                        .containsKeys("traces/fifo.json", "traces/tiho.json", "blocks.json", "README.md");
            }
        }
    }

    @Test
    void everyStopRuleHoldsForBothVerifiersWithSeveralSeedsAndLabels() throws Exception {
        Path seeds = Files.writeString(
                folder.resolve("seeds.csv"),
                "%1$s,0,2000000,a\n%1$s,1000000,3000000,b\n%1$s,7000000,,a\n%2$s:0,,,\"c, \u00e9\"\n"
                        .formatted(Sample.THEFT, Sample.THEFT_TXID));
        for (String rule : List.of("hops:2", "amount:5000000", "height:190", "coinjoin")) {
            for (String policy : List.of("fifo,haircut,poison", "lifo,tiho")) {
                Path bundle = export("stops.zip", "--seeds", seeds, "--policy", policy, "--stop-at", rule);
                Bundles.assertHolds(bundle, rule + " " + policy);
            }
        }
    }

    @Test
    void backwardTracesHoldForBothVerifiers() throws Exception {
        JsonNode trace = Json.MAPPER.readTree(Run.of("trace", "forward", Sample.THEFT, "--ledger", ledger, "--json")
                .out());
        List<String> unspent = new ArrayList<>();
        trace.get("outputs").forEach(output -> {
            if (output.get("state").asText().equals("unspent")) {
                unspent.add(output.get("outpoint").asText());
            }
        });
        for (String fees : List.of("follow", "stop")) {
            for (String order : List.of("subsidy-first", "fees-first")) {
                Path bundle = export(
                        "back.zip",
                        unspent.getFirst(),
                        unspent.getLast(),
                        "--direction",
                        "backward",
                        "--policy",
                        "all",
                        "--fees",
                        fees,
                        "--coinbase-order",
                        order);
                Bundles.assertHolds(bundle, fees + " " + order);
            }
        }
    }

    @Test
    void aRangeAboveGenesisHoldsAndSaysWhatItOnlyClaims() throws Exception {
        Path partial = folder.resolve("partial");
        assertThat(Run.of("load", "--blocks", folder.resolve("blocks"), "--ledger", partial, "--from", 170)
                        .code())
                .isZero();
        Path bundle = folder.resolve("partial.zip");
        Run run = Run.of("export", "bundle", Sample.THEFT, "--policy", "all", "--ledger", partial, "--out", bundle);
        assertThat(run.code()).as(run.err()).isZero();
        Bundles.assertHolds(bundle, "partial");
        assertThat(Run.of("verify", bundle).out())
                .contains("claimed  the first header stands at height 170")
                .containsPattern("claimed  [0-9]+ outputs are older than height 170");
    }

    @Test
    void theSameQuestionGivesTheSameBytes() throws IOException {
        Path again = export("again.zip", Sample.THEFT, "--fees", "stop", "--stop-at", "hops:3");
        assertThat(again).hasSameBinaryContentAs(little);
    }

    @Test
    void aBundlePackedAgainByAnotherProgramHolds() throws Exception {
        Bundles.assertHolds(Bundles.read(little).write(folder.resolve("repacked.zip")), "repacked");
    }

    @Test
    void aFlippedByteOfAnyFileIsFoundByBoth() throws Exception {
        long seed = 7;
        Random random = new Random(seed);
        for (String name : Bundles.read(little).files().keySet()) {
            for (int sample = 0; sample < 3; sample++) {
                Bundles bundle = Bundles.read(little);
                byte[] content = bundle.files().get(name);
                int at = sample == 0 ? 0 : sample == 1 ? content.length - 1 : random.nextInt(content.length);
                content[at] ^= (byte) (1 << random.nextInt(8));
                Bundles.assertBroken(
                        bundle.write(folder.resolve("flipped.zip")), "", name + " at " + at + ", seed " + seed);
            }
        }
    }

    @Test
    void aFlippedByteOfTheArchiveIsFoundByBoth() throws Exception {
        long seed = 11;
        Random random = new Random(seed);
        byte[] whole = Files.readAllBytes(little);
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < 30; at += 3) {
            places.add(at);
        }
        for (int i = 0; i < 30; i++) {
            places.add(whole.length - 1 - random.nextInt(22 + 11 * 60));
        }
        for (int at : places) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("archive.zip"), flipped);
            Bundles.assertBroken(file, "", "byte " + at + " of " + whole.length + ", seed " + seed);
        }
    }

    @Test
    void aChangedAmountIsFoundEvenIfAllHashesFit() throws Exception {
        Bundles bundle = Bundles.read(little);
        String trace = new String(bundle.files().get("traces/fifo.json"), StandardCharsets.US_ASCII);
        Matcher tainted = Pattern.compile("\"tainted\":([0-9]+)").matcher(trace);
        assertThat(tainted.find()).isTrue();
        String more = "\"tainted\":" + (Long.parseLong(tainted.group(1)) + 1);
        bundle.files().put("traces/fifo.json", tainted.replaceFirst(more).getBytes(StandardCharsets.US_ASCII));
        assertFound(bundle, "tainted is");
    }

    @Test
    void howATraceIsWrittenDoesNotMatterButTheOrderOfItsRowsDoes() throws Exception {
        Bundles bundle = Bundles.read(little);
        JsonNode trace = bundle.json("traces/fifo.json");
        ObjectNode turned = Json.MAPPER.createObjectNode();
        List<String> names = new ArrayList<>();
        trace.fieldNames().forEachRemaining(names::add);
        names.reversed().forEach(name -> turned.set(name, trace.get(name)));
        bundle.files().put("traces/fifo.json", turned.toPrettyString().getBytes(StandardCharsets.UTF_8));
        Bundles.assertHolds(bundle.sealed().write(folder.resolve("rewritten.zip")), "other white space and order");
        ArrayNode rows = (ArrayNode) turned.get("outputs");
        rows.add(rows.remove(0));
        bundle.put("traces/fifo.json", turned);
        assertFound(bundle, "outputs");
    }

    @Test
    void whatNoRuleNamesIsRefused() throws Exception {
        for (String name : List.of("traces/fifo.json", "claims.json", "manifest.json", "blocks.json")) {
            Bundles bundle = Bundles.read(little);
            bundle.edit(name, document -> document.put("remark", "trust me"));
            assertFound(bundle, "remark");
        }
        Bundles bundle = Bundles.read(little);
        bundle.edit("claims.json", claims -> claims.remove("tags"));
        assertFound(bundle, "");
        Bundles less = Bundles.read(little);
        less.edit("traces/fifo.json", trace -> trace.remove("stopAt"));
        assertFound(less, "stopAt");
        Bundles nobody = Bundles.read(little);
        nobody.edit("manifest.json", manifest -> manifest.putObject("tool"));
        assertFound(nobody, "");
        Bundles numbered = Bundles.read(little);
        numbered.edit("manifest.json", manifest -> manifest.withObject("tool").put("version", 1));
        assertFound(numbered, "");
        Bundles worded = Bundles.read(little);
        worded.edit(
                "manifest.json",
                manifest -> manifest.put("from", manifest.get("from").asText()));
        assertFound(worded, "");
        Bundles twice = Bundles.read(little);
        String trace = new String(twice.files().get("traces/fifo.json"), StandardCharsets.US_ASCII);
        String notes = trace.replaceFirst("\\{", "{\"notes\":[],");
        twice.files().put("traces/fifo.json", notes.getBytes(StandardCharsets.US_ASCII));
        assertFound(twice, "notes");
    }

    @Test
    void notesAreWordsAndOnlyClaimed() throws Exception {
        Bundles bundle = Bundles.read(little);
        bundle.edit("traces/fifo.json", trace -> trace.putArray("notes").add("trust me"));
        Path file = bundle.sealed().write(folder.resolve("notes.zip"));
        Bundles.assertHolds(file, "other notes");
        assertThat(Run.of("verify", file).out()).contains("the notes of the traces say");
        bundle.edit("traces/fifo.json", trace -> trace.putArray("notes").add(5));
        assertFound(bundle, "notes");
    }

    @Test
    void numbersThatAreNotWholeAreRefusedWhereverTheyStand() throws Exception {
        for (String file : List.of("traces/fifo.json", "claims.json", "manifest.json", "blocks.json")) {
            Bundles bundle = Bundles.read(little);
            if (file.equals("claims.json")) {
                bundle.edit(
                        file,
                        claims -> ((ArrayNode) claims.get("boundary"))
                                .addObject()
                                .put("outpoint", "11".repeat(32) + ":0")
                                .put("value", 5.0));
            } else {
                String json = new String(bundle.files().get(file), StandardCharsets.US_ASCII);
                String number = json.replaceFirst("\"(from|height|until)\":([0-9]+)", "\"$1\":$2.0");
                assertThat(number).isNotEqualTo(json);
                bundle.files().put(file, number.getBytes(StandardCharsets.US_ASCII));
            }
            assertFound(bundle, file);
        }
    }

    @Test
    void theIndependentVerifierRunsFromAnyFolderAndMissesTheFileBesideIt() throws Exception {
        Run elsewhere = Bundles.python(Bundles.SCRIPT, little, folder);
        assertThat(elsewhere.code()).as(elsewhere.out()).isZero();
        Path alone = Files.copy(Bundles.SCRIPT, folder.resolve("clayton_verify.py"));
        Run missing = Bundles.python(alone, little, folder);
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.out()).contains("needs bitcoin_chain.py beside it").hasLineCount(1);
    }

    @Test
    void feesOfABlockThatIsNotWholeCannotGoBeyondWhatIsKnown() throws Exception {
        Bundles bundle = Bundles.read(little);
        bundle.edit("manifest.json", manifest -> ((ObjectNode) manifest.get("question")).put("fees", "follow"));
        bundle.edit("traces/fifo.json", trace -> trace.put("fees", "follow"));
        assertFound(bundle, "the traces need all fees of block");
    }

    private static void assertFound(Bundles bundle, String words) throws Exception {
        Bundles.assertBroken(bundle.sealed().write(folder.resolve("tampered.zip")), words, words);
    }

    /// The first block that has more than its coinbase.
    private static ObjectNode blockWithMore(ObjectNode blocks) {
        for (JsonNode block : blocks.get("blocks")) {
            if (block.get("transactions").size() > 1) {
                return (ObjectNode) block;
            }
        }
        throw new AssertionError("every block has its coinbase alone");
    }

    @Test
    void swappedBranchesAreFound() throws Exception {
        Bundles bundle = Bundles.read(little);
        bundle.edit("blocks.json", blocks -> {
            ArrayNode branch = (ArrayNode) blockWithMore(blocks).at("/transactions/1/branch");
            JsonNode first = branch.get(0);
            branch.set(0, branch.get(branch.size() - 1));
            branch.set(branch.size() - 1, first);
        });
        assertFound(bundle, "by its Merkle branch");
    }

    @Test
    void aWrongPlaceInTheBlockIsFound() throws Exception {
        Bundles bundle = Bundles.read(little);
        bundle.edit("blocks.json", blocks -> {
            ObjectNode second = (ObjectNode) blockWithMore(blocks).at("/transactions/1");
            second.put("index", second.get("index").intValue() ^ 1 << 20);
        });
        assertFound(bundle, "by its Merkle branch");
    }

    @Test
    void aBranchDeeperThanTheCoinbasesIsFound() throws Exception {
        Bundles bundle = Bundles.read(little);
        bundle.edit(
                "blocks.json",
                blocks -> ((ArrayNode) blockWithMore(blocks).at("/transactions/1/branch")).add("00".repeat(32)));
        assertFound(bundle, "not as long as the coinbase's");
    }

    @Test
    void aWrongHeightIsFound() throws Exception {
        Bundles bundle = Bundles.read(little);
        byte[] headers = bundle.files().get("headers.bin");
        bundle.edit("blocks.json", blocks -> {
            ObjectNode last =
                    (ObjectNode) blocks.get("blocks").get(blocks.get("blocks").size() - 1);
            int height = last.get("height").intValue() + 1;
            byte[] next = Arrays.copyOfRange(headers, 80 * (height + 1) + 4, 80 * (height + 1) + 36);
            last.put("height", height);
            last.put("hash", clayton.chain.Hash256.at(next, 0).toString());
        });
        assertFound(bundle, "by its Merkle branch");
    }

    @Test
    void aHopLeftOutIsFound() throws Exception {
        Bundles bundle = Bundles.read(little);
        ArrayNode blocks = (ArrayNode) bundle.json("blocks.json").get("blocks");
        ObjectNode last = (ObjectNode) blocks.get(blocks.size() - 1);
        byte[] transactions = bundle.files().get("transactions.bin");
        int end = transactions.length;
        for (int i = last.get("transactions").size() - 1; i >= 0; i--) {
            String txid = last.at("/transactions/" + i + "/txid").asText();
            end = startOf(txid, transactions, end);
        }
        blocks.remove(blocks.size() - 1);
        bundle.edit("blocks.json", document -> document.set("blocks", blocks));
        bundle.files().put("transactions.bin", Arrays.copyOf(transactions, end));
        assertFound(bundle, "traces/fifo.json");
    }

    /// Where the transaction with this name begins that ends there.
    private static int startOf(String txid, byte[] bytes, int end) {
        for (int start = end - 60; start >= 0; start--) {
            try {
                clayton.reader.RawTransaction raw = clayton.reader.RawTransaction.at(bytes, start);
                if (raw.end() == end && raw.txid().toString().equals(txid)) {
                    return start;
                }
            } catch (IllegalArgumentException e) {
                // no transaction begins here
            }
        }
        throw new AssertionError(txid);
    }

    @Test
    void aTransactionListedTwiceIsFound() throws Exception {
        Bundles bundle = Bundles.read(little);
        ObjectNode blocks = bundle.json("blocks.json");
        ArrayNode last =
                (ArrayNode) blocks.at("/blocks/" + (blocks.get("blocks").size() - 1) + "/transactions");
        ObjectNode twin = last.get(last.size() - 1).deepCopy();
        byte[] transactions = bundle.files().get("transactions.bin");
        int start = startOf(twin.get("txid").asText(), transactions, transactions.length);
        twin.put("index", twin.get("index").intValue() + 1);
        last.add(twin);
        bundle.put("blocks.json", blocks);
        bundle.files()
                .put(
                        "transactions.bin",
                        Bundles.joined(transactions, Arrays.copyOfRange(transactions, start, transactions.length)));
        assertFound(bundle, "by its Merkle branch");
    }

    @Test
    void aTransactionThatCouldBeANodeIsRefused() throws Exception {
        Bundles bundle = Bundles.read(little);
        byte[] node = new byte[64];
        node[0] = 2;
        node[4] = 1;
        node[46] = 1;
        node[55] = 4;
        bundle.files().put("previous.bin", Bundles.joined(bundle.files().get("previous.bin"), node));
        assertFound(bundle, "a transaction of 64 bytes");
    }

    @Test
    void aValueWithoutItsTransactionIsRefused() throws Exception {
        Bundles bundle = Bundles.read(little);
        bundle.files().put("previous.bin", new byte[0]);
        assertFound(bundle, "is not proven: its transaction is not there");
    }

    @Test
    void anotherTipIsFound() throws Exception {
        Bundles bundle = Bundles.read(little);
        byte[] headers = bundle.files().get("headers.bin");
        bundle.files().put("headers.bin", Arrays.copyOf(headers, headers.length - 80));
        assertFound(bundle, "the last header");
    }

    @Test
    void aHeaderOutOfItsChainIsFound() throws Exception {
        Bundles bundle = Bundles.read(little);
        byte[] headers = bundle.files().get("headers.bin");
        System.arraycopy(headers, 80 * 5, headers, 80 * 6, 80);
        assertFound(bundle, "the header at height 6 does not name the one before it");
    }

    @Test
    void anOutputOlderThanGenesisIsRefused() throws Exception {
        Bundles bundle = Bundles.read(little);
        bundle.edit(
                "claims.json",
                claims -> ((ArrayNode) claims.get("boundary"))
                        .addObject()
                        .put("outpoint", "11".repeat(32) + ":0")
                        .put("value", 5));
        assertFound(bundle, "older than the genesis block");
    }

    @Test
    void aCoinJoinThatIsClaimedAwayChangesTheTrace() throws Exception {
        Path bundle = export("coinjoin.zip", Sample.THEFT, "--fees", "stop", "--stop-at", "coinjoin");
        Bundles tampered = Bundles.read(bundle);
        assertThat(tampered.json("claims.json").get("coinJoins")).isNotEmpty();
        tampered.edit("claims.json", claims -> claims.putArray("coinJoins"));
        assertFound(tampered, "traces/fifo.json");
    }

    @Test
    void aFileThatIsNotListedIsRefused() throws Exception {
        Bundles bundle = Bundles.read(little);
        bundle.files().put("more.txt", new byte[] {1});
        Bundles.assertBroken(
                bundle.write(folder.resolve("more.zip")), "more.txt is not listed in manifest.json", "more");
    }

    @Test
    void hostileNamesAreRefused() throws Exception {
        for (String name : List.of("../evil", "/evil", "C:\\evil", "a//b", "README.MD", ".hidden", "a/../b")) {
            Bundles bundle = Bundles.read(little);
            bundle.files().put(name, new byte[] {1});
            Bundles.assertBroken(
                    bundle.sealed().write(folder.resolve("hostile.zip")), "the archive is not sound", name);
        }
    }

    @Test
    void aFileThatIsNoBundleIsAnError() throws Exception {
        Path text = Files.writeString(folder.resolve("text.zip"), "this is no archive, only some words in a file");
        assertThat(Run.of("verify", text).code()).isEqualTo(3);
        assertThat(Bundles.python(text).code()).isEqualTo(3);
        assertThat(Run.of("verify", folder.resolve("none.zip")).code()).isEqualTo(3);
        assertThat(Bundles.python(folder.resolve("none.zip")).code()).isEqualTo(3);
    }

    @Test
    void aBundleThatIsStoppedAtAnyStepIsNotWritten() throws IOException {
        Path target = folder.resolve("stopped.zip");
        try (Ledger opened = Ledger.open(ledger)) {
            Traced traced = Traced.of(new Tracer(opened)
                    .forward(
                            List.of(Seed.whole(OutPoint.parse(Sample.THEFT))),
                            TraceSettings.FIFO.with(FeeRule.STOP),
                            Progress.NONE));
            int stopped = 0;
            for (int steps = 1; !Files.exists(target); steps *= 2) {
                int last = steps;
                AtomicInteger taken = new AtomicInteger();
                BundleWriter.Made made = new BundleWriter.Made("1", "none", List.of());
                BundleWriter writer = new BundleWriter(opened, opened, Optional.empty(), Tags.NONE, made, Signing.NONE);
                try (NewFile file = NewFile.at(target)) {
                    writer.write(List.of(traced), file.path(), (work, done, total) -> taken.incrementAndGet() < last);
                    file.keep();
                } catch (CancellationException e) {
                    assertThat(taken).hasValue(last);
                    stopped++;
                }
                assertThat(folder.resolve("stopped.zip.part")).doesNotExist();
            }
            assertThat(stopped).isGreaterThan(5);
        }
    }

    @Test
    void blocksThatWereMovedAreNamed() throws Exception {
        Path moved = folder.resolve("moved");
        Run load = Run.of("load", "--blocks", Sample.blocks(moved), "--ledger", moved.resolve("ledger"));
        assertThat(load.code()).isZero();
        Path elsewhere = Files.move(moved.resolve("blocks"), folder.resolve("elsewhere"));
        List<Object> words = new ArrayList<>(List.of(
                "export",
                "bundle",
                Sample.THEFT,
                "--ledger",
                moved.resolve("ledger"),
                "--out",
                folder.resolve("m.zip")));
        Run gone = Run.of(words.toArray());
        assertThat(gone.code()).isEqualTo(3);
        assertThat(gone.err()).contains("no such folder").hasLineCount(1);
        assertThat(folder.resolve("m.zip")).doesNotExist();
        assertThat(folder.resolve("m.zip.part")).doesNotExist();
        words.addAll(List.of("--blocks", elsewhere));
        assertThat(Run.of(words.toArray()).code()).isZero();
    }

    @Test
    void theJsonOfAVerdictSaysWhatIsProvenAndWhatIsClaimed() throws IOException {
        JsonNode verdict =
                Json.MAPPER.readTree(Run.of("verify", little, "--json").out());
        assertThat(verdict.get("schema").asText()).isEqualTo("clayton.verification/1");
        assertThat(verdict.get("holds").booleanValue()).isTrue();
        assertThat(verdict.has("broken")).isFalse();
        assertThat(verdict.get("proven")).hasSizeGreaterThan(4);
        assertThat(verdict.get("claimed").toString()).contains("are unspent at height 437");
    }
}
