package clayton.store.neo4j;

import clayton.chain.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// A Neo4j Community on this machine, for those who have none: fetched when it is first started, a process of its own
/// that outlives this program, its data in one folder, reachable from this machine only, with a random password.
public final class LocalNeo4j {
    /// The version that is fetched.
    public static final String VERSION = "2026.08.1";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String HEAP = "-Xmx1g";

    private final Path folder;
    private final Path home;
    private final ServerJars jars;
    private final ServerSettings settings;
    private final ServerProcess process;

    /// All of it lies in `folder`, which need not exist yet.
    public LocalNeo4j(Path folder) {
        this(folder, VERSION);
    }

    LocalNeo4j(Path folder, String version) {
        this(folder, new ServerJars(folder.toAbsolutePath().normalize(), version));
    }

    LocalNeo4j(Path folder, ServerJars jars) {
        this.folder = folder.toAbsolutePath().normalize();
        this.home = this.folder.resolve("home");
        this.jars = jars;
        this.settings = new ServerSettings(home, passwordFile());
        this.process = new ServerProcess(jars.jars(), home);
    }

    public boolean isRunning() throws IOException {
        return process.running().isPresent();
    }

    /// Whether it was ever started.
    public boolean exists() {
        return Files.isDirectory(home);
    }

    /// Address of the running server. Throws [DatabaseException] if it does not run.
    public Neo4jAddress address() throws IOException {
        if (!isRunning()) {
            throw new DatabaseException("the local Neo4j does not run: start it with clayton neo4j start");
        }
        return configured();
    }

    private Neo4jAddress configured() throws IOException {
        return new Neo4jAddress(
                settings.uri(), Neo4jAddress.DEFAULT_USER, settings.password(), Neo4jAddress.DEFAULT_DATABASE);
    }

    /// Where its password stands, readable by the user alone.
    public Path passwordFile() {
        return folder.resolve("password");
    }

    public Path folder() {
        return folder;
    }

    /// Bytes of its data on disk.
    public long size() throws IOException {
        return ServerJars.size(home.resolve("data"));
    }

    /// Starts it unless it runs, and waits until it answers; answers whether it was started. The first time it is
    /// fetched, given a password, and run once to learn what it loads, so that later starts are quick. Throws
    /// `CancellationException` if `progress` says stop.
    public boolean start(Progress progress) throws IOException {
        try (FileChannel held = lock()) {
            if (isRunning()) {
                return false;
            }
            jars.fetch(progress);
            prepare(progress);
            run(cached(), progress);
            return held.isOpen();
        }
    }

    /// Gives a new server its settings, its password, and the cache that makes later starts quick.
    private void prepare(Progress progress) throws IOException {
        Files.createDirectories(home);
        settings.write();
        if (!Files.exists(home.resolve("data").resolve("dbms").resolve("auth.ini"))
                && !Files.exists(home.resolve("data").resolve("databases"))) {
            Path password = settings.makePassword();
            process.tool(settings.folder(), List.of(), "dbms", "set-initial-password", "@" + password);
        }
        if (!Files.exists(cache())) {
            run(List.of(HEAP, "-XX:AOTCacheOutput=" + cache()), progress);
            progress.goOn("preparing Neo4j for quick starts", 0, 0);
            stop();
        }
    }

    /// Java's own cache of loaded classes; of no use to another version of Java.
    private Path cache() {
        return folder.resolve(jars.jars().getFileName() + "-java-" + Runtime.version() + ".aot");
    }

    private List<String> cached() {
        return Files.exists(cache()) ? List.of(HEAP, "-XX:AOTCache=" + cache()) : List.of(HEAP);
    }

    private void run(List<String> options, Progress progress) throws IOException {
        ProcessHandle started = process.start(options, settings.folder());
        try {
            await(started, progress);
        } catch (IOException | CancellationException e) {
            process.stop(started);
            throw e;
        }
    }

    private void await(ProcessHandle started, Progress progress) throws IOException {
        long begin = System.nanoTime();
        while (true) {
            long seconds = (System.nanoTime() - begin) / 1_000_000_000L;
            if (!progress.goOn("starting Neo4j, seconds", seconds, 0)) {
                throw new CancellationException("stopped before Neo4j had started");
            }
            if (!started.isAlive()) {
                throw new DatabaseException("the local Neo4j ended while it started ("
                        + ServerProcess.lastWords(process.console()) + "): see " + home.resolve("logs"));
            }
            try (Neo4jConnection connection = Neo4jConnection.open(configured())) {
                progress.goOn("starting Neo4j " + connection.version(), seconds, 0);
                return;
            } catch (DatabaseException e) {
                if (seconds > PATIENCE.toSeconds()) {
                    throw e;
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while Neo4j started");
        }
    }

    /// Replaces all that it holds by what the importer makes of CSV files; stops it for that, and starts it again.
    /// Answers the seconds that the importer took.
    double importFiles(List<String> files, Progress progress) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("database", "import", "full", Neo4jAddress.DEFAULT_DATABASE, "--overwrite-destination"));
        words.addAll(List.of("--id-type=integer", "--read-buffer-size=16m", "--report-file=" + home.resolve("import")));
        words.addAll(files);
        stop();
        try {
            long begun = System.nanoTime();
            process.tool(settings.folder(), List.of(), words.toArray(String[]::new));
            return (System.nanoTime() - begun) / 1e9;
        } finally {
            start(progress);
        }
    }

    /// Stops it, and waits until its data are at rest; answers whether it ran.
    public boolean stop() throws IOException {
        Optional<ProcessHandle> running = process.running();
        if (running.isPresent()) {
            process.stop(running.get());
        }
        return running.isPresent();
    }

    /// Ends it at once, as a crash does.
    void kill() throws IOException {
        process.running().ifPresent(ServerProcess::kill);
    }

    /// Stops it and deletes all its data, and its password; what was fetched stays. Answers how many bytes it was.
    public long reset() throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (FileChannel held = lock()) {
            stop();
            long bytes = ServerJars.size(home);
            ServerJars.delete(home);
            Files.deleteIfExists(passwordFile());
            return held.isOpen() ? bytes : 0;
        }
    }

    /// Keeps two programs from starting it at once.
    private FileChannel lock() throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // this very program holds it: said below
        }
        if (lock == null) {
            channel.close();
            throw new DatabaseException("another program is starting or resetting the local Neo4j: wait for it to end");
        }
        return channel;
    }
}
