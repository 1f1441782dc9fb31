package clayton.store.neo4j;

import clayton.chain.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/// The program files of a Neo4j server: jars that Maven fetches once, from wherever the user's Maven is told to fetch
/// from. The server is licensed under the GPL; it is never part of this program, only started by it.
final class ServerJars {
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies";
    private static final String ELSEWHERE =
            ", or use a Neo4j that runs already: name it with NEO4J_URI=bolt://HOST:7687";

    private final Path folder;
    private final String version;

    /// They lie in a folder of their own below `folder`.
    ServerJars(Path folder, String version) {
        this.folder = folder;
        this.version = version;
    }

    Path jars() {
        return folder.resolve("server-" + version);
    }

    boolean isFetched() {
        return Files.isDirectory(jars());
    }

    /// Fetches what is missing. Throws [DatabaseException] if there is no Maven or no network, and
    /// `CancellationException` if `progress` says stop; nothing half fetched is then left.
    void fetch(Progress progress) throws IOException {
        if (isFetched()) {
            return;
        }
        Path part = Files.createDirectories(folder.resolve("server-" + version + ".part"));
        try {
            Files.writeString(part.resolve("pom.xml"), pom());
            copy(part, progress);
            Files.move(part.resolve("jars"), jars());
        } finally {
            delete(part);
        }
    }

    private String pom() {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.clayton</groupId>
                  <artifactId>local-neo4j</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <dependencies>
                    <dependency>
                      <groupId>org.neo4j</groupId>
                      <artifactId>neo4j</artifactId>
                      <version>%s</version>
                    </dependency>
                  </dependencies>
                </project>
                """.formatted(version);
    }

    private void copy(Path part, Progress progress) throws IOException {
        ProcessBuilder maven = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "--no-snapshot-updates",
                        PLUGIN,
                        "-DincludeScope=runtime",
                        "-DoutputDirectory=jars")
                .directory(part.toFile())
                .redirectErrorStream(true);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = start(maven);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String error = "Maven gave no reason";
            long files = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                files += line.contains("Downloaded from ") ? 1 : 0;
                error = line.startsWith("[ERROR] Failed") ? line.substring("[ERROR] ".length()) : error;
                if (!progress.goOn("fetching Neo4j " + version + " through Maven, files", files, 0)) {
                    throw new CancellationException("stopped before Neo4j was fetched; the same command goes on");
                }
            }
            if (process.waitFor() != 0) {
                throw new DatabaseException("Neo4j " + version + " could not be fetched (" + error
                        + "): connect to the network and run this again" + ELSEWHERE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while Neo4j was fetched");
        } finally {
            process.destroy();
        }
    }

    private static Process start(ProcessBuilder maven) throws DatabaseException {
        try {
            return maven.start();
        } catch (IOException e) {
            throw new DatabaseException(
                    "Maven, through which Neo4j is fetched, was not found in PATH: install Maven 3.8 or newer"
                            + ELSEWHERE,
                    e);
        }
    }

    /// Deletes a folder with all that is in it; nothing if it is not there.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Bytes of all files in a folder; 0 if it is not there.
    static long size(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(ServerJars::length)
                    .sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }
}
