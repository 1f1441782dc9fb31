package clayton.store.neo4j;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.NotificationSeverity;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.UntrustedServerException;
import org.neo4j.driver.summary.SummaryCounters;

/// An open connection to one database. What fails for a moment (a server that restarts, a leader that changes, a
/// deadlock) is tried again for half a minute, each transaction as a whole; what fails for good is a
/// [DatabaseException]. Safe for several threads.
public final class Neo4jConnection implements AutoCloseable {
    private static final Pattern AGENT = Pattern.compile("Neo4j/(\\d+)\\.(\\d+).*");
    private static final int LONG_TERM = 5;
    private static final int LONG_TERM_MINOR = 26;
    private static final int CALENDAR = 2025;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// The driver's own log repeats what its exceptions say. Held here, or its level would be forgotten.
    @SuppressWarnings("UnusedVariable")
    private static final Logger DRIVER_LOG = silenced("org.neo4j");

    private final Neo4jAddress address;
    private final Driver driver;
    private final AtomicLong roundTrips = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private String version = "";

    private Neo4jConnection(Neo4jAddress address, Driver driver) {
        this.address = address;
        this.driver = driver;
    }

    private static Logger silenced(String name) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(Level.OFF);
        return logger;
    }

    /// Connects, and refuses a server that is too old or no Neo4j.
    public static Neo4jConnection open(Neo4jAddress address) throws DatabaseException {
        return open(address, PATIENCE);
    }

    /// The same, and tries for another time than half a minute what fails for a moment.
    public static Neo4jConnection open(Neo4jAddress address, Duration patience) throws DatabaseException {
        Config config = Config.builder()
                .withTelemetryDisabled(true)
                .withUserAgent("clayton")
                .withConnectionTimeout(10, TimeUnit.SECONDS)
                .withConnectionAcquisitionTimeout(20, TimeUnit.SECONDS)
                .withMaxTransactionRetryTime(patience.toSeconds(), TimeUnit.SECONDS)
                .withMaxConnectionPoolSize(8)
                .withFetchSize(-1)
                .withMinimumNotificationSeverity(NotificationSeverity.OFF)
                .build();
        Driver driver =
                GraphDatabase.driver(address.uri(), AuthTokens.basic(address.username(), address.password()), config);
        Neo4jConnection connection = new Neo4jConnection(address, driver);
        try {
            connection.checkVersion();
            return connection;
        } catch (DatabaseException e) {
            connection.close();
            throw e;
        }
    }

    public Neo4jAddress address() {
        return address;
    }

    /// The server's version, such as `2026.08.1`.
    public String version() {
        return version;
    }

    /// Statements that were sent and answered so far.
    public long roundTrips() {
        return roundTrips.get();
    }

    /// Rows that were read so far.
    public long rows() {
        return rows.get();
    }

    private void checkVersion() throws DatabaseException {
        String agent = calling(() -> {
            try (Session session = session(AccessMode.READ)) {
                return session.run(Cypher.PING).consume().server().agent();
            }
        });
        version = agent.replaceFirst("^Neo4j/", "");
        if (!isAccepted(agent)) {
            throw new DatabaseException("the server at " + address.uri() + " is " + agent
                    + ", and Clayton needs Neo4j 5.26 or a release of 2025 or later: upgrade it, or name another");
        }
    }

    static boolean isAccepted(String agent) {
        Matcher matcher = AGENT.matcher(agent);
        if (!matcher.matches()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        return major >= CALENDAR || major == LONG_TERM && minor >= LONG_TERM_MINOR;
    }

    /// Answers a statement of somebody's own, which may only read, row by row: plain values by column.
    public List<Map<String, Object>> query(String cypher, Map<String, Object> parameters) throws DatabaseException {
        return read(cypher, parameters, Record::asMap);
    }

    /// Reads rows.
    <T> List<T> read(String cypher, Map<String, Object> parameters, Function<Record, T> row) throws DatabaseException {
        List<T> read = calling(() -> {
            try (Session session = session(AccessMode.READ)) {
                return session.executeRead(work -> {
                    roundTrips.incrementAndGet();
                    return work.run(cypher, parameters).list(row);
                });
            }
        });
        rows.addAndGet(read.size());
        return read;
    }

    /// Work of one transaction: all of it is done or nothing. It may be tried several times.
    interface Work<T> {
        T in(TransactionContext transaction);
    }

    <T> T write(Work<T> work) throws DatabaseException {
        return calling(() -> {
            try (Session session = session(AccessMode.WRITE)) {
                return session.executeWrite(transaction -> {
                    roundTrips.incrementAndGet();
                    return work.in(transaction);
                });
            }
        });
    }

    /// Runs one statement that must not be part of a transaction, such as one that changes the schema.
    void run(String cypher) throws DatabaseException {
        run(cypher, Map.of());
    }

    SummaryCounters run(String cypher, Map<String, Object> parameters) throws DatabaseException {
        return calling(() -> {
            try (Session session = session(AccessMode.WRITE)) {
                roundTrips.incrementAndGet();
                return session.run(cypher, parameters).consume().counters();
            }
        });
    }

    /// A transaction that stays open; whoever asks for it closes it and its session.
    OpenTransaction begin(TransactionConfig config) throws DatabaseException {
        return calling(() -> {
            Session session = session(AccessMode.WRITE);
            try {
                return new OpenTransaction(session, session.beginTransaction(config));
            } catch (RuntimeException e) {
                session.close();
                throw e;
            }
        });
    }

    record OpenTransaction(Session session, Transaction transaction) implements AutoCloseable {
        @Override
        public void close() {
            try (session) {
                transaction.close();
            } catch (Neo4jException e) {
                // the connection is gone, and the transaction with it
            }
        }
    }

    private Session session(AccessMode mode) {
        return driver.session(SessionConfig.builder()
                .withDatabase(address.database())
                .withDefaultAccessMode(mode)
                .build());
    }

    private interface Call<T> {
        T make();
    }

    /// The one place where the driver's failures become sentences.
    private <T> T calling(Call<T> call) throws DatabaseException {
        try {
            return call.make();
        } catch (Neo4jException | UntrustedServerException e) {
            throw DatabaseException.of(address, e);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
