package clayton.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import java.util.stream.Stream;

/// What the build wrote down about itself.
public final class Build {
    private Build() {}

    public static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Build.class.getResourceAsStream("build.properties")) {
            properties.load(stream);
        }
        return properties.getProperty("version", "unknown");
    }

    /// SHA-256 over the names and hashes of the jars that run, so that another can tell which build this is; of
    /// classes that are in no jar it says so.
    public static String digest() throws IOException {
        CodeSource source = Build.class.getProtectionDomain().getCodeSource();
        Path own = Path.of(URI.create(source.getLocation().toString()));
        if (!Files.isRegularFile(own)) {
            return "unpacked classes";
        }
        try (Stream<Path> jars = Files.list(own.resolveSibling("."))) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                sha256.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                sha256.update(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
