package clayton.store.neo4j;

import clayton.chain.OutPoint;
import clayton.chain.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// The digest of the unspent set, over the lines that a ledger takes.
final class UnspentDigest {
    private UnspentDigest() {}

    private record Line(OutPoint outPoint, long valueSats, String script) {}

    static String of(Neo4jConnection connection, Progress progress) throws IOException {
        if (!progress.goOn("unspent set", 0, 0)) {
            throw new CancellationException("stopped before the digest of the unspent set was done");
        }
        List<Line> lines = connection
                .read(
                        Cypher.UNSPENT,
                        Map.of(),
                        row -> new Line(
                                OutPoint.parse(row.get(0).asString()),
                                row.get(1).asLong(),
                                row.get(2).asString()))
                .stream()
                .sorted(Comparator.comparing(Line::outPoint))
                .toList();
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Line line : lines) {
                String text = line.outPoint() + " " + line.valueSats() + " " + line.script() + "\n";
                sha256.update(text.getBytes(StandardCharsets.US_ASCII));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
