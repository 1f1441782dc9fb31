package clayton.store.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Neo4jConnectionTest {
    @ParameterizedTest
    @CsvSource({
        "Neo4j/5.26.0, true",
        "Neo4j/5.26.30, true",
        "Neo4j/2025.12.1, true",
        "Neo4j/2026.08.1, true",
        "Neo4j/5.25.1, false",
        "Neo4j/4.4.40, false",
        "Memgraph/3.0, false"
    })
    void serversOfTheLongTermReleaseAndOfThisYearAndTheLastAreAccepted(String agent, boolean accepted) {
        assertThat(Neo4jConnection.isAccepted(agent)).isEqualTo(accepted);
    }

    @Test
    void aWrongPasswordIsSaidAndNotRepeated() throws IOException {
        Neo4jAddress right = TestNeo4j.SERVER.address();
        Neo4jAddress wrong = new Neo4jAddress(right.uri(), right.username(), "canary", right.database());
        assertThatThrownBy(() -> Neo4jConnection.open(wrong))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("refuses the name or password")
                .message()
                .doesNotContain("canary");
        assertThat(wrong.toString()).doesNotContain("canary");
    }

    @Test
    void aServerThatIsNotThereAndADatabaseThatIsNotThereAreNamed() throws IOException {
        Neo4jAddress right = TestNeo4j.SERVER.address();
        assertThatThrownBy(() -> Neo4jConnection.open(
                        new Neo4jAddress("bolt://127.0.0.1:1", right.username(), "any", right.database())))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("bolt://127.0.0.1:1 cannot be reached");
        assertThatThrownBy(() -> Neo4jConnection.open(
                        new Neo4jAddress(right.uri(), right.username(), right.password(), "elsewhere")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("has no database 'elsewhere'");
    }

    @Test
    void aSingleServerIsReachedByRoutingToo() throws IOException {
        Neo4jAddress direct = TestNeo4j.SERVER.address();
        Neo4jAddress routed = new Neo4jAddress(
                direct.uri().replace("bolt:", "neo4j:"), direct.username(), direct.password(), direct.database());
        try (Neo4jConnection connection = Neo4jConnection.open(routed)) {
            assertThat(connection.version()).isEqualTo(LocalNeo4j.VERSION);
            assertThat(connection.read(
                            "RETURN $x", Map.of("x", 7), row -> row.get(0).asInt()))
                    .containsExactly(7);
        }
    }

    @Test
    void thePasswordOfTheLocalServerIsForItsUserAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(TestNeo4j.SERVER.passwordFile())))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host", "bolt:host", "bolt://", "bolt://a:b@host:7687", "nonsense", "bolt://a b"})
    void whatIsNoAddressIsRefused(String uri) {
        assertThatThrownBy(() -> Neo4jAddress.check(uri)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "bolt://localhost:7687, false",
        "bolt://127.0.0.1:7687, false",
        "neo4j://[::1], false",
        "bolt+s://host, false",
        "neo4j+ssc://host:1, false",
        "bolt://host:7687, true",
        "neo4j://10.0.0.1, true"
    })
    void aPlainConnectionToAnotherHostIsToldFromOthers(String uri, boolean plain) {
        assertThat(new Neo4jAddress(uri, "neo4j", "", "neo4j").isPlainToAnotherHost())
                .isEqualTo(plain);
    }
}
