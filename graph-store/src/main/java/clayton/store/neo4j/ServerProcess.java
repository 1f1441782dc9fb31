package clayton.store.neo4j;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The Java process of the local server, and others that run with its jars. Which process it is stands in a file, with
/// the time it began, so that no stranger with its number is taken for it.
final class ServerProcess {
    private static final List<String> FLAGS = List.of(
            "-XX:+UseParallelGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8");

    private final Path jars;
    private final Path home;
    private final Path pid;

    ServerProcess(Path jars, Path home) {
        this.jars = jars;
        this.home = home;
        this.pid = home.resolve("pid");
    }

    /// What the server says on its console; its log has more.
    Path console() {
        return home.resolve("logs").resolve("console.log");
    }

    /// The running server, if there is one.
    Optional<ProcessHandle> running() throws IOException {
        if (!Files.exists(pid)) {
            return Optional.empty();
        }
        String text = Files.readString(pid).strip();
        String[] words = text.split(" ", -1);
        return words.length == 2 && words[0].matches("\\d{1,18}")
                ? ProcessHandle.of(Long.parseLong(words[0]))
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> began(process).equals(words[1]))
                : Optional.empty();
    }

    private static String began(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("unknown");
    }

    /// Starts the server as a process that outlives this one and its terminal.
    ProcessHandle start(List<String> options, Path settings) throws IOException {
        Files.createDirectories(console().getParent());
        List<String> words = new ArrayList<>();
        if (canLeaveTerminal()) {
            words.add("setsid");
        }
        words.addAll(java(options));
        words.add("org.neo4j.server.Neo4jCommunity");
        words.addAll(List.of("--home-dir=" + home, "--config-dir=" + settings));
        ProcessHandle process = new ProcessBuilder(words)
                .directory(home.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(console().toFile())
                .start()
                .toHandle();
        Files.writeString(pid, process.pid() + " " + began(process) + "\n");
        return process;
    }

    private static boolean canLeaveTerminal() {
        return Files.isExecutable(Path.of("/usr/bin/setsid"));
    }

    /// Asks the server to end, and waits until it has. One that does not, such as one whose disk was full, is ended as
    /// a
    /// crash would: it recovers what was committed from its log.
    void stop(ProcessHandle process) throws IOException {
        process.destroy();
        try {
            process.onExit().get(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            kill(process);
        }
        Files.deleteIfExists(pid);
    }

    /// Ends the server at once.
    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Runs a tool of the server to its end. Throws [DatabaseException] with what it last said if it fails.
    void tool(Path settings, List<String> options, String... words) throws IOException {
        Path said = Files.createTempFile(home, "tool", ".log");
        try {
            List<String> command = new ArrayList<>(java(options));
            command.add("org.neo4j.cli.AdminTool");
            command.addAll(List.of(words));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().putAll(Map.of("NEO4J_HOME", home.toString(), "NEO4J_CONF", settings.toString()));
            if (builder.start().waitFor() != 0) {
                throw new DatabaseException("Neo4j's " + words[1] + " failed (" + allWords(said) + ")");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Neo4j's " + words[1] + " was at work", e);
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private List<String> java(List<String> options) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(FLAGS);
        words.addAll(options);
        words.addAll(List.of("-cp", jars + "/*"));
        return words;
    }

    /// All that a tool said, on one line.
    private static String allWords(Path log) throws IOException {
        return String.join("; ", Files.readAllLines(log)).strip();
    }

    /// The last line that says something.
    static String lastWords(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "it said nothing";
        }
        List<String> lines =
                Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "it said nothing" : lines.getLast().strip();
    }
}
