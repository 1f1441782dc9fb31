package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A first start that cannot fetch the server says what to do, and leaves nothing half fetched behind.
final class Neo4jFetchTest {
    @TempDir
    private Path folder;

    /// Maven takes settings from the folders above the one it works in.
    @Test
    void aRepositoryThatCannotBeReachedIsSaid() throws Exception {
        Path settings = Files.writeString(folder.resolve("settings.xml"), """
                <settings><mirrors><mirror>
                  <id>nowhere</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:1/</url>
                </mirror></mirrors></settings>
                """);
        Files.writeString(
                Files.createDirectory(folder.resolve(".mvn")).resolve("maven.config"),
                "--settings=" + settings + "\n-Dmaven.repo.local=" + folder.resolve("repository") + "\n");
        Run run = start(Program.in(folder).builder("neo4j", "start"));
        assertThat(run.err()).contains("could not be fetched", "connect to the network", "NEO4J_URI=bolt://HOST:7687");
        assertThat(run.code()).isEqualTo(ExitCode.DATABASE);
        assertThat(folder.resolve("clayton/neo4j")).isDirectoryNotContaining("glob:**server-*");
    }

    @Test
    void withoutMavenItSaysHowToNameANeo4jThatRuns() throws Exception {
        ProcessBuilder program = Program.in(folder).builder("neo4j", "start");
        program.environment().put("PATH", folder.toString());
        Run run = start(program);
        assertThat(run.err()).contains("Maven", "was not found in PATH", "NEO4J_URI=bolt://HOST:7687");
        assertThat(run.code()).isEqualTo(ExitCode.DATABASE);
    }

    private static Run start(ProcessBuilder program) throws IOException, InterruptedException {
        Process process = program.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), "", said);
    }
}
