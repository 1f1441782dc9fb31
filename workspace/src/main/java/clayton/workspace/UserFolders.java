package clayton.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/// Where the user's files lie, as the XDG base directory specification finds them.
public record UserFolders(Map<String, String> environment) {
    public Path ledger() {
        return folder("XDG_DATA_HOME", ".local/share").resolve("ledger");
    }

    /// What a person prefers on the desktop.
    public Path settings() {
        return folder("XDG_CONFIG_HOME", ".config").resolve("desktop.properties");
    }

    /// The cases that nobody named yet.
    public Path unnamedCases() {
        return folder("XDG_DATA_HOME", ".local/share").resolve("unnamed");
    }

    /// The imported tags.
    public Path tags() {
        return folder("XDG_DATA_HOME", ".local/share").resolve("tags.json");
    }

    /// The local Neo4j: its program files, its data, its password.
    public Path neo4j() {
        return folder("XDG_DATA_HOME", ".local/share").resolve("neo4j");
    }

    /// What is known of the headers in a blocks folder. It lies apart from any ledger, whose bytes follow from the
    /// blocks alone.
    public Path headerCache(Path blocks) throws IOException {
        byte[] name = blocks.toRealPath().toString().getBytes(StandardCharsets.UTF_8);
        return folder("XDG_CACHE_HOME", ".cache")
                .resolve("headers-" + HexFormat.of().formatHex(sha256(name), 0, 8));
    }

    private Path folder(String variable, String otherwise) {
        String named = environment.getOrDefault(variable, "");
        Path folder = Path.of(named);
        Path base = folder.isAbsolute()
                ? folder
                : Path.of(System.getProperty("user.home")).resolve(otherwise);
        return base.resolve("clayton");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
