package clayton.evidence;

import clayton.chain.Progress;
import clayton.store.Ledger;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Packs traces of one question into an evidence bundle.
public final class BundleWriter {
    private final Ledger graph;
    private final OutputNames names;
    private final String version;

    public BundleWriter(Ledger graph, OutputNames names, String version) {
        this.graph = graph;
        this.names = names;
        this.version = version;
    }

    /// Writes the bundle of these traces, one for each policy.
    public void write(List<Traced> traced, Path file, Progress progress) throws IOException {
        try (StoredZip zip = new StoredZip(file)) {
            List<StoredZip.Stored> files = new ArrayList<>();
            for (Traced each : traced) {
                String policy = each.trace().settings().policy().name();
                files.add(zip.add("traces/" + policy + ".json", out -> json(TraceDocument.of(each, names), out)));
            }
            manifest(zip, files);
            zip.finish();
        }
    }

    private static void json(Object document, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
        Json.write(document, writer);
        writer.flush();
    }

    private void manifest(StoredZip zip, List<StoredZip.Stored> files) throws IOException {
        List<BundleManifest.Listed> listed = files.stream()
                .map(stored -> new BundleManifest.Listed(stored.name(), stored.bytes(), stored.sha256()))
                .sorted(Comparator.comparing(BundleManifest.Listed::name))
                .toList();
        StringWriter text = new StringWriter();
        Json.write(
                new BundleManifest(
                        "clayton.bundle/1",
                        new BundleManifest.Tool("Clayton", version),
                        graph.network().name(),
                        listed),
                text);
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        zip.add("manifest.json", bytes);
        zip.add("manifest.sha256", (Hashes.sha256Hex(bytes) + "  manifest.json\n").getBytes(StandardCharsets.US_ASCII));
    }
}
