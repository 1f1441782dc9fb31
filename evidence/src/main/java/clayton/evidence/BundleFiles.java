package clayton.evidence;

import clayton.reader.HeaderChain;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON files of an evidence bundle and the names of all; docs/bundle.md describes them.
final class BundleFiles {
    static final String MANIFEST = "manifest.json";
    static final String MANIFEST_HASH = "manifest.sha256";
    static final String HEADERS = "headers.bin";
    static final String BLOCKS = "blocks.json";
    static final String TRANSACTIONS = "transactions.bin";
    static final String PREVIOUS = "previous.bin";
    static final String CLAIMS = "claims.json";
    static final String LIMITS = "limits.json";
    static final String README = "README.md";
    static final String TRACES = "traces/";

    private BundleFiles() {}

    /// As `sha256sum` writes it.
    static String hashLine(String name, byte[] content) {
        return Hashes.sha256Hex(content) + "  " + name + "\n";
    }

    /// As Bitcoin Core writes it.
    static String work(HeaderChain chain) {
        return HexFormat.of()
                .formatHex(Arrays.copyOfRange(
                        chain.work().add(BigInteger.ONE.shiftLeft(256)).toByteArray(), 1, 33));
    }

    /// What made the bundle, what it is about, and every file but those that rest on this one.
    record Manifest(
            String schema,
            Tool tool,
            String network,
            int from,
            TraceDocument.Tip tip,
            String work,
            Question question,
            List<Listed> files) {}

    record Tool(String name, String version, String build) {}

    record Question(
            String direction,
            List<String> policies,
            String coinbaseOrder,
            String fees,
            int until,
            List<String> stopAt) {}

    record Listed(String name, long bytes, String sha256) {}

    record Blocks(List<InBlock> blocks) {}

    /// Transactions of one block: all of them (`whole` is their number), or some with their branches.
    record InBlock(
            int height,
            String hash,
            @Nullable Integer whole,
            @Nullable List<Placed> transactions) {}

    record Placed(int index, String txid, List<String> branch) {}

    /// What a verifier has to take at its word to trace again.
    record Claims(List<Boundary> boundary, List<String> coinJoins, List<Tagged> tags) {}

    /// An output from before the range. Value and script are absent if nobody knows them.
    record Boundary(
            String outpoint,
            @Nullable Integer height,
            @Nullable Long value,
            @Nullable String script) {}

    record Tagged(String address, String label) {}

    /// What a reader must know of how far the result goes.
    record Limits(List<ErrorRate> errorRates, Map<String, String> leftOut, List<String> cannotProve) {}
}
