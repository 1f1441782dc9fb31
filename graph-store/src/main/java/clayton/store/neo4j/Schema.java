package clayton.store.neo4j;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The constraints and indexes without which keys would not be unique and look-ups would read the whole database.
final class Schema {
    private static final Pattern NAME = Pattern.compile("clayton_\\w+");

    private Schema() {}

    /// Makes what is missing, and waits until it is at work.
    static void ensure(Neo4jConnection connection) throws DatabaseException {
        if (!missing(connection).isEmpty()) {
            for (String statement : Cypher.SCHEMA) {
                connection.run(statement);
            }
            connection.run(Cypher.AWAIT_INDEXES);
            check(connection);
        }
    }

    /// Throws [DatabaseException] that names what is missing.
    static void check(Neo4jConnection connection) throws DatabaseException {
        List<String> missing = missing(connection);
        if (!missing.isEmpty()) {
            throw new DatabaseException(
                    "the database at " + connection.address().uri()
                            + " lacks the constraints or indexes " + String.join(", ", missing)
                            + ": run clayton neo4j load again, which makes them");
        }
    }

    private static List<String> missing(Neo4jConnection connection) throws DatabaseException {
        List<String> there = connection.read(
                Cypher.SCHEMA_AT_WORK, Map.of(), record -> record.get(0).asString());
        return Cypher.SCHEMA.stream()
                .map(Schema::name)
                .filter(name -> !there.contains(name))
                .toList();
    }

    private static String name(String statement) {
        Matcher matcher = NAME.matcher(statement);
        return matcher.find() ? matcher.group() : statement;
    }
}
