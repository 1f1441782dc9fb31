package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import clayton.evidence.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// The files of an evidence bundle, to be tampered with by somebody who knows how it is made, and the verdicts of both
/// verifiers.
record Bundles(Map<String, byte[]> files) {
    static final Path SCRIPT = Path.of("..", "verify", "clayton_verify.py");
    private static final List<String> APART = List.of("manifest.json", "manifest.sha256");

    static Bundles read(Path bundle) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return new Bundles(files);
    }

    /// Packed by another program than ours.
    Path write(Path bundle) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(file.getValue());
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setSize(file.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        return bundle;
    }

    ObjectNode json(String name) throws IOException {
        return (ObjectNode) Json.MAPPER.readTree(files.get(name));
    }

    void put(String name, JsonNode document) throws IOException {
        StringWriter text = new StringWriter();
        Json.write(document, text);
        files.put(name, text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    void edit(String name, Consumer<ObjectNode> change) throws IOException {
        ObjectNode document = json(name);
        change.accept(document);
        put(name, document);
    }

    /// Makes the hashes fit what the files are now.
    Bundles sealed() throws IOException {
        ObjectNode manifest = json("manifest.json");
        ArrayNode listed = manifest.putArray("files");
        files.entrySet().stream()
                .filter(file -> !APART.contains(file.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(file -> listed.addObject()
                        .put("name", file.getKey())
                        .put("bytes", file.getValue().length)
                        .put("sha256", sha256(file.getValue())));
        put("manifest.json", manifest);
        String line = sha256(files.get("manifest.json")) + "  manifest.json\n";
        files.put("manifest.sha256", line.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /// Both verifiers say that it holds.
    static void assertHolds(Path bundle, String as) throws Exception {
        Run ours = Run.of("verify", bundle);
        assertThat(ours.code()).as(as + ": " + ours.out() + ours.err()).isZero();
        Run python = python(bundle);
        assertThat(python.code()).as(as + ": " + python.out()).isZero();
    }

    /// Both verifiers say that it does not hold, ours in these words.
    static void assertBroken(Path bundle, String words, String as) throws Exception {
        Run ours = Run.of("verify", bundle);
        assertThat(ours.code()).as(as + ": " + ours.out() + ours.err()).isEqualTo(1);
        assertThat(ours.out()).as(as).contains("BROKEN").contains(words);
        Run python = python(bundle);
        assertThat(python.code()).as(as + ": " + python.out()).isEqualTo(1);
        assertThat(python.out()).as(as).contains("BROKEN");
    }

    /// The other verifier, in a process of its own.
    static Run python(Path bundle) throws Exception {
        return python(SCRIPT, bundle, Path.of(""));
    }

    /// The other verifier, as it lies in `script` and started in `folder`.
    static Run python(Path script, Path bundle, Path folder) throws Exception {
        assumeTrue(Program.can("python3", "--version"), "needs python3");
        Process python = new ProcessBuilder(
                        "python3",
                        script.toAbsolutePath().toString(),
                        bundle.toAbsolutePath().toString())
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(python.waitFor(), said, "");
    }

    /// The other verifier over all these, in one process; answers what it says of each that does not hold.
    static String pythonOverAll(List<Path> bundles) throws Exception {
        assumeTrue(Program.can("python3", "--version"), "needs python3");
        String each = """
                import os, sys
                sys.path.insert(0, os.path.dirname(sys.argv[1]))
                import clayton_verify
                for bundle in sys.stdin.read().splitlines():
                    try:
                        clayton_verify.verify(open(bundle, 'rb').read())
                    except Exception as fact:
                        print(bundle, repr(fact))
                """;
        Process python = new ProcessBuilder("python3", "-B", "-c", each, SCRIPT.toString())
                .redirectErrorStream(true)
                .start();
        try (Writer in = python.outputWriter(StandardCharsets.UTF_8)) {
            in.write(bundles.stream().map(bundle -> bundle + "\n").collect(Collectors.joining()));
        }
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(said).isZero();
        return said;
    }
}
