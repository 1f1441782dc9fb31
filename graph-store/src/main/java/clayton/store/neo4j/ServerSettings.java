package clayton.store.neo4j;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/// What the local server is told: to listen on this machine only, to call nobody, and its password, which stands in a
/// file that only the user can read.
final class ServerSettings {
    private static final String LISTEN = "server.bolt.listen_address";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int USUAL_PORT = 17687;
    private static final String HEAD = "# Written by Clayton at every start; your own settings belong to the end.\n";
    private static final String YOURS =
            "# What follows is yours: it is kept, and stands instead of what is set above.\n";
    private static final int PASSWORD_BYTES = 24;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path home;
    private final Path password;

    ServerSettings(Path home, Path password) {
        this.home = home;
        this.password = password;
    }

    Path folder() {
        return home.resolve("conf");
    }

    private Path file() {
        return folder().resolve("neo4j.conf");
    }

    /// Writes the settings, with the port they had if it is free. What the user added is kept and comes before ours.
    void write() throws IOException {
        Files.createDirectories(folder());
        int port = Files.exists(file()) ? port() : USUAL_PORT;
        String yours = yours();
        Properties theirs = new Properties();
        theirs.load(new StringReader(yours));
        String ours = text(isFree(port) ? port : freePort())
                .lines()
                .filter(line -> !theirs.containsKey(line.substring(0, line.indexOf('='))))
                .collect(Collectors.joining("\n", HEAD, "\n"));
        Files.writeString(file(), ours + YOURS + yours);
    }

    private String yours() throws IOException {
        String text = Files.exists(file()) ? Files.readString(file()) : "";
        int mark = text.indexOf(YOURS);
        return mark < 0 ? "" : text.substring(mark + YOURS.length());
    }

    /// The settings that stop it from calling home, and two internal ones without which a stop takes ten seconds.
    private static String text(int port) {
        return """
                server.default_listen_address=127.0.0.1
                server.bolt.listen_address=127.0.0.1:%d
                server.http.enabled=false
                server.https.enabled=false
                dbms.usage_report.enabled=false
                dbms.fleet_manager.enabled=false
                server.fleet_discovery.enabled=false
                server.memory.pagecache.size=512m
                db.tx_log.preallocate=false
                internal.server.bolt.thread_pool_shutdown_wait_time=0s
                internal.server.bolt.connection_shutdown_wait_time=0s
                """.formatted(port);
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (java.net.BindException taken) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String uri() throws IOException {
        return "bolt://" + LOOPBACK + ":" + port();
    }

    private int port() throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file(), StandardCharsets.UTF_8)) {
            settings.load(reader);
        }
        String address = settings.getProperty(LISTEN, "");
        try {
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        } catch (NumberFormatException e) {
            throw new IOException(
                    file() + " says '" + address + "' for " + LISTEN + ": write " + LOOPBACK + ":" + USUAL_PORT, e);
        }
    }

    String password() throws IOException {
        return Files.readString(password, StandardCharsets.US_ASCII).strip();
    }

    /// Makes a password, unless there is one.
    Path makePassword() throws IOException {
        if (!Files.exists(password)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Files.deleteIfExists(password);
            Files.createFile(password, ownerOnly());
            Files.writeString(password, HexFormat.of().formatHex(random) + "\n", StandardOpenOption.WRITE);
        }
        return password;
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = password.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : new FileAttribute<?>[0];
    }
}
