package clayton.desktop.store;

import clayton.desktop.session.Texts;
import clayton.store.neo4j.LocalNeo4j;
import clayton.store.neo4j.Neo4jAddress;
import java.io.IOException;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Which Neo4j is meant and how to log in to it. The password lives in its field alone: it is never written anywhere.
public final class Login {
    /// Stands for the one on this machine, which has its own password.
    public static final String LOCAL = "neo4j:local";

    private final Texts texts;
    private final LocalNeo4j local;
    private final StringProperty uri = new SimpleStringProperty(LOCAL);
    private final StringProperty user = new SimpleStringProperty(Neo4jAddress.DEFAULT_USER);
    private final StringProperty password = new SimpleStringProperty("");
    private final StringProperty database = new SimpleStringProperty(Neo4jAddress.DEFAULT_DATABASE);

    public Login(Texts texts, LocalNeo4j local) {
        this.texts = texts;
        this.local = local;
    }

    /// What the fields name. Throws `IllegalArgumentException` with what is wrong, and `IOException` if it is the local
    /// one and that does not run.
    public Neo4jAddress address() throws IOException {
        String asked = uri.get().strip();
        if (asked.equals(LOCAL)) {
            return local.address();
        }
        Neo4jAddress.check(asked);
        if (password.get().isEmpty()) {
            throw new IllegalArgumentException(texts.get("neo4j.noPassword", user.get(), asked));
        }
        return new Neo4jAddress(
                asked, user.get().strip(), password.get(), database.get().strip());
    }

    /// Whether the address leads to another machine without encryption.
    boolean isReadableOnTheWay() {
        try {
            return !uri.get().strip().equals(LOCAL)
                    && new Neo4jAddress(uri.get().strip(), "", "", "").isPlainToAnotherHost();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public StringProperty uri() {
        return uri;
    }

    public StringProperty user() {
        return user;
    }

    public StringProperty password() {
        return password;
    }

    public StringProperty database() {
        return database;
    }
}
