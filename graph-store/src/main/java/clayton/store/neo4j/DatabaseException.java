package clayton.store.neo4j;

import java.io.IOException;
import java.util.Locale;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.UntrustedServerException;

/// A Neo4j that cannot be reached, refuses, or fails: one sentence that says which and what to do. What was committed
/// before stands.
public final class DatabaseException extends IOException {
    DatabaseException(String sentence) {
        super(sentence);
    }

    DatabaseException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    static DatabaseException of(Neo4jAddress address, RuntimeException cause) {
        return new DatabaseException(sentence(address, cause), cause);
    }

    private static String sentence(Neo4jAddress address, RuntimeException cause) {
        String place = "the Neo4j at " + address.uri();
        String code = code(cause);
        if (cause instanceof AuthenticationException) {
            return place + " refuses the name or password of user '" + address.username()
                    + "': set NEO4J_USERNAME and NEO4J_PASSWORD";
        }
        if (cause instanceof UntrustedServerException || causedBy(cause, javax.net.ssl.SSLException.class)) {
            return place + " is not trusted (" + root(cause)
                    + "): mend its certificate, or write +ssc instead of +s to accept one it signed itself";
        }
        if (cause instanceof ServiceUnavailableException || cause instanceof SessionExpiredException) {
            return place + " cannot be reached (" + root(cause) + "): start it, or check the address, then run this"
                    + " again";
        }
        if (isDiskTrouble(cause, code)) {
            return place + " could not write to its disk (" + words(cause)
                    + "): see that there is room, start it again," + " then run this again";
        }
        if (isReadOnly(cause, code)) {
            return "database '" + address.database() + "' of " + place
                    + " is read-only: allow writing there, or name another database with NEO4J_DATABASE";
        }
        if (code.endsWith("DatabaseNotFound")) {
            return place + " has no database '" + address.database() + "': set NEO4J_DATABASE";
        }
        return place + " failed (" + words(cause) + (code.isEmpty() ? "" : ", " + code)
                + "): look into its log, mend the cause, then run this again";
    }

    private static String code(RuntimeException failure) {
        return failure instanceof Neo4jException coded && coded.code() != null ? coded.code() : "";
    }

    private static boolean isReadOnly(RuntimeException cause, String code) {
        String message = words(cause).toLowerCase(Locale.ROOT);
        return code.endsWith("WriteOnReadOnlyAccessDatabase")
                || code.endsWith("General.ForbiddenOnReadOnlyDatabase")
                || code.endsWith("Security.Forbidden")
                || message.contains("read-only")
                || message.contains("read only");
    }

    /// A server whose disk is full says so when it writes its log, and from then on that it has to be started again.
    private static boolean isDiskTrouble(RuntimeException cause, String code) {
        String message = String.valueOf(cause.getMessage());
        return code.endsWith("TransactionLogError")
                || code.endsWith("TransactionCommitFailed")
                || message.contains("No space left")
                || message.contains("critical error");
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> kind) {
        return kind.isInstance(failure) || failure.getCause() != null && causedBy(failure.getCause(), kind);
    }

    /// The words of whatever is behind it all.
    private static String root(Throwable failure) {
        return failure.getCause() == null ? words(failure) : root(failure.getCause());
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.strip().replaceAll("[.:]?\\s*\\R.*", "");
    }
}
