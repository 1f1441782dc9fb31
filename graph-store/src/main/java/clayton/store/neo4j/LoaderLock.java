package clayton.store.neo4j;

import java.time.Duration;
import java.util.UUID;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;

/// What only one loader has: a node that an open transaction keeps locked. The server lets go of it when this program
/// or its connection ends, so no clock decides whose turn it is. The token marks the loader's own writes.
final class LoaderLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Neo4jConnection connection;
    private final String token = UUID.randomUUID().toString();
    private Neo4jConnection.OpenTransaction held;

    private LoaderLock(Neo4jConnection connection, Neo4jConnection.OpenTransaction held) {
        this.connection = connection;
        this.held = held;
    }

    /// Throws [DatabaseException] if another loader has it.
    static LoaderLock take(Neo4jConnection connection) throws DatabaseException {
        return new LoaderLock(connection, hold(connection));
    }

    private static Neo4jConnection.OpenTransaction hold(Neo4jConnection connection) throws DatabaseException {
        refuseIfHeld(connection);
        Neo4jConnection.OpenTransaction transaction = connection.begin(TransactionConfig.empty());
        try {
            transaction.transaction().run(Cypher.LOCK_LOADER).consume();
            return transaction;
        } catch (Neo4jException e) {
            transaction.close();
            throw DatabaseException.of(connection.address(), e);
        }
    }

    /// Tries for a moment: the server ends a transaction that waits longer.
    private static void refuseIfHeld(Neo4jConnection connection) throws DatabaseException {
        TransactionConfig moment =
                TransactionConfig.builder().withTimeout(PATIENCE).build();
        try (Neo4jConnection.OpenTransaction probe = connection.begin(moment)) {
            probe.transaction().run(Cypher.LOCK_LOADER).consume();
            probe.transaction().commit();
        } catch (Neo4jException e) {
            if (isTimeout(e)) {
                throw new DatabaseException(
                        "another load is writing to the database at "
                                + connection.address().uri() + ": wait for it to end, then run this one again",
                        e);
            }
            throw DatabaseException.of(connection.address(), e);
        }
    }

    private static boolean isTimeout(Neo4jException failure) {
        String code = failure.code() == null ? "" : failure.code();
        return code.contains("TransactionTimedOut")
                || code.contains("LockAcquisitionTimeout")
                || code.contains("Transaction.Terminated")
                || failure instanceof ClientException && code.contains("LockClientStopped")
                || code.contains("LockClientStopped");
    }

    String token() {
        return token;
    }

    /// Takes it again if the connection was lost; what another loader wrote meanwhile is found out at the next write.
    void check() throws DatabaseException {
        if (!held.transaction().isOpen()) {
            held.close();
            held = hold(connection);
        }
    }

    @Override
    public void close() {
        held.close();
    }
}
